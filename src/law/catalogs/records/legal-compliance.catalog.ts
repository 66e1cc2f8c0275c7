import type { Field } from '../catalog.ts';
import { optional, pastDay, required, wordsColumn } from '../columns.ts';
import { authorityFields, remarkField, sourceNoField, subjectFields } from './field-groups.ts';
import { lastingRecord } from './lasting-record.rules.ts';

const fields: readonly Field[] = [
  sourceNoField,
  ...subjectFields,
  wordsColumn('item', '合规事项', 200, {
    synonyms: ['事项名称', '行为名称'],
    example: '示例：依法报送统计资料',
  }),
  wordsColumn('legalBasis', '法律依据', 2048, {
    synonyms: ['依据', '归集依据'],
    example: '《中华人民共和国统计法》第七条',
  }),
  required('result', '遵守情况', 'choice', {
    values: ['遵守', '部分遵守', '未遵守'],
    aliases: { 合规: '遵守', 依法履行: '遵守', 不合规: '未遵守', 违反: '未遵守' },
    synonyms: ['合规情况', '合规结果'],
    example: '遵守',
  }),
  optional('details', '情况说明', 'text', { maxLength: 4000, synonyms: ['具体情况'] }),
  optional('documentNo', '认定文书号', 'document-no', { maxLength: 128, synonyms: ['文号'] }),
  pastDay('decidedOn', '认定日期', ['认定时间']),
  optional('validTo', '有效期至', 'day', { synonyms: ['有效期'] }),
  ...authorityFields({ name: '认定单位', code: '认定单位统一社会信用代码' }),
  remarkField,
];

// Basis: 全国公共信用信息基础目录（2022年版起）：遵守法律法规情况信息: only items that a law names, hence the required basis
export const legalCompliance = lastingRecord({
  code: 'legal-compliance',
  name: '遵守法律法规情况信息',
  category: '遵守法律法规情况信息',
  nature: 'neutral',
  fields,
  businessKey: ['authorityUscc', 'item', 'decidedOn', 'uscc', 'idNo'],
  disclosure: 'limited',
  sharing: '政务共享，特定范围内公开；自然人信息仅在政务部门间共享',
  updateFrequency: '认定之日起 7 个工作日内',
  basis: '全国公共信用信息基础目录（2024年版）',
  from: 'decidedOn',
  documentNo: 'documentNo',
});
