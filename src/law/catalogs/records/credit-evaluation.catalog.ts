import type { Field, Values } from '../catalog.ts';
import { optional, pastDay, required, wordsColumn } from '../columns.ts';
import { faultAt } from '../reading/row-faults.ts';
import { subjectFaults } from '../reading/subject-of-row.rules.ts';
import { authorityFields, remarkField, sourceNoField, subjectFields } from './field-groups.ts';
import { lastingRecord } from './lasting-record.rules.ts';

const fields: readonly Field[] = [
  sourceNoField,
  ...subjectFields,
  wordsColumn('scheme', '评价名称', 200, {
    synonyms: ['评价类型', '评价体系', '信用评价名称'],
    example: '示例：纳税信用评价',
  }),
  required('year', '评价年度', 'code', { maxLength: 4, synonyms: ['年度'], example: '2025' }),
  wordsColumn('grade', '评价等级', 50, { synonyms: ['评价结果', '信用等级', '等级'], example: 'A' }),
  optional('score', '评价得分', 'text', { maxLength: 20, synonyms: ['信用分', '得分', '评分'] }),
  optional('documentNo', '评价文号', 'document-no', { maxLength: 128, synonyms: ['文号', '认定文号'] }),
  pastDay('evaluatedOn', '评价日期', ['评定日期', '评价时间', '认定日期']),
  optional('validTo', '有效期至', 'day', { synonyms: ['有效期', '有效期止'] }),
  ...authorityFields({
    name: '评价单位',
    code: '评价单位统一社会信用代码',
    synonyms: ['评定单位', '主管税务机关', '认定单位'],
  }),
  remarkField,
];

const yearFaults = ({ year, evaluatedOn }: Values) => {
  if (!year) return [];
  if (!/^(19|20)\d\d$/.test(year))
    return [faultAt('评价年度', 'cell.year', '“评价年度”应为四位年份，如 2025；请改正。')];
  return evaluatedOn && year > evaluatedOn.slice(0, 4)
    ? [faultAt('评价年度', 'row.day-order', '“评价年度”晚于“评价日期”，请核对。')]
    : [];
};

// Basis: 全国公共信用信息基础目录（2024年版）：信用评价结果信息；个人信息保护法第二十四条: never the sole ground of a refusal
export const creditEvaluation = lastingRecord({
  code: 'credit-evaluation',
  name: '信用评价结果信息',
  category: '信用评价结果信息',
  nature: 'neutral',
  fields,
  businessKey: ['authorityUscc', 'scheme', 'year', 'uscc', 'idNo'],
  disclosure: 'limited',
  sharing: '政务共享，供分级分类监管参考；特定范围内公开',
  updateFrequency: '评价结果确定之日起 7 个工作日内',
  basis: '全国公共信用信息基础目录（2024年版）；国办发〔2019〕35号',
  faults: (values) => [...subjectFaults(values), ...yearFaults(values)],
  from: 'evaluatedOn',
  documentNo: 'documentNo',
});
