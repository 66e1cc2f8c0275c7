import { dayOf } from '../../kernel/day.ts';
import { addToMonth } from '../feeds/feed-month.store.ts';
import { expectedFieldsOf } from '../feeds/feed-standards.rules.ts';
import { type InTime, tallyRows } from '../feeds/feed-tally.rules.ts';
import type { RowCounts } from '../uploads/batch.rules.ts';
import type { Run } from './intake.ts';
import type { TakenRow } from './row-faults.rules.ts';

// What an intake adds to its feed's month stands or falls with its rows: counted once, whatever breaks off.
export const countIntake = async (
  { tx, feed, stamp, isDryRun }: Run,
  taken: readonly TakenRow[],
  { counts, inTime }: { counts: RowCounts; inTime: InTime | null },
): Promise<void> => {
  if (isDryRun) return;
  const month = dayOf(new Date(stamp.at)).slice(0, 7);
  const tally = tallyRows(taken, { expected: expectedFieldsOf(feed.catalog), inTime });
  await addToMonth(tx, { ...feed, month }, { ...counts, ...tally });
};
