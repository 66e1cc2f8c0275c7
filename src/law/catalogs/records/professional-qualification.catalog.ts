import { day } from '../../../kernel/day.ts';
import type { Catalog, Field, Values } from '../catalog.ts';
import { optional, pastDay, required, wordsColumn } from '../columns.ts';
import { personDocumentAliases, personDocuments } from '../document-types.ts';
import { recordDraft } from '../reading/draft-of-row.rules.ts';
import { dayOrderFaults, missingFault } from '../reading/row-faults.ts';
import { subjectOf } from '../reading/subject-of-row.rules.ts';
import {
  authorityFields,
  idCountryField,
  remarkField,
  sourceNoField,
  subjectNameField,
} from './field-groups.ts';

const EXAM = '资格考试违纪违规';

// Persons only. The template's number is made up.
const fields: readonly Field[] = [
  sourceNoField,
  {
    ...subjectNameField,
    header: '姓名',
    synonyms: ['主体名称', '持证人姓名'],
    maxLength: 50,
    example: '示例甲',
  },
  required('idType', '证件类型', 'choice', {
    values: personDocuments,
    aliases: personDocumentAliases,
    example: '居民身份证',
  }),
  required('idNo', '证件号码', 'identity-no', {
    typedBy: 'idType',
    maxLength: 64,
    isPersonal: true,
    synonyms: ['身份证号', '证件号'],
    example: '11010519491231002X',
  }),
  idCountryField,
  required('itemType', '信息类别', 'choice', {
    values: ['职称', '职业资格', '执业注册', EXAM],
    aliases: {
      职称信息: '职称',
      职业资格证书: '职业资格',
      执业证书: '执业注册',
      考试违纪: EXAM,
      考试作弊: EXAM,
    },
    synonyms: ['类别'],
    example: '职业资格',
  }),
  wordsColumn('title', '职称或资格名称', 200, {
    synonyms: ['职称名称', '资格名称', '证书名称', '考试名称'],
    example: '示例：一级注册建筑师',
  }),
  optional('level', '级别', 'text', { maxLength: 50, synonyms: ['等级', '职称级别'] }),
  optional('certificateNo', '证书编号', 'code', {
    maxLength: 64,
    requiredWhen: '信息类别不是资格考试违纪违规时',
    synonyms: ['证书号', '注册编号', '执业证号'],
    example: 'SL2026001',
  }),
  optional('conduct', '违纪违规情形', 'text', {
    maxLength: 2000,
    requiredWhen: '信息类别是资格考试违纪违规时',
    synonyms: ['违纪情形', '处理情况'],
  }),
  pastDay('decidedOn', '发证或认定日期', ['发证日期', '认定日期', '注册日期', '批准日期']),
  optional('validTo', '有效期至', 'day', { synonyms: ['有效期', '有效期止'] }),
  optional('status', '证书状态', 'choice', {
    values: ['有效', '暂停', '注销', '撤销', '吊销'],
    aliases: { 正常: '有效', 已注销: '注销', 已撤销: '撤销', 已吊销: '吊销' },
    synonyms: ['状态'],
  }),
  ...authorityFields({
    name: '发证或认定单位',
    code: '发证或认定单位统一社会信用代码',
    synonyms: ['发证机关', '认定单位'],
  }),
  remarkField,
];

const typeFaults = (values: Values) => {
  if (!values.itemType) return [];
  const wanted = values.itemType === EXAM ? 'conduct' : 'certificateNo';
  return values[wanted] ? [] : [missingFault(fields, wanted, `信息类别是${values.itemType}`)];
};

// Basis: 全国公共信用信息基础目录（2024年版）：职称和职业信息；a natural person's information is shared, not published
export const professionalQualification: Catalog = {
  code: 'professional-qualification',
  edition: 1,
  name: '职称和职业信息',
  category: '职称和职业信息',
  nature: 'neutral',
  fields,
  businessKey: ['authorityUscc', 'itemType', 'title', 'certificateNo', 'idNo'],
  opens: null,
  disclosure: 'private',
  sharing: '仅在政务部门间共享，或经本人授权查询',
  retentionSetting: 'retention.neutral',
  updateFrequency: '发证、认定、变更之日起 7 个工作日内',
  basis: '全国公共信用信息基础目录（2024年版）；本市设定，参照浙江省公共信用信息管理条例第十五条',
  faults: (values) => [...typeFaults(values), ...dayOrderFaults(fields, values, [['decidedOn', 'validTo']])],
  draft: (values, context) => {
    const decidedOn = day(values.decidedOn ?? '');
    return recordDraft(values, context, {
      subject: subjectOf({ ...values, subjectKind: '自然人' }),
      decidedOn,
      documentNo: values.certificateNo,
      publishedUntil: null,
      keptFrom: values.validTo ? day(values.validTo) : decidedOn,
      retentionSetting: 'retention.neutral',
    });
  },
};
