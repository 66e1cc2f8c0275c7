// The kinds of 督办 item, worst first within one day.
export const supervisionKinds = [
  'lift-delivery',
  'lift-untold',
  'lift',
  'repair',
  'assistance',
  'verification',
  'feedback',
  'receipt',
  'complaint',
] as const;
export type SupervisionKind = (typeof supervisionKinds)[number];

export const supervisionKindWords: Readonly<Record<SupervisionKind, string>> = {
  'lift-delivery': '移出通知未送达',
  'lift-untold': '收过列入通知，未收到移出通知',
  lift: '移出通知未签收',
  repair: '信用修复未同步完毕',
  assistance: '协查未反馈',
  verification: '承诺核查、整改逾期未办',
  feedback: '措施执行未反馈',
  receipt: '通知未接收、未签收',
  complaint: '交办的投诉未答复、未报告整改',
};

export const supervisionStateWords = {
  overdue: { word: '逾期', tone: 'bad' },
  'due-soon': { word: '将到期', tone: 'warn' },
} as const;
export type SupervisionState = keyof typeof supervisionStateWords;

export const demandOf = (kind: SupervisionKind): string =>
  ({
    'lift-delivery': '请恢复接收地址，或登录系统办理',
    'lift-untold': '请停止使用原名单信息并书面回复',
    lift: '请停止相应措施并签收',
    repair: '请停止使用被修复的信息并签收移出通知',
    assistance: '请反馈协查结果；不属本单位的，退回并说明',
    verification: '请完成核查、登记结论，或者对不实承诺作出决定',
    feedback: '请反馈执行情况，未执行的说明原因',
    receipt: '请恢复系统接收，或登录系统签收',
    complaint: '请在投诉举报中答复或报告整改情况',
  })[kind];
