import { asc, eq, sql } from 'drizzle-orm';
import { type Day, day } from '../../kernel/day.ts';
import type { Calendar } from '../../kernel/working-days.ts';
import { type Db, json, rows } from '../../platform/door/db.ts';
import { utcSeconds } from '../../platform/door/utc-text.ts';
import { appealSteps, appeals } from '../appeals/appeal.table.ts';
import { disputeSteps, disputes } from '../disputes/dispute.table.ts';
import { repairSteps, repairs } from '../repairs/repair.table.ts';
import { dueAfter } from './case-due.rules.ts';
import type { CaseStep } from './case-step.rules.ts';

const tables = {
  repair: { cases: repairs, steps: repairSteps, caseId: repairSteps.repairId },
  dispute: { cases: disputes, steps: disputeSteps, caseId: disputeSteps.disputeId },
  appeal: { cases: appeals, steps: appealSteps, caseId: appealSteps.appealId },
} as const;
export type CaseKind = keyof typeof tables;
// An appeal has no term of the registry's.
const dueKinds = ['repair', 'dispute'] as const;
type DueKind = (typeof dueKinds)[number];

// The second of two clerks at one case waits here, then reads what the first has written.
export const holdCase = (tx: Db, kind: CaseKind, id: number) =>
  tx.execute(sql`select 1 from ${tables[kind].cases} where id = ${id} for update`);

export type NewCaseStep = CaseStep & { caseId: number; actor: string };

export const addCaseSteps = (tx: Db, kind: CaseKind, list: readonly NewCaseStep[]) => {
  const { steps, caseId } = tables[kind];
  return tx.execute(sql`insert into ${steps} (${sql.identifier(caseId.name)}, step, from_state, to_state,
      reason, document_no, agency, by_name, at, actor)
    select "caseId", step, "from", "to", reason, "documentNo", agency, "by", at, actor
    from jsonb_to_recordset(${json(list)}::text::jsonb) x("caseId" bigint, step text, "from" text, "to" text,
      reason text, "documentNo" text, agency text, "by" text, at timestamptz, actor text)`);
};

export const listCaseSteps = async (db: Db, kind: CaseKind, id: number): Promise<CaseStep[]> => {
  const { steps, caseId } = tables[kind];
  return db
    .select({
      step: steps.step,
      from: steps.fromState,
      to: steps.toState,
      reason: steps.reason,
      documentNo: steps.documentNo,
      agency: steps.agency,
      by: steps.byName,
      at: utcSeconds(steps.at),
    })
    .from(steps)
    .where(eq(caseId, id))
    .orderBy(asc(steps.id));
};

export const hasProvisionalDues = async (db: Db): Promise<boolean> => {
  const found = await rows(
    db,
    sql`select 1 from repairs where is_due_provisional
    union all
    select 1 from disputes where is_due_provisional limit 1`,
  );
  return found.length > 0;
};

export type MovedDue = { kind: DueKind; id: number; before: Day | null; after: Day | null };

// Counts what reckonDuesBy would move, and moves nothing.
export const duesMovedBy = async (db: Db, calendar: Calendar, year: number): Promise<MovedDue[]> => {
  const moved: MovedDue[] = [];
  for (const kind of dueKinds)
    for (const { id, dueOn, dueFrom, dueCount } of await rows<DueToReckon>(db, duesThrough(kind, year))) {
      const after = dueAfter(calendar, day(dueFrom), dueCount).dueOn;
      if (after !== dueOn) moved.push({ kind, id, before: dueOn, after });
    }
  return moved;
};

// Dues reckoned across a year without its notice, and those that run through the year named, are reckoned
// again by the calendar as it is now. Gives how many are settled and how many still wait for a later year.
export const reckonDuesBy = async (
  tx: Db,
  calendar: Calendar,
  year: number | null,
): Promise<{ settled: number; provisional: number }> => {
  let [settled, provisional] = [0, 0];
  for (const kind of dueKinds) {
    const found = await duesToReckon(tx, kind, year);
    const reckoned = found.map(({ id, dueFrom, dueCount }) => {
      const { dueOn, isDueProvisional } = dueAfter(calendar, day(dueFrom), dueCount);
      return { id, dueOn, isDueProvisional };
    });
    if (reckoned.length > 0) await setDues(tx, kind, reckoned);
    const open = reckoned.filter(({ isDueProvisional }) => isDueProvisional).length;
    provisional += open;
    settled += reckoned.length - open;
  }
  return { settled, provisional };
};

type DueToReckon = { id: number; dueFrom: Day; dueCount: number; dueOn: Day | null };

const duesThrough = (kind: DueKind, year: number | null) =>
  sql`select id, due_from as "dueFrom", due_count as "dueCount", due_on as "dueOn"
    from ${tables[kind].cases}
    where is_due_provisional
      or (due_on is not null and due_from <= make_date(${year}::int, 12, 31)
        and due_on >= make_date(${year}::int, 1, 1))
    order by id`;

const duesToReckon = (tx: Db, kind: DueKind, year: number | null) =>
  rows<DueToReckon>(tx, sql`${duesThrough(kind, year)} for update`);

type ReckonedDue = { id: number; dueOn: Day | null; isDueProvisional: boolean };

const setDues = (tx: Db, kind: DueKind, list: readonly ReckonedDue[]) =>
  tx.execute(sql`update ${tables[kind].cases} c
    set due_on = x."dueOn", is_due_provisional = x."isDueProvisional"
    from jsonb_to_recordset(${json(list)}::text::jsonb) x(id bigint, "dueOn" date, "isDueProvisional" boolean)
    where c.id = x.id`);
