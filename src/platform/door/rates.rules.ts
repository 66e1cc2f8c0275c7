import { Problem } from '../../kernel/problems.ts';

// How often each door may be used, and by whom it is counted. The setting `rate.<quota>` holds the
// number; the window is fixed.
// Basis: GB/T 22239-2019 8.1.4.1、8.1.3.3；数值为本市设定
export const quotas = {
  'sign-in.address-name': { most: 10, seconds: 60, of: '同一地址对同一单位、同一姓名的登录' },
  'sign-in.address': { most: 60, seconds: 60, of: '同一地址失败的登录' },
  'public.address': { most: 60, seconds: 60, of: '同一地址的公开查询' },
  'code.address': { most: 60, seconds: 60, of: '同一地址的校验码验证' },
  'complaint.address': { most: 10, seconds: 60, of: '同一地址提交的投诉' },
  'wrong-key.address': { most: 60, seconds: 60, of: '同一地址的无效密钥' },
  'checks.key': { most: 10_000, seconds: 1, of: '同一密钥的核查' },
  'checks.person': { most: 20, seconds: 1, of: '同一人员的核查' },
  'uploads.key': { most: 60, seconds: 60, of: '同一密钥的上传' },
  'uploads.person': { most: 60, seconds: 60, of: '同一人员的上传' },
} as const satisfies Record<string, { most: number; seconds: number; of: string }>;

export type Quota = keyof typeof quotas;
export const quotaNames = Object.keys(quotas) as Quota[];

export type Spent = { ok: boolean; remaining: number; resetSeconds: number; retrySeconds: number };

/**
 * Generic cell rate algorithm: one number says how far a quota is used up. `busyUntil` is the instant (ms) at
 * which all of it is free again; each use moves it on by window / most. A use is granted while one place is
 * free; a use that counts for several may take the quota into debt by less than one window.
 */
export const spend = (
  busyUntil: number | undefined,
  { now, most, seconds, uses = 1 }: { now: number; most: number; seconds: number; uses?: number },
): { busyUntil: number; spent: Spent } => {
  const windowMs = seconds * 1000;
  const each = windowMs / most;
  const from = Math.max(now, busyUntil ?? now);
  const free = Math.floor((windowMs - (from - now)) / each + 1e-9);
  const ok = free >= 1;
  const until = ok ? from + each * Math.min(uses, most) : from;
  return {
    busyUntil: until,
    spent: {
      ok,
      remaining: Math.max(0, Math.floor((windowMs - (until - now)) / each + 1e-9)),
      resetSeconds: Math.ceil((until - now) / 1000),
      retrySeconds: ok ? 0 : Math.max(1, Math.ceil((from - now - windowMs + each) / 1000)),
    },
  };
};

// The two header fields of an answer. Basis: draft-ietf-httpapi-ratelimit-headers-10
export const policyField = (quota: Quota, most: number): string =>
  `"${quota}";q=${most};w=${quotas[quota].seconds}`;
export const spentField = (quota: Quota, { remaining, resetSeconds }: Spent): string =>
  `"${quota}";r=${remaining};t=${resetSeconds}`;

export const admit = ({ ok, retrySeconds }: Spent): void => {
  if (!ok) throw new Problem('rate.limited', { retryAfter: retrySeconds });
};

/**
 * For a door that counts in the database: the sender's address, the limits in force,
 * and how to tell what is left.
 */
export type Counting = {
  address: string;
  most(quota: Quota): number;
  tell(quota: Quota, spent: Spent): void;
};
