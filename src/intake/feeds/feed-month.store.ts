import { sql } from 'drizzle-orm';
import { type Db, rows } from '../../platform/door/db.ts';
import type { Tally } from './feed-tally.rules.ts';

type Verdicts = Record<'accepted' | 'corrected' | 'unchanged' | 'held' | 'rejected' | 'warnings', number>;
export type FeedMonth = Verdicts & Tally & { agencyId: number; catalog: string };

// Last in its transaction: two intakes of one feed wait here for each other, and only until the other commits.
export const addToMonth = (
  db: Db,
  feed: { agencyId: number; catalog: string; month: string },
  { accepted, corrected, unchanged, held, rejected, warnings, ...tally }: Verdicts & Tally,
) =>
  db.execute(sql`insert into feed_months as m (agency_id, catalog, month, accepted_count, corrected_count, unchanged_count,
      held_count, rejected_count, warning_count, expected_cell_count, filled_cell_count, timed_count, timely_count, is_provisional)
    values (${feed.agencyId}::int, ${feed.catalog}::text, ${feed.month}::text, ${accepted}, ${corrected}, ${unchanged}, ${held},
      ${rejected}, ${warnings}, ${tally.expectedCells}, ${tally.filledCells}, ${tally.timed}, ${tally.timely}, ${tally.isProvisional})
    on conflict (agency_id, catalog, month) do update set accepted_count = m.accepted_count + excluded.accepted_count,
      corrected_count = m.corrected_count + excluded.corrected_count, unchanged_count = m.unchanged_count + excluded.unchanged_count,
      held_count = m.held_count + excluded.held_count, rejected_count = m.rejected_count + excluded.rejected_count,
      warning_count = m.warning_count + excluded.warning_count,
      expected_cell_count = m.expected_cell_count + excluded.expected_cell_count,
      filled_cell_count = m.filled_cell_count + excluded.filled_cell_count, timed_count = m.timed_count + excluded.timed_count,
      timely_count = m.timely_count + excluded.timely_count, is_provisional = m.is_provisional or excluded.is_provisional`);

export const readMonth = (db: Db, month: string) =>
  rows<FeedMonth>(
    db,
    sql`select agency_id as "agencyId", catalog, accepted_count::float8 as accepted, corrected_count::float8 as corrected,
      unchanged_count::float8 as unchanged, held_count::float8 as held, rejected_count::float8 as rejected,
      warning_count::float8 as warnings, expected_cell_count::float8 as "expectedCells", filled_cell_count::float8 as "filledCells",
      timed_count::float8 as timed, timely_count::float8 as timely, is_provisional as "isProvisional"
    from feed_months where month = ${month}::text`,
  );
