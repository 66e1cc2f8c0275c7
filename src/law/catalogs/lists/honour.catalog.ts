import { addMonths, day } from '../../../kernel/day.ts';
import type { Catalog, Field } from '../catalog.ts';
import { optional, pastDay, wordsColumn } from '../columns.ts';
import { recordDraft } from '../reading/draft-of-row.rules.ts';
import { dayOrderFaults } from '../reading/row-faults.ts';
import { subjectFaults, subjectOf } from '../reading/subject-of-row.rules.ts';
import { authorityFields, documentNoField, sourceNoField, subjectFields } from '../records/field-groups.ts';

const fields: readonly Field[] = [
  sourceNoField,
  ...subjectFields,
  wordsColumn('title', '荣誉名称', 200, { synonyms: ['荣誉称号', '列入事由'], example: '示例：A级纳税人' }),
  documentNoField('认定文号', ['文号', '认定依据'], '示信荣〔2026〕1号'),
  pastDay('awardedOn', '认定日期', ['认定时间', '授予日期']),
  optional('validTo', '有效期至', 'day', { synonyms: ['有效期', '有效期止', '有效期截止'] }),
  ...authorityFields({ name: '认定单位', code: '认定单位统一社会信用代码' }),
];

// Basis: 全国公共信用信息基础目录（2024年版）：诚实守信相关荣誉信息
export const honour: Catalog = {
  code: 'honour',
  edition: 1,
  name: '诚实守信相关荣誉信息',
  category: '诚实守信相关荣誉信息',
  nature: 'positive',
  fields,
  businessKey: ['authorityUscc', 'documentNo', 'title', 'uscc', 'idNo'],
  opens: 'honour',
  disclosure: 'public',
  sharing: '政务共享，可向社会公开；自然人仅在政务部门间共享',
  retentionSetting: 'retention.positive',
  updateFrequency: '认定之日起 7 个工作日内',
  basis: '全国公共信用信息基础目录（2024年版）；国发〔2016〕33号',
  faults: (values) => [
    ...subjectFaults(values),
    ...dayOrderFaults(fields, values, [['awardedOn', 'validTo']]),
  ],
  draft: (values, context) => {
    const awardedOn = day(values.awardedOn ?? '');
    const dueOn = values.validTo ? day(values.validTo) : addMonths(awardedOn, context.setting('honour.term'));
    return {
      ...recordDraft(values, context, {
        subject: subjectOf(values),
        decidedOn: awardedOn,
        documentNo: values.documentNo,
        publishedUntil: dueOn,
        keptFrom: dueOn,
        retentionSetting: 'retention.positive',
      }),
      listing: { kind: 'honour', listedOn: awardedOn, dueOn, reason: values.title ?? '', ended: null },
    };
  },
};
