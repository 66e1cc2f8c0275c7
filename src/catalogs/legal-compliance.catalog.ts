import { day } from '../kernel/day.ts';
import type { Catalog, Field } from './catalog.ts';
import { optional, required } from './columns.ts';
import { recordDraft } from './draft-of-row.rules.ts';
import { authorityFields, remarkField, sourceNoField, subjectFields } from './field-groups.ts';
import { dayOrderFaults } from './row-faults.ts';
import { subjectFaults, subjectOf } from './subject-of-row.rules.ts';

const fields: readonly Field[] = [
  sourceNoField,
  ...subjectFields,
  required('item', '合规事项', 'text', {
    maxLength: 200,
    synonyms: ['事项名称', '行为名称'],
    example: '示例：依法报送统计资料',
  }),
  required('legalBasis', '法律依据', 'text', {
    maxLength: 2048,
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
  required('decidedOn', '认定日期', 'day', { isPast: true, synonyms: ['认定时间'], example: '2026-03-02' }),
  optional('validTo', '有效期至', 'day', { synonyms: ['有效期'] }),
  ...authorityFields({ name: '认定单位', code: '认定单位统一社会信用代码' }),
  remarkField,
];

// Basis: 全国公共信用信息基础目录（2022年版起）：遵守法律法规情况信息: only items that a law names, hence the required basis
export const legalCompliance: Catalog = {
  code: 'legal-compliance',
  edition: 1,
  name: '遵守法律法规情况信息',
  category: '遵守法律法规情况信息',
  nature: 'neutral',
  fields,
  businessKey: ['authorityUscc', 'item', 'decidedOn', 'uscc', 'idNo'],
  opens: null,
  disclosure: 'limited',
  sharing: '政务共享，特定范围内公开；自然人信息仅在政务部门间共享',
  retentionSetting: 'retention.neutral',
  updateFrequency: '认定之日起 7 个工作日内',
  basis: '全国公共信用信息基础目录（2024年版）',
  faults: (values) => [
    ...subjectFaults(values),
    ...dayOrderFaults(fields, values, [['decidedOn', 'validTo']]),
  ],
  draft: (values, context) => {
    const decidedOn = day(values.decidedOn ?? '');
    const validTo = values.validTo ? day(values.validTo) : null;
    return recordDraft(values, context, {
      subject: subjectOf(values),
      decidedOn,
      documentNo: values.documentNo,
      publishedUntil: validTo,
      keptFrom: validTo ?? decidedOn,
      retentionSetting: 'retention.neutral',
    });
  },
};
