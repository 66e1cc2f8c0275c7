import { unusualName } from '../../access/audit/unusual-access.rules.ts';
import { isKeyOf, ownValue } from '../../kernel/own-keys.ts';
import { lookQuotaNames, lookQuotas, quotaKey } from '../../platform/door/look-quotas.rules.ts';
import { quotas } from '../../platform/door/rates.rules.ts';
import { catalogNames } from '../catalogs/catalog-list.ts';
import { penaltyKinds } from '../catalogs/records/penalty-kinds.ts';
import { removalGrounds } from './removal-grounds.ts';
import type { Setting } from './setting.ts';
import { staffTermName } from './staff-settings.ts';

const plain: Readonly<Record<string, string>> = {
  'double-publicity.report-limit': '双公示信息报送时限',
  'publicity.ordinary.min': '一般失信行为最短公示期',
  'publicity.ordinary.max': '一般失信行为最长公示期',
  'publicity.severe.min': '严重失信行为最短公示期',
  'publicity.severe.max': '严重失信行为最长公示期',
  'publicity.hold-uncorrected': '最长公示期届满仍未纠正的，继续公示',
  'honour.term': '荣誉信息展示期',
  'check.validity': '核查结果有效期',
  'quota.keys': '接口密钥按每日查询次数计次',
  'query-log.keep': '查询记录保存期',
  'batch.full.max-withdrawn-share': '整表覆盖须确认的撤回比例',
  'batch.original.keep': '上传原件留存期',
  'repair.rule': '信用修复所依规定',
  'repair.sync-stop': '修复后停止使用的时限',
  'repair.accept': '信用修复受理期限',
  'repair.decide': '信用修复办理期限',
  'repair.decide-extended': '信用修复延长后的办理期限',
  'repair.order-58.min': '第58号令最短公示期',
  'repair.order-58.protected.min': '第58号令特定领域最短公示期',
  'repair.rules-2019.ordinary.min': '2019年规定一般失信最短公示期',
  'repair.rules-2019.severe.min': '2019年规定严重失信最短公示期',
  'repair.reapply-bar': '提供虚假材料后不得再次申请修复的期限',
  'dispute.decide': '异议办理期限',
  'complaint.handle': '投诉每一步的办理期限',
  'complaint.answer': '单位答复投诉的期限',
  'dispute.decide-extended': '异议延长后的办理期限',
  'feed.due-soon': '报送到期前提示',
  'feed.every.default': '未单独规定的目录报送周期',
  'scorecard.weight.punctuality': '报送考核权重：按时',
  'scorecard.weight.acceptance': '报送考核权重：采纳',
  'scorecard.weight.timeliness': '报送考核权重：及时',
  'scorecard.weight.completeness': '报送考核权重：完整',
  'retention.negative': '不良信息保存期（单位）',
  'retention.negative.person': '不良信息保存期（自然人）',
  'retention.positive': '守信信息保存期（单位）',
  'retention.positive.person': '守信信息保存期（自然人）',
  'retention.neutral': '中性信息保存期（单位）',
  'retention.neutral.person': '中性信息保存期（自然人）',
  'retention.from-decision': '保存期自认定之日起算',
  'retention.while-listed': '主体在严重失信名单期间不良信息继续保存',
  'prior-notice.statements': '列入告知后陈述、申辩期限',
  'prior-notice.decision': '列入告知后作出决定的期限',
  'subject.minor.age': '成年年龄',
  'public.delta-keep': '公示名单增量保留期',
  'matter-proposal.comments': '证明清单征求意见期',
  'report.validity': '信用报告有效期',
  'verification.due.key': '重点核查期限',
  'verification.due.general': '一般核查期限（自抽中之日起）',
  'verification.rectify.max': '限期整改的最长期限',
  'verification.sample.high': '承诺抽查比例（高风险事项）',
  'verification.sample.medium': '承诺抽查比例（中风险事项）',
  'verification.sample.low': '承诺抽查比例（低风险事项）',
  'inspection.sample.high': '一般抽查比例（高风险事项，未作承诺的）',
  'inspection.sample.medium': '一般抽查比例（中风险事项，未作承诺的）',
  'inspection.sample.low': '一般抽查比例（低风险事项，未作承诺的）',
  'own-request.proof': '接口办理本人查询须写明身份核验',
  'feedback.deadline': '通知反馈期限',
  'feedback.remind': '反馈到期前提醒',
  'receipt.deadline': '通知签收期限',
  'lift.receipt': '解除通知签收期限',
  'lift.delivery': '解除通知未送达报警时限',
  'supervision.reply': '督办函答复期限',
  'assistance.deadline': '协查反馈期限',
  'assistance.remind': '协查到期前提醒',
  'assistance.points': '协查逾期一件扣分',
  'list.telecom-fraud.accounts.term': '电信网络诈骗联合惩戒：涉卡涉户的惩戒期限',
};

