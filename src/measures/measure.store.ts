import { sql } from 'drizzle-orm';
import type { Day } from '../kernel/day.ts';
import { type Db, json, rows } from '../platform/db.ts';
import type { Measure } from './measure.rules.ts';

// An edition once loaded stays as the deployment edited it.
export const addMissingMeasures = (db: Db, measures: readonly Measure[], from: Day) =>
  db.execute(sql`insert into measures (code, edition, kind, title, content, target, basis, departments, lists, valid_from)
    select m.code, m.edition, m.kind, m.title, m.content, m.target, m.basis,
      array(select jsonb_array_elements_text(m.departments)), array(select jsonb_array_elements_text(m.lists)), ${from}::date
    from jsonb_to_recordset(${json(measures)}::text::jsonb) m(code text, edition int, kind text, title text, content text,
      target text, basis text, departments jsonb, lists jsonb) on conflict do nothing`);

// Of each measure the latest edition in force on the day.
export const measuresOn = (db: Db, day: Day) =>
  rows<Measure>(
    db,
    sql`select distinct on (code) code, edition, kind, title, content, target, basis,
      to_jsonb(departments) as departments, to_jsonb(lists) as lists
    from measures where valid_from <= ${day}::date and (valid_until is null or valid_until > ${day}::date)
    order by code, edition desc`,
  );
