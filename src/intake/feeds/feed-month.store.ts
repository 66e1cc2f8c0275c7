import { eq, sql } from 'drizzle-orm';
import type { Db } from '../../platform/door/db.ts';
import type { RowCounts } from '../uploads/batch.rules.ts';
import { feedMonths } from './feed.table.ts';
import type { Tally } from './feed-tally.rules.ts';

// This is the last statement of its transaction: two intakes of one feed wait here only until the other
// commits.
export const addToMonth = (
  db: Db,
  feed: { agencyId: number; catalog: string; month: string },
  { accepted, corrected, unchanged, held, rejected, warnings, ...tally }: RowCounts & Tally,
) =>
  db.execute(sql`insert into feed_months as m (
      agency_id, catalog, month,
      accepted_count, corrected_count, unchanged_count, held_count, rejected_count, warning_count,
      expected_cell_count, filled_cell_count, timed_count, timely_count, is_provisional)
    values (
      ${feed.agencyId}::int, ${feed.catalog}::text, ${feed.month}::text,
      ${accepted}, ${corrected}, ${unchanged}, ${held}, ${rejected}, ${warnings},
      ${tally.expectedCells}, ${tally.filledCells}, ${tally.timed}, ${tally.timely}, ${tally.isProvisional})
    on conflict (agency_id, catalog, month) do update set
      accepted_count = m.accepted_count + excluded.accepted_count,
      corrected_count = m.corrected_count + excluded.corrected_count,
      unchanged_count = m.unchanged_count + excluded.unchanged_count,
      held_count = m.held_count + excluded.held_count,
      rejected_count = m.rejected_count + excluded.rejected_count,
      warning_count = m.warning_count + excluded.warning_count,
      expected_cell_count = m.expected_cell_count + excluded.expected_cell_count,
      filled_cell_count = m.filled_cell_count + excluded.filled_cell_count,
      timed_count = m.timed_count + excluded.timed_count,
      timely_count = m.timely_count + excluded.timely_count,
      is_provisional = m.is_provisional or excluded.is_provisional`);

export const readMonth = (db: Db, month: string) =>
  db.select().from(feedMonths).where(eq(feedMonths.month, month));
