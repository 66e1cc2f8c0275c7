import { sql } from 'drizzle-orm';
import type { Day } from '../../kernel/day.ts';
import { type Db, json, rows } from '../../platform/door/db.ts';
import type { Measure } from './measure.rules.ts';
import type { MeasureInForce } from './measure.table.ts';

const read = (measures: readonly Measure[]) =>
  sql`jsonb_to_recordset(${json(measures)}::text::jsonb) m(code text, edition int, kind text, title text,
    content text,
    target text, basis text, departments jsonb, lists jsonb, "personsOnly" boolean)`;
const written = sql`insert into measures (code, edition, kind, title, content, target, basis, departments,
  lists, persons_only, valid_from, valid_until)`;
const cells = sql`m.code, m.edition, m.kind, m.title, m.content, m.target, m.basis,
  array(select jsonb_array_elements_text(m.departments)), array(select jsonb_array_elements_text(m.lists)),
  m."personsOnly"`;

// An edition once loaded stays as the deployment edited it; what is added to one that another has followed
// ends with it.
export const addMissingMeasures = (db: Db, measures: readonly Measure[], from: Day) =>
  db.execute(sql`${written} select ${cells}, ${from}::date, (select min(n.valid_from) from measures n
    where n.valid_from > ${from}::date)
    from ${read(measures)} on conflict do nothing`);

// A new edition ends the earlier ones on its first day: what it no longer names may no longer be asked.
// Basis: 国办发〔2020〕49号: no measure outside the list
export const addEdition = async (tx: Db, measures: readonly Measure[], from: Day) => {
  await tx.execute(sql`update measures set valid_until = ${from}::date
    where valid_from < ${from}::date and (valid_until is null or valid_until > ${from}::date)`);
  await tx.execute(sql`${written} select ${cells}, ${from}::date, null from ${read(measures)}`);
};

export const editionsLoaded = (db: Db) =>
  rows<{ edition: number; from: string }>(
    db,
    sql`select edition, max(valid_from)::text as "from" from measures group by edition order by 2, 1`,
  );

const columns = sql`code, edition, kind, title, content, target, basis, to_jsonb(departments) as departments,
  to_jsonb(lists) as lists, persons_only as "personsOnly"`;

export const measuresOf = (db: Db, edition: number) =>
  rows<Measure>(db, sql`select ${columns} from measures where edition = ${edition}::int order by code`);

// The latest edition of each measure that is in force on the day.
export const measuresOn = (db: Db, day: Day) =>
  rows<Measure>(
    db,
    sql`select distinct on (code) ${columns} from measures
    where valid_from <= ${day}::date and (valid_until is null or valid_until > ${day}::date)
    order by code, valid_from desc, edition desc`,
  );

export type MeasureFilter = { edition?: number; list?: string; kind?: string };

// Without an edition what is in force on the day; with one the whole of it, in force or not.
export const findMeasures = (db: Db, day: Day, query: MeasureFilter) =>
  rows<MeasureInForce>(
    db,
    sql`select * from (select distinct on (code) ${columns}, valid_from::text as "validFrom",
      valid_until::text as "validUntil"
      from measures where ${
        query.edition === undefined
          ? sql`valid_from <= ${day}::date and (valid_until is null or valid_until > ${day}::date)`
          : sql`edition = ${query.edition}::int`
      } order by code, valid_from desc, edition desc) m
    where (${query.kind ?? null}::text is null or kind = ${query.kind ?? null}::text)
      and (${query.list ?? null}::text is null or lists @> to_jsonb(${query.list ?? null}::text))
      order by code`,
  );
