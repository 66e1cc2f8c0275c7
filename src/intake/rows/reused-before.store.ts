import { sql } from 'drizzle-orm';
import { type Db, json, rows } from '../../platform/door/db.ts';
import { type Feed, isFedBy } from '../../registry/records/fed-by.ts';

type GivenNumber = { no: string; row: number };
type Taken = { sourceNo: string; id: number | null; version: number | null; isNew: boolean; isTold: boolean };

// For each number: its record, whether this batch made it and nobody has touched it since, and whether its
// row is told already.
export const findTakenNumbers = (
  db: Db,
  feed: Feed,
  { numbers, batchId }: { numbers: readonly GivenNumber[]; batchId: string },
) =>
  rows<Taken>(
    db,
    sql`select x.no as "sourceNo", r.id, r.version,
      coalesce(r.version = 1 and r.state = 'live' and r.batch_id = ${batchId}::text::uuid, false) as "isNew",
      exists (select 1 from batch_errors e where e.batch_id = ${batchId}::text::uuid and e.row_no = x.row
        and e.verdict = 'held') as "isTold"
    from jsonb_to_recordset(${json(numbers)}::text::jsonb) x(no text, "row" int)
      left join records r on r.catalog = ${feed.catalog}::text and r.source_no = x.no
        and ${isFedBy('r', feed)}`,
  );

// A held record keeps the listing that it would open: the one that it had opened.
export const holdRecords = (db: Db, ids: readonly number[], code: string) =>
  db.execute(sql`update records r set hold_code = ${code}::text, held_listing = (
      select jsonb_strip_nulls(jsonb_build_object('kind', l.kind, 'listedOn', l.listed_on,
        'measuresUntil', l.measures_until, 'reason', l.reason))
        || jsonb_build_object('dueOn', l.due_on, 'ended', null)
      from listings l where l.record_id = r.id limit 1)
    where r.id in (select x.id::bigint from jsonb_array_elements_text(${json(ids)}::text::jsonb) x(id))`);
