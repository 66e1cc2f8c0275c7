import { addMonths, type Day, day } from '../../../kernel/day.ts';
import type { Catalog, Field, RowContext, SubjectDraft, Values } from '../catalog.ts';
import { optional, required, wordsColumn } from '../columns.ts';
import { recordDraft } from '../reading/draft-of-row.rules.ts';
import { codeTypeOf, kindOfSubject } from '../reading/subject-of-row.rules.ts';
import { commitmentFaults, commitmentWarnings } from './commitment-row.rules.ts';
import {
  authorityFields,
  remarkField,
  sourceNoField,
  subjectKindField,
  subjectNameField,
} from './field-groups.ts';

const KEPT = '全部履行';
const GOING_ON = '履行中';
const PUBLIC = '可向社会公开';

// The twenty columns of the national exchange template, in its order. 承诺编码 is the record's number at its
// source.
const fields: readonly Field[] = [
  {
    ...sourceNoField,
    header: '承诺编码',
    required: true,
    maxLength: 20,
    synonyms: ['信用承诺编码', '来源记录号'],
    example: '44030020260302000001',
  },
  {
    ...subjectNameField,
    header: '承诺人名称',
    synonyms: ['承诺人', '承诺主体名称', '主体名称'],
  },
  { ...subjectKindField({ isRequired: true }), header: '承诺人类别', synonyms: ['承诺主体类别', '主体类别'] },
  required('idNo', '承诺人代码', 'identity-no', {
    typedBy: 'subjectKind',
    maxLength: 18,
    isPersonal: true,
    synonyms: ['承诺人统一社会信用代码', '承诺主体代码', '承诺人证件号码'],
    example: '93440300MA5FAAA13R',
  }),
  required('commitmentType', '承诺类型', 'choice', {
    values: ['审批替代型', '容缺受理型', '证明事项型', '信用修复型', '行业自律型', '主动型', '其他'],
    aliases: {
      审批替代型信用承诺: '审批替代型',
      容缺受理型信用承诺: '容缺受理型',
      证明事项型信用承诺: '证明事项型',
      信用修复型信用承诺: '信用修复型',
      行业自律型信用承诺: '行业自律型',
      主动型信用承诺: '主动型',
      主动公示型: '主动型',
    },
    example: '证明事项型',
  }),
  wordsColumn('matter', '承诺事由', 512, { example: '示例：办理食品经营许可' }),
  wordsColumn('content', '做出承诺的内容', 4000, {
    synonyms: ['作出承诺的内容', '承诺内容'],
    example: '示例：经营场所符合食品安全要求',
  }),
  wordsColumn('liability', '违诺责任', 4000, {
    synonyms: ['违约责任'],
    example: '示例：撤销许可决定，记入信用记录',
  }),
  required('madeOn', '承诺作出日期', 'day', {
    dates: 'decision',
    isPast: true,
    synonyms: ['承诺做出日期', '承诺日期'],
    example: '2026/03/02',
  }),
  optional('validTo', '承诺有效期', 'day', { synonyms: ['承诺有效期至'] }),
  required('fulfilment', '承诺履行状态', 'choice', {
    values: [KEPT, GOING_ON, '部分履行', '全部未履行'],
    aliases: { 已履行: KEPT, 正在履行: GOING_ON, 部分未履行: '部分履行', 未履行: '全部未履行' },
    synonyms: ['履行状态', '承诺履行情况'],
    example: KEPT,
  }),
  optional('unfulfilled', '承诺未履行内容', 'text', {
    maxLength: 4000,
    requiredWhen: '承诺履行状态是部分履行、全部未履行时',
  }),
  optional('accountability', '违诺责任追究内容', 'text', {
    maxLength: 4000,
    requiredWhen: '承诺履行状态是部分履行、全部未履行时',
  }),
  optional('assessedOn', '承诺履行认定日期', 'day', { isPast: true, synonyms: ['履行认定日期'] }),
  optional('assessorName', '承诺履行认定单位', 'name', {
    maxLength: 200,
    requiredWhen: '填写认定单位统一社会信用代码时',
    synonyms: ['履行认定单位'],
  }),
  optional('assessorUscc', '承诺履行认定单位统一社会信用代码', 'uscc', {
    synonyms: ['认定单位统一社会信用代码', '承诺履行认定单位代码'],
  }),
  ...authorityFields({
    name: '承诺受理单位',
    code: '承诺受理单位统一社会信用代码',
    synonyms: ['受理单位'],
    codeSynonyms: ['受理单位统一社会信用代码', '承诺受理单位代码'],
  }),
  required('disclosure', '公开类型', 'choice', {
    values: [PUBLIC, '特定范围内公开', '不可公开'],
    aliases: { 公开: PUBLIC, 社会公开: PUBLIC, 不公开: '不可公开' },
    synonyms: ['公开属性'],
    example: PUBLIC,
  }),
  remarkField,
];

const subject = (values: Values): SubjectDraft => {
  const identifiers = [{ type: codeTypeOf(values.subjectKind), code: values.idNo ?? '' }];
  const kind = kindOfSubject(values.subjectKind, identifiers);
  return { kind, name: values.subjectName ?? '', identifiers, related: [] };
};

// Basis: 国办发〔2020〕42号: a broken promise is published for the longest period, a kept one while it runs.
const publishedUntil = (values: Values, context: RowContext): Day | null => {
  if (values.disclosure !== PUBLIC) return null;
  if (values.fulfilment === KEPT || values.fulfilment === GOING_ON)
    return values.validTo ? day(values.validTo) : null;
  const from = day(values.assessedOn ?? values.madeOn ?? '');
  return addMonths(from, context.setting('publicity.severe.max'));
};

const laterOf = (a: string, b: string | undefined): Day => day(b && b > a ? b : a);

// Basis: 全国公共信用信息基础目录（2024年版）：信用承诺及履行情况信息；信用承诺数据归集标准（20 项）
export const creditCommitment: Catalog = {
  code: 'credit-commitment',
  edition: 2,
  name: '信用承诺及履行信息',
  category: '信用承诺及履行情况信息',
  nature: 'neutral',
  fields,
  businessKey: ['authorityUscc', 'sourceNo'],
  opens: null,
  disclosure: 'limited',
  sharing: '政务共享；按每条记录的公开类型公开，自然人信息仅在政务部门间共享',
  retentionSetting: 'retention.neutral',
  updateFrequency: '承诺作出、履行认定之日起 7 个工作日内',
  basis: '国办发〔2020〕42号；国办发〔2019〕35号；全国公共信用信息基础目录（2024年版）',
  faults: (values) => commitmentFaults(fields, values),
  warnings: commitmentWarnings,
  draft: (values, context) => {
    const madeOn = values.madeOn ?? '';
    return recordDraft(values, context, {
      subject: subject(values),
      decidedOn: day(madeOn),
      documentNo: values.sourceNo,
      publishedUntil: publishedUntil(values, context),
      keptFrom: laterOf(laterOf(madeOn, values.validTo), values.assessedOn),
      retentionSetting: 'retention.neutral',
    });
  },
};
