import { day } from '../../../kernel/day.ts';
import type { Catalog, Field, SubjectDraft, Values } from '../catalog.ts';
import { optional, pastDay, required } from '../columns.ts';
import { personDocumentAliases, personDocuments } from '../document-types.ts';
import { recordDraft, recordEnd } from '../reading/draft-of-row.rules.ts';
import { oldIdentifiers } from '../reading/old-identifiers.rules.ts';
import { dayOrderFaults, faultAt, missingFault } from '../reading/row-faults.ts';
import { documentDraft, kindFaults, kindOfSubject, subjectOf } from '../reading/subject-of-row.rules.ts';
import {
  authorityFields,
  idCountryField,
  orgCodeField,
  sourceNoField,
  subjectKindField,
} from './field-groups.ts';
import { taxpayerNameField, taxpayerNoField } from './taxpayer-fields.ts';

const PERSON = '自然人';
const kindField = subjectKindField({ isRequired: true });

// 生产经营地址 is not here on purpose: it is dropped at the gate.
// The taxes in force; what else an office collects is written 其他-….
const taxes: readonly string[] = [
  '增值税',
  '消费税',
  '企业所得税',
  '个人所得税',
  '城市维护建设税',
  '资源税',
  '土地增值税',
  '房产税',
  '城镇土地使用税',
  '印花税',
  '车船税',
  '车辆购置税',
  '船舶吨税',
  '耕地占用税',
  '契税',
  '烟叶税',
  '环境保护税',
  '关税',
  '营业税',
  '其他',
];

const fields: readonly Field[] = [
  sourceNoField,
  taxpayerNameField,
  {
    ...kindField,
    header: '纳税人类型',
    aliases: {
      ...kindField.aliases,
      个体: '个体工商户',
      个体经营: '个体工商户',
      单位纳税人: '法人及非法人组织',
    },
    synonyms: ['企业个体标志', '类型', '主体类别', '纳税人类别'],
  },
  taxpayerNoField,
  orgCodeField,
  optional('legalRepresentative', '负责人', 'name', {
    maxLength: 50,
    requiredWhen: '纳税人不是自然人且填写证件号码时',
    synonyms: ['法定代表人', '法定代表人（负责人）', '负责人姓名', '法定代表人或负责人姓名', '业主'],
    example: '示例甲',
  }),
  optional('idType', '证件类型', 'choice', {
    values: personDocuments,
    aliases: personDocumentAliases,
    requiredWhen: '填写证件号码时',
    synonyms: ['证件种类', '负责人证件类型', '身份证件种类'],
  }),
  optional('idNo', '证件号码', 'identity-no', {
    typedBy: 'idType',
    maxLength: 64,
    isPersonal: true,
    requiredWhen: '纳税人是自然人时填本人的；其他纳税人可填负责人的',
    synonyms: ['负责人证件号码', '法定代表人证件号码', '身份证件号码', '居民身份证号码'],
  }),
  idCountryField,
  required('taxType', '税种', 'choices', {
    values: taxes,
    aliases: { 城建税: '城市维护建设税', 增值税税款: '增值税', 土地使用税: '城镇土地使用税' },
    synonyms: ['欠税税种', '征收项目'],
    example: '增值税',
  }),
  // Offices publish in yuan: without its unit a header is refused, as a sum could be read ten thousand times
  // too high.
  required('arrears', '欠税余额（万元）', 'money', { example: '12.5' }),
  optional('newArrears', '当期新发生额（万元）', 'money', {
    synonyms: ['当期新发生的欠税金额（万元）', '当期新增欠税（万元）', '当期新发生欠税额（万元）'],
  }),
  pastDay('announcedOn', '公告日期', ['公告时间', '发布日期']),
  optional('settledOn', '缴清日期', 'day', { isPast: true, synonyms: ['清缴日期', '清欠日期'] }),
  ...authorityFields({
    name: '公告税务机关',
    code: '公告税务机关统一社会信用代码',
    synonyms: ['税务机关', '发布部门', '主管税务机关', '公告机关'],
  }),
];

const isPerson = (values: Values) => values.subjectKind === PERSON;

const whoFaults = (values: Values) => {
  if (values.idNo && !values.idType) return [missingFault(fields, 'idType', '填写了证件号码')];
  if (isPerson(values)) {
    if (values.uscc || values.orgCode) return kindFaults('纳税人类型', PERSON, [{ type: 'uscc', code: '' }]);
    return values.idNo ? [] : [missingFault(fields, 'idNo', '纳税人是自然人')];
  }
  return values.idNo && !values.legalRepresentative
    ? [missingFault(fields, 'legalRepresentative', '填写了证件号码')]
    : kindFaults('纳税人类型', values.subjectKind, values.uscc ? [{ type: 'uscc', code: values.uscc }] : []);
};

const subject = (values: Values, old: SubjectDraft['identifiers']): SubjectDraft => {
  const { idType, idNo, idCountry, ...rest } = values;
  if (!isPerson(values)) return subjectOf({ ...rest, legalRepIdType: idType, legalRepIdNo: idNo }, old);
  const identifiers = documentDraft(idType, idNo, idCountry);
  return {
    kind: kindOfSubject(PERSON, identifiers),
    name: values.subjectName ?? '',
    identifiers,
    related: [],
  };
};

// Basis: 税收征收管理法第四十五条；欠税公告办法（试行）（国家税务总局令第9号）
export const taxArrears: Catalog = {
  code: 'tax-arrears',
  edition: 1,
  name: '欠税公告信息',
  category: '行政管理信息',
  nature: 'negative',
  fields,
  businessKey: ['authorityUscc', 'announcedOn', 'taxType', 'uscc', 'orgCode', 'idNo'],
  opens: null,
  disclosure: 'public',
  sharing: '政务共享，可向社会公开；自然人信息仅在政务部门间共享',
  retentionSetting: 'retention.negative',
  updateFrequency: '每季度（企业）、每半年（其他）；缴清之日起 7 个工作日内',
  basis: '税收征收管理法第四十五条；欠税公告办法（试行）（国家税务总局令第9号）',
  faults: (values, context) => [
    ...(isPerson(values) || values.uscc || oldIdentifiers(values, context.today).length > 0
      ? []
      : [missingFault(fields, 'uscc', '纳税人不是自然人且没有有效的组织机构代码')]),
    ...whoFaults(values),
    ...dayOrderFaults(fields, values, [['announcedOn', 'settledOn']]),
  ],
  warnings: ({ arrears, newArrears }) =>
    newArrears && Number(newArrears) > Number(arrears)
      ? [faultAt('当期新发生额（万元）', 'value.amount-order', '当期新发生额大于欠税余额，请核对两个金额。')]
      : [],
  draft: (values, context) => {
    const settledOn = values.settledOn ? day(values.settledOn) : undefined;
    return recordDraft(values, context, {
      subject: subject(values, oldIdentifiers(values, context.today)),
      decidedOn: day(values.announcedOn ?? ''),
      documentNo: undefined,
      publishedUntil: settledOn ?? null,
      keptFrom: settledOn ?? null,
      retentionSetting: 'retention.negative',
      ended: recordEnd(settledOn, '税务机关载明已缴清'),
    });
  },
};
