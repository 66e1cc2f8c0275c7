import type { Setting } from './setting.ts';

const CREDIT_16 = '征信业管理条例第十六条';
const HENAN_19 = '本市设定，参照河南省社会信用条例第十九条（正面信息可长期展示，默认五年后归档）';
const NEUTRAL = '本市设定：中性信息在其有效期届满后再保存五年';

const months = (key: string, value: number, basis: string): Setting => ({
  key,
  value,
  unit: 'months',
  basis,
});
const yes = (key: string, value: 0 | 1, basis: string): Setting => ({ key, value, unit: 'count', basis });

// Retention of each nature of record, for organisations and for persons; from which day it runs, and what
// holds a clock; how long a subject may answer a prior notice, and its authority take to decide. 1 = yes, 0 =
// no. Basis: 征信业管理条例第十六条；信用修复管理办法（国家发展改革委令第36号）
export const clockSettings: readonly Setting[] = [
  months('retention.negative', 60, `${CREDIT_16}；本市设定，参照上海市社会信用条例第三十五条`),
  months('retention.negative.person', 60, `${CREDIT_16}（个人不良信息自行为或事件终止之日起五年）`),
  months('retention.positive', 60, HENAN_19),
  months('retention.positive.person', 60, HENAN_19),
  months('retention.neutral', 60, NEUTRAL),
  months('retention.neutral.person', 60, NEUTRAL),
  yes(
    'retention.from-decision',
    0,
    `0 自行为或事件终止之日起（${CREDIT_16}）；1 自认定之日起（本市设定，参照浙江省公共信用信息管理条例第十六条）`,
  ),
  yes(
    'retention.while-listed',
    1,
    '本市设定，参照浙江省公共信用信息管理条例第十六条：主体仍在严重失信名单的，不良信息保存至移出',
  ),
  {
    key: 'prior-notice.statements',
    value: 5,
    unit: 'working-days',
    basis: '本市设定，参照行政处罚法第四十四条、第六十四条：自告知之日起五个工作日内可以陈述、申辩',
  },
  months(
    'prior-notice.decision',
    3,
    '本市设定，参照行政处罚法第六十条（九十日）：告知后三个月内未作出决定的，列为逾期',
  ),
  {
    key: 'subject.minor.age',
    value: 18,
    unit: 'years',
    basis: '民法典第十七条；最高人民法院关于公布失信被执行人名单信息的若干规定（2017修正）第四条',
  },
  yes(
    'publicity.hold-uncorrected',
    1,
    '信用修复管理办法（发展改革委令第36号）：最长公示期届满尚未纠正的，由行业主管部门决定',
  ),
];
