import { sql } from 'drizzle-orm';
import type { Day } from '../../kernel/day.ts';
import { type Db, json, rows } from '../../platform/door/db.ts';
import { FLAGS } from '../listings/listing-flags.rules.ts';
import type { AskingListing } from './ledger.rules.ts';

// A listing asks for its measures until it ends or its measures do, whichever is first.
const asks = (today: Day) => sql`l.state = 'listed' and l.measures_ended_on is null
  and (l.due_on is null or l.due_on > ${today}::date)
  and (l.measures_until is null or l.measures_until > ${today}::date)`;
const asking = sql`listings l left join records r on r.id = l.record_id`;
const columns = sql`l.id, l.subject_id as "subjectId", l.list, l.listed_on::text as "listedOn",
  least(l.due_on, l.measures_until)::text as until, l.authority_name as authority,
  ${sql.raw(FLAGS)} as flags`;

/** The listings that ask for measures against these subjects, oldest first. */
export const askingListings = (db: Db, subjectIds: readonly number[], today: Day) =>
  rows<AskingListing & { subjectId: number }>(
    db,
    sql`select ${columns} from jsonb_array_elements_text(${json(subjectIds)}::text::jsonb) x(id)
      join (${asking}) on l.subject_id = x.id::bigint
      where ${asks(today)} order by l.listed_on, l.id`,
  );

/** The next subjects, by their number, against whom one of these lists asks for something. */
export const subjectsAsked = (
  db: Db,
  { lists, after, limit, today }: { lists: readonly string[]; after: number; limit: number; today: Day },
) =>
  rows<{ subjectId: number }>(
    db,
    sql`select distinct l.subject_id as "subjectId" from ${asking}
      where l.list in (select jsonb_array_elements_text(${json(lists)}::text::jsonb))
        and l.subject_id > ${after} and ${asks(today)}
      order by 1 limit ${limit + 1}`,
  );

/** A notice may name a file that was merged into another since. */
export const fileNow = async (db: Db, subjectId: number): Promise<number> =>
  (
    await rows<{ id: number }>(
      db,
      sql`select coalesce(merged_into, id) as id from subjects where id = ${subjectId}::bigint`,
    )
  )[0]?.id ?? subjectId;
