import type { Setting } from './setting.ts';

const OWN = '本市设定：国家未规定期限';

// What a department owes for a notice, and how long it has. A list with a term of its own is named feedback.deadline.<list>.
// Basis: 国发〔2016〕33号（发起、响应、反馈）；国家未规定期限的，为本市设定
export const noticeSettings: readonly Setting[] = [
  { key: 'feedback.deadline', value: 10, unit: 'working-days', basis: '本市设定：国家未规定反馈期限' },
  { key: 'feedback.remind', value: 2, unit: 'working-days', basis: `${OWN}，到期前两个工作日起提醒` },
  { key: 'receipt.deadline', value: 3, unit: 'working-days', basis: `${OWN}，签收` },
  {
    key: 'lift.receipt',
    value: 1,
    unit: 'working-days',
    basis: `${OWN}；解除通知先于名单通知办理，参照上海市优化营商环境条例第六十七条（三日内停止使用）`,
  },
  { key: 'lift.delivery', value: 10, unit: 'minutes', basis: `${OWN}，解除通知未送达即报警` },
  { key: 'supervision.reply', value: 5, unit: 'working-days', basis: `${OWN}，督办函答复` },
];
