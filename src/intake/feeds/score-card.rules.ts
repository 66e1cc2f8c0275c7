import type { Tally } from './feed-tally.rules.ts';

export const scoreParts = ['punctuality', 'acceptance', 'timeliness', 'completeness'] as const;
export type ScorePart = (typeof scoreParts)[number];
// Shares between 0 and 1; null where nothing was to be measured.
export type Parts = Readonly<Record<ScorePart, number | null>>;

export type MonthCounts = Record<
  'accepted' | 'corrected' | 'unchanged' | 'held' | 'rejected' | 'warnings',
  number
> &
  Tally & { zeroReports: number; lateDays: number; judgedDays: number };

export const emptyMonth: MonthCounts = {
  accepted: 0,
  corrected: 0,
  unchanged: 0,
  held: 0,
  rejected: 0,
  warnings: 0,
  expectedCells: 0,
  filledCells: 0,
  timed: 0,
  timely: 0,
  isProvisional: false,
  zeroReports: 0,
  lateDays: 0,
  judgedDays: 0,
};

export const sumOf = (months: readonly MonthCounts[]): MonthCounts => {
  const sum = { ...emptyMonth, isProvisional: months.some(({ isProvisional }) => isProvisional) };
  for (const month of months) for (const key of numberKeys) sum[key] += month[key];
  return sum;
};

type NumberKey = Exclude<keyof MonthCounts, 'isProvisional'>;
const numberKeys = Object.keys(emptyMonth).filter((key): key is NumberKey => key !== 'isProvisional');

const share = (part: number, whole: number): number | null =>
  whole > 0 ? Math.min(1, Math.max(0, part / whole)) : null;
const rest = (of: number | null) => (of === null ? null : 1 - of);

// Rows known before are left out: to send the same file again makes an agency neither better nor worse.
export const ratesOf = (month: MonthCounts) => ({
  received: month.accepted + month.corrected + month.unchanged + month.held + month.rejected,
  rejectionRate: share(month.rejected, month.accepted + month.corrected + month.held + month.rejected),
  lateRate: share(month.lateDays, month.judgedDays),
  completeness: share(month.filledCells, month.expectedCells),
  timelinessRate: share(month.timely, month.timed),
});

export type ScoreLine = MonthCounts & ReturnType<typeof ratesOf>;
export const lineOf = (month: MonthCounts): ScoreLine => ({ ...month, ...ratesOf(month) });

export const partsOf = (month: MonthCounts): Parts => {
  const { rejectionRate, lateRate, completeness, timelinessRate } = ratesOf(month);
  return {
    punctuality: rest(lateRate),
    acceptance: rest(rejectionRate),
    timeliness: timelinessRate,
    completeness,
  };
};

export type Weights = Readonly<Record<ScorePart, number>>;

export const scoreWeightsOf = (settings: ReadonlyMap<string, number>): Weights => {
  const weight = (part: ScorePart) => Math.max(0, settings.get(`scorecard.weight.${part}`) ?? 0);
  return {
    punctuality: weight('punctuality'),
    acceptance: weight('acceptance'),
    timeliness: weight('timeliness'),
    completeness: weight('completeness'),
  };
};

// Gives 0 to 100 with one decimal, null where nothing was measured. The weight of an unmeasured part falls to
// the others.
export const scoreOf = (parts: Parts, weights: Weights): number | null => {
  let [sum, weight] = [0, 0];
  for (const part of scoreParts) {
    const value = parts[part];
    if (value === null) continue;
    sum += value * weights[part];
    weight += weights[part];
  }
  return weight > 0 ? Math.round((1000 * sum) / weight) / 10 : null;
};

export type ScoreCard = {
  agency: string;
  agencyName: string;
  month: string;
  score: number | null;
  parts: Parts;
  total: ScoreLine;
  catalogs: readonly (ScoreLine & { catalog: string; catalogName: string })[];
};