const families: readonly (readonly [RegExp, string])[] = [
  [/^list\.([a-z0-9-]+)\.term$/, '列入期限'],
  [/^list\.([a-z0-9-]+)\.extension-min$/, '一次最少延长'],
  [/^list\.([a-z0-9-]+)\.extension-max$/, '最多可延长'],
  [/^feed\.every\.([a-z0-9-]+)$/, '报送周期'],
  [/^feedback\.deadline\.([a-z0-9-]+)$/, '通知反馈期限'],
  [/^public\.([a-z0-9-]+)\.persons$/, '自然人如何公示'],
];

const waitName = (key: string): string | undefined => {
  const [, list, code] = /^list\.([a-z0-9-]+)\.removal\.([a-z0-9-]+)\.wait$/.exec(key) ?? [];
  const ground = list && removalGrounds(list).find((one) => one.code === code);
  return ground ? `${ownValue(catalogNames, list) ?? list}：以“${ground.text}”移出须待` : undefined;
};

const PARTIES: Readonly<Record<string, string>> = {
  person: '自然人',
  organisation: '法人和其他组织',
  'individual-business': '个体工商户',
};
const FINES: Readonly<Record<string, string>> = {
  'large-fine': '较大数额罚款',
  'huge-fine': '巨额罚款',
  'simple-fine': '简易程序可处的罚款',
};
const CLASSES: Readonly<Record<string, string>> = {
  'small-fine': '未达较大数额的罚款',
  'large-fine': '较大数额罚款',
  'huge-fine': '巨额罚款',
  'simple-procedure': '以简易程序作出的处罚',
};

const penaltyName = (key: string): string | undefined => {
  const [, family, part] = /^penalty\.([a-z-]+)\.([a-z-]+)$/.exec(key) ?? [];
  if (!family || !part) return undefined;
  const kind = penaltyKinds.find(({ setting }) => setting === part)?.word;
  if (family === 'class') return `行政处罚的失信程度：${ownValue(CLASSES, part) ?? kind ?? part}`;
  if (family === 'simple') return `可否适用简易程序：${kind ?? part}`;
  const fine = ownValue(FINES, family);
  return fine && `${fine}的数额：${ownValue(PARTIES, part) ?? part}`;
};

export const settingName = (key: string): string => {
  const known = ownValue(plain, key) ?? staffTermName(key) ?? unusualName(key);
  if (known) return known;
  const quota = key.replace(/^rate\./, '');
  if (isKeyOf(quotas, quota)) return `${quotas[quota].of}次数上限`;
  const looks = lookQuotaNames.find((one) => quotaKey(one) === key);
  if (looks) return `每人每日“${lookQuotas[looks].of}”查询次数上限`;
  const lawful = waitName(key) ?? penaltyName(key);
  if (lawful) return lawful;
  for (const [family, words] of families) {
    const list = family.exec(key)?.[1];
    if (list) return `${ownValue(catalogNames, list) ?? list}：${words}`;
  }
  return key;
};

export const unitWords: Readonly<Record<Setting['unit'], string>> = {
  months: '个月',
  'working-days': '个工作日',
  days: '天',
  minutes: '分钟',
  years: '年',
  count: '',
  percent: '%',
  'per-second': '次/秒',
  'per-minute': '次/分钟',
  'per-day': '次/天',
  class: '',
  'ten-thousand-yuan': '万元',
};
