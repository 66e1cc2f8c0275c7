import type { Day } from '../../kernel/day.ts';
import { addWorkingDays, type Calendar, workingDaysBetween } from '../../kernel/working-days.ts';

export const feedStates = ['fresh', 'due', 'overdue', 'never'] as const;
export type FeedState = (typeof feedStates)[number];

// since: the day from which the duty counts where nothing good has come yet.
export type FeedTerm = { lastGoodOn: Day | null; since: Day; everyWorkingDays: number };
export type FeedFreshness = {
  state: FeedState;
  expectedBy: Day;
  daysLate: number;
  isProvisional: boolean;
};

// A feed is late from the first working day after the last on which it was in time.
export const freshnessOf = (
  { lastGoodOn, since, everyWorkingDays }: FeedTerm,
  { today, dueSoon, calendar }: { today: Day; dueSoon: number; calendar: Calendar },
): FeedFreshness => {
  const expected = addWorkingDays(calendar, lastGoodOn ?? since, everyWorkingDays);
  const past = workingDaysBetween(calendar, expected.day, today);
  const daysLate = Math.max(0, past.count);
  const isNear = past.count >= 0 - Math.min(dueSoon, everyWorkingDays - 1);
  const state = lastGoodOn === null ? 'never' : daysLate > 0 ? 'overdue' : isNear ? 'due' : 'fresh';
  return {
    state,
    expectedBy: expected.day,
    daysLate,
    isProvisional: expected.provisional || past.provisional,
  };
};

type Numbers = ReadonlyMap<string, number>;

export const everyOf = (catalog: string, own: number | null, settings: Numbers): number => {
  const every = own ?? settings.get(`feed.every.${catalog}`) ?? settings.get('feed.every.default');
  if (every === undefined) throw new Error('no setting feed.every.default in force');
  return every;
};
