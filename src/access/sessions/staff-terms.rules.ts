type Term = { value: number; unit: 'minutes' | 'hours' | 'days' | 'count'; name: string; basis: string };

// The numbers of sign-in, as a fresh installation has them; the table `settings` may hold others.
// Basis: GB/T 22239-2019 8.1.4.1 身份鉴别；数值为本市设定
export const staffTerms = {
  'session.absolute': {
    value: 480,
    unit: 'minutes',
    name: '登录后最长有效时间',
    basis: '本市设定：一个工作日，参照 GB/T 22239-2019 8.1.4.1（登录连接超时自动退出）',
  },
  'session.idle': {
    value: 30,
    unit: 'minutes',
    name: '登录后无操作自动退出的时间',
    basis: '本市设定：无操作半小时，参照 GB/T 22239-2019 8.1.4.1（登录连接超时自动退出）',
  },
  'password.length': {
    value: 10,
    unit: 'count',
    name: '密码最少位数',
    basis: '本市设定：十位，参照 GB/T 22239-2019 8.1.4.1（身份鉴别信息具有复杂度要求）',
  },
  'password.kinds': {
    value: 3,
    unit: 'count',
    name: '密码须包含的字符种类数',
    basis: '本市设定：四类字符中的三类，参照 GB/T 22239-2019 8.1.4.1（身份鉴别信息具有复杂度要求）',
  },
  'password.age': {
    value: 90,
    unit: 'days',
    name: '密码有效期',
    basis: '本市设定：九十天，参照 GB/T 22239-2019 8.1.4.1（身份鉴别信息定期更换）',
  },
  'password.history': {
    value: 5,
    unit: 'count',
    name: '不得重复使用最近几个密码',
    basis: '本市设定：最近五个，参照 GB/T 22239-2019 8.1.4.1（身份鉴别信息定期更换）',
  },
  'password.code': {
    value: 1440,
    unit: 'minutes',
    name: '一次性密码有效时间',
    basis: '本市设定：管理员交付的一次性密码一天内有效，参照 GB/T 22239-2019 8.1.4.1',
  },
  'staff.second-factor': {
    value: 0,
    unit: 'count',
    name: '登记、审计、系统与安全管理人员登录须用动态口令',
    basis: '本市设定：正式启用时改为必须，参照 GB/T 22239-2019 8.1.4.1（两种或两种以上鉴别技术）',
  },
} as const satisfies Record<string, Omit<Term, 'unit'> & { unit: 'minutes' | 'days' | 'count' }>;

export type StaffTerm = keyof typeof staffTerms;
export type StaffTerms = (key: StaffTerm) => number;
