import { addMonths, type Day, day } from '../../../kernel/day.ts';
import type { Catalog, Field, RowContext, Values } from '../catalog.ts';
import { optional, required, wordsColumn } from '../columns.ts';
import { recordDraft } from '../reading/draft-of-row.rules.ts';
import { faultAt } from '../reading/row-faults.ts';
import { earlierOf } from '../retention.rules.ts';
import { counterpartSubject } from './counterpart.rules.ts';
import { counterpartFields, sourceUnitFields } from './counterpart-fields.ts';
import { authorityFields, remarkField, sourceNoField } from './field-groups.ts';
import { beyondSimple, penaltyClass, penaltyTypes, SIMPLE_PROCEDURE } from './penalty-class.rules.ts';
import { penaltyFaults } from './penalty-row.rules.ts';
import { severityField } from './severity-field.ts';

const fields: readonly Field[] = [
  sourceNoField,
  ...counterpartFields({ prefix: 'CF', also: ['被处罚人'] }),
  required('decisionDocNo', '行政处罚决定书文号', 'document-no', {
    nationalCode: 'CF_WSH',
    maxLength: 128,
    synonyms: ['处罚决定书文号', '决定书文号', '文号'],
    example: '示市监罚〔2026〕1号',
  }),
  wordsColumn('violationType', '违法行为类型', 2000, {
    nationalCode: 'CF_WFXW',
    example: '示例：违反广告管理规定',
  }),
  wordsColumn('facts', '违法事实', 5000, { nationalCode: 'CF_SY', example: '示例：发布虚假广告' }),
  wordsColumn('legalBasis', '处罚依据', 2048, {
    nationalCode: 'CF_YJ',
    example: '《中华人民共和国广告法》第五十五条',
  }),
  required('penaltyType', '处罚类别', 'choices', {
    nationalCode: 'CF_CFLB',
    maxLength: 100,
    synonyms: ['处罚种类'],
    values: penaltyTypes,
    aliases: {
      '暂扣许可证/执照': '暂扣许可证件',
      暂扣许可证: '暂扣许可证件',
      暂扣执照: '暂扣许可证件',
      '吊销许可证/执照': '吊销许可证件',
      吊销许可证: '吊销许可证件',
      吊销营业执照: '吊销许可证件',
      吊销执照: '吊销许可证件',
      限制开展生产经营: '限制开展生产经营活动',
    },
    example: '罚款',
  }),
  wordsColumn('content', '处罚内容', 4000, { nationalCode: 'CF_NR', example: '罚款人民币壹万元' }),
  optional('fineAmount', '罚款金额（万元）', 'money', {
    nationalCode: 'CF_NR_FK',
    requiredWhen: '处罚类别含罚款时',
    synonyms: ['罚款金额'],
    example: '1',
  }),
  optional('confiscateAmount', '没收违法所得、没收非法财物的金额（万元）', 'money', {
    nationalCode: 'CF_NR_WFFF',
    requiredWhen: '处罚类别含没收时',
    synonyms: [
      '没收违法所得、没收非法财物金额（万元）',
      '没收违法所得、没收非法财物金额',
      '没收金额（万元）',
      '没收金额',
    ],
  }),
  optional('suspendedLicense', '暂扣或吊销证照名称及编号', 'text', {
    nationalCode: 'CF_NR_ZKDX',
    requiredWhen: '处罚类别含暂扣、吊销时',
    maxLength: 200,
  }),
  optional('actOn', '违法行为日期', 'day', {
    isPast: true,
    dates: 'act',
    synonyms: ['违法行为发生日期'],
  }),
  required('decisionDate', '处罚决定日期', 'day', {
    nationalCode: 'CF_JDRQ',
    isPast: true,
    dates: 'decision',
    example: '2026/03/02',
  }),
  optional('penaltyValidTo', '处罚有效期', 'day', { nationalCode: 'CF_YXQ', synonyms: ['处罚有效期至'] }),
  optional('publicityEnd', '公示截止期', 'day', { nationalCode: 'CF_GSJZQ', synonyms: ['公示截止日期'] }),
  ...authorityFields({
    name: '处罚机关',
    code: '处罚机关统一社会信用代码',
    national: ['CF_CFJG', 'CF_CFJGDM'],
  }),
  ...sourceUnitFields({ name: 'CF_SJLY', code: 'CF_SJLYDM' }),
  optional('procedureType', '处罚程序', 'choice', {
    values: [SIMPLE_PROCEDURE, '普通程序'],
    aliases: { '01': SIMPLE_PROCEDURE, '02': '普通程序', 一般程序: '普通程序', 听证程序: '普通程序' },
    synonyms: ['案件程序类别'],
    example: '普通程序',
  }),
  severityField,
  optional('revocationReason', '撤销原因', 'text', { maxLength: 2000, requiredWhen: '填写撤销日期时' }),
  optional('revokedOn', '撤销日期', 'day', { isPast: true, requiredWhen: '填写撤销原因时' }),
  remarkField,
];

