import { day } from '../../../kernel/day.ts';
import type { Catalog, Field } from '../catalog.ts';
import { optional, pastDay, required, wordsColumn } from '../columns.ts';
import { recordDraft, recordEnd } from '../reading/draft-of-row.rules.ts';
import { dayOrderFaults, faultAt } from '../reading/row-faults.ts';
import { subjectFaults, subjectOf } from '../reading/subject-of-row.rules.ts';
import { debtorDocumentFields, enforcingCourtField } from './execution-fields.ts';
import { authorityFields, sourceNoField, subjectKindField, subjectNameField } from './field-groups.ts';

const OWED = ['owedAmount', 'owedConduct', 'owedGoods'];

// 举报电话 and 联系人 are not here on purpose: they are dropped at the gate.
const fields: readonly Field[] = [
  { ...sourceNoField, synonyms: [...(sourceNoField.synonyms ?? []), '当事人编号'] },
  subjectKindField({ isRequired: true }),
  {
    ...subjectNameField,
    header: '被执行人姓名/名称',
    synonyms: ['被执行人', '被执行人名称', '当事人名称', '姓名', '名称', '主体名称'],
  },
  ...debtorDocumentFields(),
  required('caseNo', '案号', 'document-no', {
    maxLength: 128,
    synonyms: ['执行案号'],
    example: '（2026）示0101执2号',
  }),
  enforcingCourtField,
  optional('courtCode', '法院代码', 'code', { maxLength: 20 }),
  required('filedOn', '立案日期', 'day', {
    isPast: true,
    dates: 'act',
    synonyms: ['立案时间'],
    example: '2026-01-05',
  }),
  wordsColumn('enforcementBasis', '执行依据', 500, {
    synonyms: ['执行依据文号'],
    example: '（2025）示0101民初1号民事判决书',
  }),
  optional('cause', '执行案由', 'text', { maxLength: 200, synonyms: ['案由'] }),
  optional('owedAmount', '执行金额（万元）', 'money', {
    requiredWhen: '没有执行行为、执行物品时',
    synonyms: ['执行标的（万元）'],
    example: '20',
  }),
  optional('owedConduct', '执行行为', 'text', { maxLength: 2000 }),
  optional('owedGoods', '执行物品', 'text', { maxLength: 2000 }),
  optional('unpaidAmount', '未执行金额（万元）', 'money'),
  optional('undoneConduct', '未执行行为', 'text', { maxLength: 2000 }),
  optional('undeliveredGoods', '未执行物品', 'text', { maxLength: 2000 }),
  pastDay('exposedOn', '曝光日期', ['曝光时间', '发布日期', '公布日期']),
  optional('performedOn', '履行完毕日期', 'day', { isPast: true, synonyms: ['撤下日期', '履行日期'] }),
  ...authorityFields({ name: '认定单位', code: '认定单位统一社会信用代码' }),
];

// Basis: 民事诉讼法；全国公共信用信息基础目录（2024年版）：司法裁判及执行信息（未履行生效裁判信息）
export const unperformedJudgment: Catalog = {
  code: 'unperformed-judgment',
  edition: 1,
  name: '未履行生效裁判信息',
  category: '司法裁判及执行信息',
  nature: 'negative',
  fields,
  businessKey: ['authorityUscc', 'caseNo', 'idNo'],
  opens: null,
  disclosure: 'limited',
  sharing: '政务共享，特定范围内公开；自然人证件号码不公开',
  retentionSetting: 'retention.negative',
  updateFrequency: '每日',
  basis: '民事诉讼法；全国公共信用信息基础目录（2024年版）',
  faults: (values) => [
    ...subjectFaults(values),
    ...(OWED.some((name) => values[name])
      ? []
      : [
          faultAt(
            '执行金额（万元）',
            'cell.required',
            '“执行金额（万元）”“执行行为”“执行物品”至少填一项，请补填。',
          ),
        ]),
    ...dayOrderFaults(fields, values, [
      ['filedOn', 'exposedOn'],
      ['exposedOn', 'performedOn'],
    ]),
  ],
  warnings: ({ owedAmount, unpaidAmount }) =>
    owedAmount && unpaidAmount && Number(unpaidAmount) > Number(owedAmount)
      ? [faultAt('未执行金额（万元）', 'value.amount-order', '未执行金额大于执行金额，请核对两个金额。')]
      : [],
  draft: (values, context) => {
    const performedOn = values.performedOn ? day(values.performedOn) : undefined;
    return recordDraft(values, context, {
      subject: subjectOf(values),
      decidedOn: day(values.exposedOn ?? ''),
      documentNo: values.caseNo,
      publishedUntil: performedOn ?? null,
      keptFrom: performedOn ?? null,
      retentionSetting: 'retention.negative',
      ended: recordEnd(performedOn, '执行法院载明已履行'),
    });
  },
};
