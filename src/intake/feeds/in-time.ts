import type { Day } from '../../kernel/day.ts';
import { earliestInTime } from '../../kernel/working-days.ts';
import { calendarIn } from '../../law/calendar/calendar.store.ts';
import type { Db } from '../../platform/door/db.ts';
import { isDoublePublicity } from './feed-standards.rules.ts';
import type { InTime } from './feed-tally.rules.ts';

// Gives the first day of decision whose record is in time today; null where the law sets no term.
export const inTimeOn = async (
  db: Db,
  catalog: string,
  { today, setting }: { today: Day; setting: (key: string) => number },
): Promise<InTime | null> => {
  if (!isDoublePublicity(catalog)) return null;
  const limit = setting('double-publicity.report-limit');
  const { day, provisional } = earliestInTime(await calendarIn(db), today, limit);
  return { from: day, isProvisional: provisional };
};
