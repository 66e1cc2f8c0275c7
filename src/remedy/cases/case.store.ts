import { sql } from 'drizzle-orm';
import { type Db, json, rows } from '../../platform/door/db.ts';
import type { CaseStep } from './case-step.rules.ts';

const tables = {
  repair: { cases: sql.raw('repairs'), steps: sql.raw('repair_steps'), key: sql.raw('repair_id') },
  dispute: { cases: sql.raw('disputes'), steps: sql.raw('dispute_steps'), key: sql.raw('dispute_id') },
} as const;
export type CaseKind = keyof typeof tables;
export const caseKinds = Object.keys(tables) as CaseKind[];

// Two clerks at one case: the second waits here and then sees what the first has made of it.
export const holdCase = (tx: Db, kind: CaseKind, id: number) =>
  tx.execute(sql`select 1 from ${tables[kind].cases} where id = ${id} for update`);

export type NewCaseStep = CaseStep & { caseId: number; actor: string };

export const addCaseSteps = (tx: Db, kind: CaseKind, steps: readonly NewCaseStep[]) =>
  tx.execute(sql`insert into ${tables[kind].steps} (${tables[kind].key}, step, from_state, to_state, reason, document_no, agency, by_name, at, actor)
    select "caseId", step, "from", "to", reason, "documentNo", agency, "by", at, actor
    from jsonb_to_recordset(${json(steps)}::text::jsonb) x("caseId" bigint, step text, "from" text, "to" text, reason text,
      "documentNo" text, agency text, "by" text, at timestamptz, actor text)`);

export const listCaseSteps = (db: Db, kind: CaseKind, id: number) =>
  rows<CaseStep>(
    db,
    sql`select step, from_state as "from", to_state as "to", reason, document_no as "documentNo", agency, by_name as "by",
      to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as at
    from ${tables[kind].steps} where ${tables[kind].key} = ${id} order by id`,
  );

export type ProvisionalDue = { id: number; dueFrom: string; dueCount: number };
export type ReckonedDue = { id: number; dueOn: string | null; isDueProvisional: boolean };

export const hasProvisionalDues = async (db: Db): Promise<boolean> =>
  (
    await rows(
      db,
      sql`select 1 from repairs where is_due_provisional union all select 1 from disputes where is_due_provisional limit 1`,
    )
  ).length > 0;

// Those still provisional and, where a year is told anew, all that run through it.
export const duesToReckon = (tx: Db, kind: CaseKind, year: number | null) =>
  rows<ProvisionalDue>(
    tx,
    sql`select id, due_from::text as "dueFrom", due_count as "dueCount" from ${tables[kind].cases}
      where is_due_provisional or (due_on is not null and due_from <= make_date(${year}::int, 12, 31)
        and due_on >= make_date(${year}::int, 1, 1)) order by id for update`,
  );

export const setDues = (tx: Db, kind: CaseKind, list: readonly ReckonedDue[]) =>
  tx.execute(sql`update ${tables[kind].cases} c set due_on = x."dueOn", is_due_provisional = x."isDueProvisional"
    from jsonb_to_recordset(${json(list)}::text::jsonb) x(id bigint, "dueOn" date, "isDueProvisional" boolean) where c.id = x.id`);
