import { day } from '../../../kernel/day.ts';
import type { Catalog, Field, Values } from '../catalog.ts';
import { optional, pastDay, wordsColumn } from '../columns.ts';
import { recordDraft, recordEnd } from '../reading/draft-of-row.rules.ts';
import { oldIdentifiers } from '../reading/old-identifiers.rules.ts';
import { dayOrderFaults, missingFault } from '../reading/row-faults.ts';
import { identifiersOfRow, kindFaults, subjectOf } from '../reading/subject-of-row.rules.ts';
import {
  authorityFields,
  regNoField,
  sourceNoField,
  subjectKindField,
  subjectNameField,
} from '../records/field-groups.ts';
import { removalFaults } from './severe-row.rules.ts';

// Enterprises are listed and removed (列入、移出); individual businesses are marked and restored (标记、恢复).
const fields: readonly Field[] = [
  { ...sourceNoField, synonyms: [...(sourceNoField.synonyms ?? []), '内部序号'] },
  subjectKindField({ isRequired: false }),
  {
    ...subjectNameField,
    header: '企业名称',
    synonyms: ['主体名称', '个体工商户名称', '字号名称', '社会组织名称', '当事人名称', '名称'],
  },
  optional('uscc', '统一社会信用代码', 'uscc', {
    requiredWhen: '没有有效的工商注册号时',
    example: '93440300MA5FAAA13R',
  }),
  regNoField,
  wordsColumn('reason', '列入原因', 2000, {
    synonyms: [
      '列入事由',
      '列入经营异常名录原因',
      '列入活动异常名录原因',
      '标记原因',
      '标记经营异常状态原因',
      '异常原因',
    ],
    example: '示例：未按规定公示年度报告',
  }),
  pastDay('listedOn', '列入日期', ['列入时间', '标记日期', '标记时间']),
  optional('documentNo', '列入决定书文号', 'document-no', {
    maxLength: 128,
    synonyms: ['决定书文号', '列入决定文号', '标记决定书文号'],
  }),
  optional('removedOn', '移出日期', 'day', {
    isPast: true,
    requiredWhen: '填写移出原因时',
    synonyms: ['移出时间', '恢复日期', '恢复时间', '恢复正常记载状态日期'],
  }),
  optional('removalReason', '移出原因', 'text', {
    maxLength: 2000,
    synonyms: ['移出事由', '移出经营异常名录原因', '恢复原因', '恢复正常记载状态原因'],
  }),
  optional('removedBy', '移出决定机关', 'name', {
    maxLength: 200,
    synonyms: ['作出决定机关（移出）', '决定机关（移出）', '恢复决定机关', '作出决定机关（恢复）'],
  }),
  ...authorityFields({
    name: '列入决定机关',
    code: '列入决定机关统一社会信用代码',
    synonyms: [
      '作出决定机关（列入）',
      '决定机关（列入）',
      '作出决定机关',
      '标记决定机关',
      '作出决定机关（标记）',
    ],
  }),
];

const nobodyFault = (values: Values) =>
  missingFault(fields, 'uscc', values.regNo ? '工商注册号不是有效的注册号' : '没有填写工商注册号');

// Basis: 企业信息公示暂行条例（2024修订）；企业经营异常名录管理暂行办法；个体工商户年度报告暂行办法（标记、恢复）
export const abnormalOperation: Catalog = {
  code: 'abnormal-operation',
  edition: 1,
  name: '经营（活动）异常名录（状态）信息',
  category: '经营（活动）异常名录（状态）信息',
  nature: 'negative',
  fields,
  businessKey: ['authorityUscc', 'listedOn', 'reason', 'uscc', 'regNo'],
  opens: null,
  disclosure: 'public',
  sharing: '政务共享，可向社会公开',
  retentionSetting: 'retention.negative',
  updateFrequency: '列入、移出（标记、恢复）之日起 7 个工作日内',
  basis: '企业信息公示暂行条例（2024修订）；企业经营异常名录管理暂行办法；个体工商户年度报告暂行办法',
  faults: (values, context) => [
    ...(values.uscc || oldIdentifiers(values, context.today).length > 0 ? [] : [nobodyFault(values)]),
    ...kindFaults('主体类别', values.subjectKind, [
      ...identifiersOfRow(values),
      ...oldIdentifiers(values, context.today),
    ]),
    ...removalFaults(fields, values),
    ...dayOrderFaults(fields, values, [['listedOn', 'removedOn']]),
  ],
  draft: (values, context) => {
    const removedOn = values.removedOn ? day(values.removedOn) : undefined;
    return recordDraft(values, context, {
      subject: subjectOf(values, oldIdentifiers(values, context.today)),
      decidedOn: day(values.listedOn ?? ''),
      documentNo: values.documentNo,
      publishedUntil: removedOn ?? null,
      keptFrom: removedOn ?? null,
      retentionSetting: 'retention.negative',
      ended: recordEnd(removedOn, values.removalReason),
    });
  },
};
