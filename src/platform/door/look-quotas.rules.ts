import { Problem } from '../../kernel/problems.ts';

// How many looks at subjects' credit one person may take on one day, by purpose; those of a batch of checks
// count by themselves. The setting `quota.<name>.day` holds the number.
// Basis: 个人信息保护法第六条、第五十一条；数值为本市设定
export const lookQuotas = {
  commitment: { most: 500, of: '核查告知承诺' },
  licensing: { most: 500, of: '行政许可' },
  procurement: { most: 500, of: '政府采购与招标投标' },
  funding: { most: 500, of: '资金与补贴' },
  recruitment: { most: 200, of: '录用与任职' },
  supervision: { most: 500, of: '监督检查' },
  'own-request': { most: 200, of: '本人申请查询' },
  'check-batch': { most: 10_000, of: '批量核查' },
} as const satisfies Record<string, { most: number; of: string }>;
export type LookQuota = keyof typeof lookQuotas;
export const lookQuotaNames = Object.keys(lookQuotas) as LookQuota[];

export const quotaKey = (quota: LookQuota): string => `quota.${quota}.day`;

/** The n-th look of a day is within a quota of that many. */
export const isWithinQuota = (nth: number, most: number): boolean => nth <= most;

const SHANGHAI_MS = 8 * 3_600_000;
const DAY_MS = 86_400_000;
const secondsLeft = (now: Date): number =>
  Math.max(1, Math.ceil((DAY_MS - ((now.getTime() + SHANGHAI_MS) % DAY_MS)) / 1000));

export const quotaExceeded = (quota: LookQuota, now: Date): Problem =>
  new Problem('quota.exceeded', {
    detail: `今日“${lookQuotas[quota].of}”的查询次数已达上限，没有作出任何结论；次日零时恢复，确需增加的请商登记机构。`,
    retryAfter: secondsLeft(now),
  });

export type LooksCounted = { actor: string; quota: string; looks: number; most: number | null };
