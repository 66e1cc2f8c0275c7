import { sql } from 'drizzle-orm';
import { type Db, json, rows } from '../../platform/door/db.ts';
import type { Feed } from './record.store.ts';

export type PrintedRow = { sourceNo: string; print: string };

// The records that the same rows made, as they made them. A withdrawn record is not: its row brings it back.
// One probe of the index a key, as in findRecords.
export const findSameRecords = (db: Db, feed: Feed, list: readonly PrintedRow[]) =>
  rows<{ id: number; sourceNo: string }>(
    db,
    sql`select found.id, x.no as "sourceNo" from rows from (
      jsonb_array_elements_text(${json(list.map(({ sourceNo }) => sourceNo))}::text::jsonb),
      jsonb_array_elements_text(${json(list.map(({ print }) => print))}::text::jsonb)) x(no, print)
    cross join lateral (
      select r.id, r.row_print, r.state from records r
      where r.agency_id = ${feed.agencyId}::int and r.catalog = ${feed.catalog}::text and r.source_no = x.no limit 1) found
    where found.row_print = x.print and found.state <> 'withdrawn'`,
  );

// No new version: the record says what it said, only its row is known from now on.
export const keepPrints = (db: Db, list: readonly { id: number; print: string }[]) =>
  db.execute(sql`update records r set row_print = x.print
    from jsonb_to_recordset(${json(list)}::text::jsonb) x(id bigint, print text) where r.id = x.id`);
