import { addMonths, day } from '../../../kernel/day.ts';
import type { Catalog, Field } from '../catalog.ts';
import { optional, pastDay, wordsColumn } from '../columns.ts';
import { recordDraft } from '../reading/draft-of-row.rules.ts';
import { dayOrderFaults } from '../reading/row-faults.ts';
import { subjectFaults, subjectOf } from '../reading/subject-of-row.rules.ts';
import { authorityFields, documentNoField, sourceNoField, subjectFields } from './field-groups.ts';

const fields: readonly Field[] = [
  sourceNoField,
  ...subjectFields,
  wordsColumn('matter', '承诺事项', 512, {
    synonyms: ['事项名称', '承诺事由'],
    example: '示例：食品经营许可告知承诺',
  }),
  documentNoField('认定文书文号', ['决定书文号', '文号', '认定文号'], '示监承〔2026〕1号'),
  pastDay('decidedOn', '认定日期', ['决定日期', '承诺履行认定日期']),
  wordsColumn('breach', '虚假承诺内容', 4000, {
    synonyms: ['违诺内容', '承诺未履行内容', '违反承诺情况'],
    example: '示例：承诺具备的经营场所条件经核查不属实',
  }),
  optional('repairedOn', '纠正日期', 'day', { isPast: true, synonyms: ['修复日期'] }),
  ...authorityFields({ name: '认定单位', code: '认定单位统一社会信用代码' }),
];

// Basis: 国办发〔2020〕42号：在核查或者日常监管中发现承诺不实的，记入信用记录，不再适用告知承诺制
export const falseCommitment: Catalog = {
  code: 'false-commitment',
  edition: 1,
  name: '虚假承诺信息',
  category: '信用承诺及履行情况信息',
  nature: 'negative',
  fields,
  businessKey: ['authorityUscc', 'documentNo', 'uscc', 'idNo'],
  opens: null,
  disclosure: 'limited',
  sharing: '政务共享，特定范围内公开',
  retentionSetting: 'retention.negative',
  isUncorrectedWhileLive: true,
  updateFrequency: '认定之日起 7 个工作日内',
  basis: '国务院办公厅关于全面推行证明事项和涉企经营许可事项告知承诺制的指导意见（国办发〔2020〕42号）',
  faults: (values) => [
    ...subjectFaults(values),
    ...dayOrderFaults(fields, values, [['decidedOn', 'repairedOn']]),
  ],
  draft: (values, context) => {
    const decidedOn = day(values.decidedOn ?? '');
    const repairedOn = values.repairedOn ? day(values.repairedOn) : undefined;
    return recordDraft(values, context, {
      subject: subjectOf(values),
      decidedOn,
      documentNo: values.documentNo,
      publishedUntil: repairedOn ?? addMonths(decidedOn, context.setting('publicity.severe.max')),
      keptFrom: repairedOn ?? decidedOn,
      retentionSetting: 'retention.negative',
      ended: repairedOn ? { on: repairedOn, state: 'repaired', ground: '认定单位载明已纠正' } : null,
    });
  },
};