// Basis: 国办发〔2025〕22号第二条：minor penalties are as a rule not published; the others from the class's shortest up
// to its longest period, whatever day the row names.
const publishedUntil = (values: Values, context: RowContext): Day | null => {
  const weight = penaltyClass(values, context);
  if (weight === 'minor') return null;
  const after = (key: 'min' | 'max') =>
    addMonths(day(values.decisionDate ?? ''), context.setting(`publicity.${weight}.${key}`));
  const named = earlierOf(after('max'), values.publicityEnd ? day(values.publicityEnd) : undefined);
  return named < after('min') ? after('min') : named;
};

const publicityWarnings = (values: Values, context: RowContext) => {
  if (!values.publicityEnd) return [];
  const until = publishedUntil(values, context);
  if (until === null)
    return [faultAt('公示截止期', 'value.publicity-none', '轻微失信信息原则上不予公示，公示截止期未采用。')];
  if (values.publicityEnd === until) return [];
  const [code, message] =
    values.publicityEnd > until
      ? ['value.publicity-too-long', `公示截止期超过该类处罚的最长公示期，已按 ${until} 处理。`]
      : ['value.publicity-too-short', `公示截止期早于该类处罚的最短公示期，已按 ${until} 处理。`];
  return [faultAt('公示截止期', code, message)];
};

// Basis: 发改办财金〔2018〕424号（双公示）；行政处罚法第四十八条；classes in penalty-class.rules.ts
export const administrativePenalty: Catalog = {
  code: 'administrative-penalty',
  edition: 1,
  name: '行政处罚信息',
  category: '行政管理信息',
  nature: 'negative',
  fields,
  businessKey: ['authorityUscc', 'decisionDocNo', 'usccCode', 'regNo', 'orgCode', 'personIdNo'],
  opens: null,
  disclosure: 'public',
  sharing: '政务共享，可向社会公开；自然人信息仅在政务部门间共享',
  retentionSetting: 'retention.negative',
  updateFrequency: '作出处罚决定之日起 7 个工作日内',
  basis: '发改办财金〔2018〕424号；行政处罚法第四十八条；国办发〔2025〕22号',
  faults: (values, context) => penaltyFaults(fields, values, context.today),
  warnings: publicityWarnings,
  // A row that ends its record is never kept waiting.
  doubt: (values, context) => (values.revokedOn ? undefined : beyondSimple(values, context)),
  draft: (values, context) => {
    const decidedOn = day(values.decisionDate ?? '');
    return {
      ...recordDraft(values, context, {
        subject: counterpartSubject(values, context.today),
        decidedOn,
        documentNo: values.decisionDocNo,
        publishedUntil: publishedUntil(values, context),
        keptFrom: decidedOn,
        retentionSetting: 'retention.negative',
        ended: values.revokedOn
          ? { on: day(values.revokedOn), state: 'withdrawn', ground: values.revocationReason ?? '' }
          : null,
      }),
      class: penaltyClass(values, context),
    };
  },
};
