import { day } from '../../../kernel/day.ts';
import type { Catalog, Field, Values } from '../catalog.ts';
import { optional, pastDay, required, wordsColumn } from '../columns.ts';
import { recordDraft } from '../reading/draft-of-row.rules.ts';
import { dayOrderFaults, missingFault } from '../reading/row-faults.ts';
import { subjectFaults, subjectOf } from '../reading/subject-of-row.rules.ts';
import { authorityFields, remarkField, sourceNoField, subjectFields } from './field-groups.ts';

const PARTY_B: Readonly<Record<string, Partial<Field>>> = {
  subjectKind: { header: '乙方类别', synonyms: ['主体类别'] },
  subjectName: { header: '乙方名称', synonyms: ['乙方', '供应商名称', '承包人名称', '主体名称'] },
  uscc: {
    header: '乙方统一社会信用代码',
    requiredWhen: '乙方不是自然人时',
    synonyms: ['统一社会信用代码', '供应商统一社会信用代码'],
  },
  idType: { header: '乙方证件类型', synonyms: ['证件类型'] },
  idNo: { header: '乙方证件号码', synonyms: ['证件号码'] },
  idCountry: { header: '乙方证件签发国', synonyms: ['证件签发国', '签发国'] },
};
const IN_PART = ['部分履行', '未履行'];

const fields: readonly Field[] = [
  sourceNoField,
  required('contractNo', '合同编号', 'document-no', { maxLength: 100, example: '示采合〔2026〕1号' }),
  wordsColumn('contractName', '合同名称', 200, { example: '示例：办公设备采购合同' }),
  required('contractType', '合同类型', 'choice', {
    values: ['行政合同', '市场化合同'],
    aliases: { 行政协议: '行政合同', 市场合同: '市场化合同' },
    synonyms: ['类型'],
    example: '市场化合同',
  }),
  required('partyAName', '甲方名称', 'name', {
    maxLength: 200,
    synonyms: ['甲方', '采购人名称', '发包人名称'],
    example: '示例市某某局',
  }),
  required('partyAUscc', '甲方统一社会信用代码', 'uscc', {
    synonyms: ['采购人统一社会信用代码'],
    example: '114403000075500130',
  }),
  ...subjectFields.map((field) => ({ ...field, ...PARTY_B[field.name] })),
  wordsColumn('subjectMatter', '合同标的', 2000, {
    synonyms: ['标的', '标的名称'],
    example: '示例：台式计算机十台',
  }),
  optional('amount', '合同金额（万元）', 'money', { synonyms: ['金额（万元）'], example: '6.5' }),
  pastDay('signedOn', '签订日期', ['合同签订日期', '签署日期']),
  optional('announcedOn', '公告日期', 'day', { isPast: true, synonyms: ['合同公告日期'] }),
  optional('performBy', '履约期限', 'day', { synonyms: ['履约期限至', '履行期限', '合同履行期限至'] }),
  required('performance', '履约状态', 'choice', {
    values: ['履行中', '全部履行', ...IN_PART, '已解除'],
    aliases: { 正在履行: '履行中', 履约完成: '全部履行', 已履行: '全部履行', 违约: '未履行', 解除: '已解除' },
    synonyms: ['履行状态', '合同履行情况'],
    example: '履行中',
  }),
  optional('unperformed', '未履行内容', 'text', {
    maxLength: 4000,
    requiredWhen: '履约状态是部分履行或未履行时',
    synonyms: ['违约内容'],
  }),
  optional('assessedOn', '履约认定日期', 'day', {
    isPast: true,
    requiredWhen: '履约状态是部分履行或未履行时',
    synonyms: ['认定日期'],
  }),
  ...authorityFields({
    name: '认定单位',
    code: '认定单位统一社会信用代码',
    synonyms: ['数据来源单位'],
    codeSynonyms: ['数据来源单位统一社会信用代码'],
  }),
  remarkField,
];

const breachFaults = (values: Values) =>
  IN_PART.includes(values.performance ?? '')
    ? ['unperformed', 'assessedOn']
        .filter((name) => !values[name])
        .map((name) => missingFault(fields, name, `履约状态是${values.performance}`))
    : [];

// Basis: 全国公共信用信息基础目录（2024年版）：合同履行信息（政府采购、政府和社会资本合作、土地出让等）
export const contractPerformance: Catalog = {
  code: 'contract-performance',
  edition: 1,
  name: '合同履行信息',
  category: '合同履行信息',
  nature: 'neutral',
  fields,
  businessKey: ['authorityUscc', 'contractNo', 'partyAUscc', 'uscc', 'idNo'],
  opens: null,
  disclosure: 'limited',
  sharing: '政务共享，特定范围内公开；涉及商业秘密的不公开',
  retentionSetting: 'retention.neutral',
  updateFrequency: '合同签订、履约认定之日起 7 个工作日内',
  basis: '全国公共信用信息基础目录（2024年版）；政府采购法第四十七条',
  faults: (values) => [
    ...subjectFaults(values, {
      uscc: '乙方统一社会信用代码',
      idNo: '乙方证件号码',
      idType: '乙方证件类型',
      kind: '乙方类别',
    }),
    ...breachFaults(values),
    ...dayOrderFaults(fields, values, [
      ['signedOn', 'announcedOn'],
      ['signedOn', 'performBy'],
      ['signedOn', 'assessedOn'],
    ]),
  ],
  draft: (values, context) => {
    const signedOn = day(values.signedOn ?? '');
    return recordDraft(values, context, {
      subject: subjectOf(values),
      decidedOn: values.assessedOn ? day(values.assessedOn) : signedOn,
      documentNo: values.contractNo,
      publishedUntil: null,
      keptFrom: day(values.assessedOn ?? values.performBy ?? signedOn),
      retentionSetting: 'retention.neutral',
    });
  },
};
