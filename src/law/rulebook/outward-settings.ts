import { unusualKeys, unusualTerms } from '../../access/audit/unusual-access.rules.ts';
import { lookQuotaNames, lookQuotas, quotaKey } from '../../platform/door/look-quotas.rules.ts';
import { type Quota, quotaNames, quotas } from '../../platform/door/rates.rules.ts';
import type { Setting } from './setting.ts';

// How natural persons stand on a public list: 0 not at all, 1 with their name masked, 2 with their name.
// Never a number, never a minor. A list without a setting of its own publishes no person.
// Basis: 个人信息保护法第二十五条；本市设定，参照浙江省公共信用信息管理条例第十五条、山东省社会信用条例第二十条
export const publicSettings: readonly Setting[] = [
  {
    key: 'matter-proposal.comments',
    value: 15,
    unit: 'days',
    basis: '本市设定：证明事项保留、取消清单公开征求意见十五日，参照重大行政决策程序暂行条例第十五条',
  },
  {
    key: 'public.judgment-defaulter.persons',
    value: 1,
    unit: 'count',
    basis:
      '最高人民法院关于公布失信被执行人名单信息的若干规定（2017修正）第六、七条；本市设定：姓名遮盖后公示',
  },
  {
    key: 'public.delta-keep',
    value: 90,
    unit: 'days',
    basis: '本市设定：九十天前的版本不再提供增量，须重新下载全量',
  },
  { key: 'report.validity', value: 30, unit: 'days', basis: '本市设定：信用报告自出具之日起三十日内有效' },
  {
    key: 'own-request.proof',
    value: 0,
    unit: 'count',
    basis:
      '本市设定：通过接口办理本人查询的，身份由接入系统核验，可随请求写明；人员在页面办理的一律须写明，参照个人信息保护法第四十五条、第五十条',
  },
];

const OWN = '本市设定：国家未规定期限';

// Terms that a department has for its answers to a notice. A list with a term of its own is named
// feedback.deadline.<list>.
// Basis: 国发〔2016〕33号（发起、响应、反馈）；国家未规定期限的，为本市设定
export const noticeSettings: readonly Setting[] = [
  { key: 'feedback.deadline', value: 10, unit: 'working-days', basis: '本市设定：国家未规定反馈期限' },
  { key: 'feedback.remind', value: 2, unit: 'working-days', basis: `${OWN}，到期前两个工作日起提醒` },
  { key: 'receipt.deadline', value: 3, unit: 'working-days', basis: `${OWN}，系统接收或人工签收` },
  {
    key: 'lift.receipt',
    value: 1,
    unit: 'working-days',
    basis: `${OWN}；解除通知先于名单通知办理，参照上海市优化营商环境条例第六十七条（三日内停止使用）`,
  },
  { key: 'lift.delivery', value: 10, unit: 'minutes', basis: `${OWN}，解除通知未送达即报警` },
  { key: 'supervision.reply', value: 5, unit: 'working-days', basis: `${OWN}，督办函答复` },
  {
    key: 'assistance.deadline',
    value: 5,
    unit: 'working-days',
    basis: '本市设定：协查限时核验；国办发〔2020〕42号只要求建立行政协助核查，未规定期限',
  },
  { key: 'assistance.remind', value: 1, unit: 'working-days', basis: `${OWN}，协查到期前一个工作日提醒` },
  { key: 'assistance.points', value: 1, unit: 'count', basis: '本市设定：协查每逾期一件扣一分，按月公示' },
];

const settingOf = (quota: Quota): Setting => {
  const { most, seconds, of } = quotas[quota];
  return {
    key: `rate.${quota}`,
    value: most,
    unit: seconds === 1 ? 'per-second' : 'per-minute',
    basis: `本市设定：${of}次数的上限，参照 GB/T 22239-2019 8.1.4.1`,
  };
};

export const rateSettings: readonly Setting[] = quotaNames.map(settingOf);

// Basis: 个人信息保护法第六条、第五十一条；数值为本市设定
export const lookQuotaSettings: readonly Setting[] = [
  ...lookQuotaNames.map(
    (quota): Setting => ({
      key: quotaKey(quota),
      value: lookQuotas[quota].most,
      unit: 'per-day',
      basis: `本市设定：每人每日“${lookQuotas[quota].of}”查询次数的上限，参照个人信息保护法第五十一条`,
    }),
  ),
  { key: 'quota.keys', value: 0, unit: 'count', basis: '本市设定：接口密钥是否按同样的次数限制' },
];

export const unusualSettings: readonly Setting[] = unusualKeys.map((key) => ({
  key,
  value: unusualTerms[key].value,
  unit: 'count',
  basis: unusualTerms[key].basis,
}));
