import { dayOf } from '../../kernel/day.ts';
import { addToMonth } from '../feeds/feed-month.store.ts';
import { expectedFieldsOf } from '../feeds/feed-standards.rules.ts';
import { tallyRows } from '../feeds/feed-tally.rules.ts';
import type { RowCounts } from '../uploads/batch.rules.ts';
import type { Run } from './intake.ts';
import type { TakenRow } from './row-faults.rules.ts';

// In the transaction of its rows: an intake counts in its feed's month exactly once, wherever it breaks off.
export const countIntake = async (
  { tx, feed, stamp, isDryRun, inTime }: Run,
  taken: readonly TakenRow[],
  counts: RowCounts,
): Promise<void> => {
  if (isDryRun) return;
  const month = dayOf(new Date(stamp.at)).slice(0, 7);
  const tally = tallyRows(taken, { expected: expectedFieldsOf(feed.catalog), inTime });
  await addToMonth(tx, { ...feed, month }, { ...counts, ...tally });
};
