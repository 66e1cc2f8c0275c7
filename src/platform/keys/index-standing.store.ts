import { sql } from 'drizzle-orm';
import { type Db, rows, type Statement } from '../door/db.ts';
import type { IndexReading } from './index-standing.rules.ts';

// Up to so many pages, about a thousand files, every file is looked at each second; beyond,
// chance picks places in the table.
const WHOLE_UP_TO_PAGES = 16;
const PLACES = 48;
const ROWS_A_PAGE = 64;

// A file holds at least the numbers counted when it was written, and at least one where a record names it.
// offset 0 keeps that at a probe of the index; a planner may read both tables whole otherwise.
const WANTED = `case when s.identifier_count > 0 then s.identifier_count
    when exists (select from listings l where l.subject_id = s.id offset 0)
      or exists (select from records r where r.subject_id = s.id offset 0) then 1
    else 0 end`;

// Whether numbers have left the index since they were written. Most places hold a file, wherever its id
// lies: if half of the numbers are gone, one reading in 10^11 overlooks it; if a hundredth is, some
// seconds do. The nightly count finds a single one. Not found: a number that was changed in place, or
// lost together with its file.
const READING = `with size as materialized (
    select (pg_relation_size('subjects') / current_setting('block_size')::int)::int as pages),
  looked_at as materialized (
    select s.id, s.identifier_count from subjects s
    where (select pages from size) <= ${WHOLE_UP_TO_PAGES} and s.merged_into is null
    union all
    select s.id, s.identifier_count from subjects s
    where (select pages from size) > ${WHOLE_UP_TO_PAGES} and s.merged_into is null and s.ctid = any (array(
      select format('(%s,%s)', floor(random() * size.pages)::int,
        1 + floor(random() * ${ROWS_A_PAGE})::int)::tid
      from size, generate_series(1, ${PLACES}))))
  select (select key_id from master_keys) as "keyId",
    (select max(no) from data_keys) as "newestKey",
    exists (select from index_faults) as "isFaulty",
    (select pages from size) <= ${WHOLE_UP_TO_PAGES} as "isExact",
    (select count(*)::int from looked_at s
      where (select count(*) from subject_identifiers i where i.subject_id = s.id) < ${WANTED}) as missing`;

// newestKey: the number of the newest data key.
export const readIndex = async (run: Statement): Promise<IndexReading & { newestKey: number }> => {
  const [row] = await run(READING, []);
  return {
    keyId: (row?.keyId ?? null) as string | null,
    newestKey: Number(row?.newestKey ?? 1),
    missing: Number(row?.missing),
    isExact: Boolean(row?.isExact),
    isFaulty: Boolean(row?.isFaulty),
  };
};

// Every file of any number: seconds at ten million.
export const countIncomplete = async (db: Db): Promise<number> => {
  const [row] = await rows<{ count: number }>(
    db,
    sql`select count(*)::int as count
    from subjects s
      left join (
        select subject_id, count(*) as held
        from subject_identifiers
        group by subject_id) i on i.subject_id = s.id
    where s.merged_into is null and coalesce(i.held, 0) < ${sql.raw(WANTED)}`,
  );
  return Number(row?.count);
};

export const noteFault = (run: Statement, missing: number, at: Date) =>
  run(
    `insert into index_faults (missing, found_at) values ($1::bigint, $2::text::timestamptz)
    on conflict (id) do update set missing = greatest(index_faults.missing, excluded.missing)`,
    [missing, at.toISOString()],
  );

export const clearFault = (run: Statement) => run(`delete from index_faults`, []);
