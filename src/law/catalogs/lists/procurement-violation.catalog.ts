import type { Field } from '../catalog.ts';
import { optional, wordsColumn } from '../columns.ts';
import { authorityFields, sourceNoField, subjectFields } from '../records/field-groups.ts';
import { responsibleFields } from '../records/responsible-fields.ts';
import { listingDecisionFields, removalFields } from './listing-fields.ts';
import { severeList } from './severe-list.rules.ts';

// 地址 is not here on purpose: it is dropped at the gate.
const fields: readonly Field[] = [
  sourceNoField,
  ...subjectFields.map((field) =>
    field.name === 'subjectName'
      ? { ...field, synonyms: [...(field.synonyms ?? []), '供应商名称', '供应商、采购代理机构名称'] }
      : field,
  ),
  ...responsibleFields,
  ...listingDecisionFields({
    reason: {
      header: '严重违法失信行为的具体情形',
      synonyms: ['具体情形', '失信行为具体情形', '违法情形'],
      example: '示例：提供虚假材料谋取中标',
    },
    basis: {
      header: '处罚依据',
      synonyms: ['依据', '法律依据'],
      example: '《中华人民共和国政府采购法》第七十七条',
    },
    listedOn: { header: '处罚日期', synonyms: ['处罚（记录）日期', '记录日期', '列入日期'] },
  }),
  wordsColumn('penalty', '处罚结果', 2000, {
    synonyms: ['处罚内容'],
    example: '示例：罚款，列入不良行为记录名单，一年内禁止参加政府采购活动',
  }),
  optional('fineAmount', '罚款金额（万元）', 'money'),
  optional('documentNo', '处罚决定书文号', 'document-no', {
    maxLength: 128,
    synonyms: ['行政处罚决定书文号', '决定书文号', '文号'],
    example: '示财罚〔2026〕1号',
  }),
  optional('bannedUntil', '禁止参加政府采购活动截止日期', 'day', {
    synonyms: ['禁止参加政府采购活动期限至', '禁止期限至', '处罚截止日期', '处罚期限至'],
  }),
  ...removalFields,
  ...authorityFields({
    name: '执法单位',
    code: '执法单位统一社会信用代码',
    synonyms: ['处罚机关', '作出处罚机关'],
  }),
];

// Basis: 政府采购法第七十七条；财办库〔2014〕526号: the record stands for its term or, where the decision names one, until its
// ban ends.
export const procurementViolation = severeList({
  code: 'procurement-violation',
  name: '政府采购严重违法失信行为记录名单',
  fields,
  // The penalty lists by itself; its column 处罚结果 names the ban.
  decisionStates: ['documentNo', 'legalBasis', 'remedy', 'legalRepresentative'],
  businessKey: ['authorityUscc', 'listedOn', 'uscc', 'idNo'],
  updateFrequency: '作出处罚决定之日起 7 个工作日内',
  basis: '政府采购法第七十七条；财办库〔2014〕526号；国办发〔2020〕49号',
  orders: [['listedOn', 'bannedUntil']],
  until: (values) => values.bannedUntil,
});
