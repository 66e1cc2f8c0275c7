import { and, asc, eq, isNotNull, isNull, sql } from 'drizzle-orm';
import { type Db, json, rows } from '../door/db.ts';
import type { DueRun } from './schedule.rules.ts';
import { scheduleRuns, schedulerTicks, schedules } from './schedule.table.ts';

export type Schedule = Pick<typeof schedules.$inferSelect, 'id' | 'cron' | 'missed'> & { nextRunAt: Date };

// nextRunText: the same to the microsecond, which an operator's hand may have set and no Date holds.
export type SeenSchedule = Schedule & { nextRunText: string };

const RUN_LEASE_SECONDS = 15 * 60;
const RUNS_KEPT = sql`interval '30 days'`;

const milliseconds = (column: typeof schedules.nextRunAt | typeof scheduleRuns.slot) =>
  sql<number>`(extract(epoch from ${column}) * 1000)::float8`;

// A schedule keeps its place while its cron stays the same; a changed cron starts from its own next slot.
export const saveSchedules = (db: Db, list: readonly Schedule[]) =>
  db.execute(sql`insert into schedules (id, cron, missed, next_run_at)
    select s.id, s.cron, s.missed, s."nextRunAt"
    from jsonb_to_recordset(${json(list)}::text::jsonb)
      s(id text, cron text, missed text, "nextRunAt" timestamptz)
    on conflict (id) do update
      set cron = excluded.cron, missed = excluded.missed, next_run_at = excluded.next_run_at
      where schedules.cron <> excluded.cron or schedules.missed <> excluded.missed`);

export const removeSchedule = (db: Db, id: string) => db.delete(schedules).where(eq(schedules.id, id));

// Jobs that the program no longer has; a schedule with a key ('digest:<id>') belongs to what made it.
export const forgetSchedules = (db: Db, known: readonly string[]) =>
  db.execute(sql`delete from schedules
    where position(':' in id) = 0
      and id not in (select jsonb_array_elements_text(${json(known)}::text::jsonb))`);

export const enabledSchedules = async (db: Db): Promise<SeenSchedule[]> => {
  const { id, cron, missed, nextRunAt } = schedules;
  const found = await db
    .select({ id, cron, missed, due: milliseconds(nextRunAt), nextRunText: sql<string>`${nextRunAt}::text` })
    .from(schedules)
    .where(eq(schedules.isEnabled, true))
    .orderBy(asc(id));
  return found.map(({ due, ...schedule }) => ({ ...schedule, nextRunAt: new Date(due) }));
};

export const bringForward = (db: Db, early: readonly { id: string; next: Date }[]) =>
  db.execute(sql`update schedules s
    set next_run_at = e.next
    from jsonb_to_recordset(${json(early)}::text::jsonb) e(id text, next timestamptz)
    where s.id = e.id and s.next_run_at > e.next`);

const isOpenRunOf = (id: string) => and(eq(scheduleRuns.scheduleId, id), isNull(scheduleRuns.finishedAt));

type Taking = { seen: SeenSchedule; next: Date; lastSlot: Date; runs: readonly DueRun[] };

// Compare-and-set: of two processes that saw the same slot, one moves the schedule on and adds the runs.
export const takeSlots = async (tx: Db, { seen, next, lastSlot, runs }: Taking): Promise<boolean> => {
  const moved = await tx
    .update(schedules)
    .set({ nextRunAt: next.toISOString(), lastSlot: lastSlot.toISOString() })
    .where(and(eq(schedules.id, seen.id), eq(schedules.nextRunAt, seen.nextRunText)))
    .returning({ id: schedules.id });
  if (moved.length === 0) return false;
  await tx
    .update(scheduleRuns)
    .set({ finishedAt: sql`now()` })
    .where(and(isOpenRunOf(seen.id), isNotNull(scheduleRuns.fault)));
  await tx.execute(sql`insert into schedule_runs (schedule_id, slot, late_slots)
    select ${seen.id}, r.slot, r."lateSlots"
    from jsonb_to_recordset(${json(runs)}::text::jsonb) r(slot timestamptz, "lateSlots" int)
    on conflict do nothing`);
  return true;
};

export type OpenRun = { id: string; slot: Date; token: string };

export const claimRuns = async (db: Db, now: Date, limit: number): Promise<OpenRun[]> => {
  const at = now.toISOString();
  const found = await rows<{ id: string; slotMs: number; token: string }>(
    db,
    sql`update schedule_runs r
    set started_at = ${at}::timestamptz,
      lease_token = gen_random_uuid(),
      lease_until = ${at}::timestamptz + make_interval(secs => ${RUN_LEASE_SECONDS})
    from (
      select schedule_id, slot from schedule_runs
      where finished_at is null and (lease_until is null or lease_until <= ${at}::timestamptz)
      order by slot, schedule_id
      limit ${limit}
      for update skip locked) open
    where r.schedule_id = open.schedule_id and r.slot = open.slot
    returning r.schedule_id as id, (extract(epoch from r.slot) * 1000)::float8 as "slotMs",
      r.lease_token::text as token`,
  );
  return found
    .map(({ id, slotMs, token }) => ({ id, slot: new Date(slotMs), token }))
    .sort((a, b) => a.slot.getTime() - b.slot.getTime());
};

const isHeld = ({ id, token }: OpenRun) =>
  and(eq(scheduleRuns.scheduleId, id), eq(scheduleRuns.leaseToken, token));

type Ended = { tookMs: number };
export const finishRun = (db: Db, run: OpenRun, { tookMs }: Ended) =>
  db.update(scheduleRuns).set({ finishedAt: sql`clock_timestamp()`, tookMs, fault: null }).where(isHeld(run));

// A run that failed is tried again after a minute, until its schedule's next slot replaces it.
export const failRun = (db: Db, run: OpenRun, { tookMs, fault }: Ended & { fault: string }) =>
  db
    .update(scheduleRuns)
    .set({ fault, tookMs, leaseUntil: sql`clock_timestamp() + interval '1 minute'` })
    .where(isHeld(run));

export const noteTick = (db: Db, now: Date) =>
  db
    .insert(schedulerTicks)
    .values({ id: 1, tickedAt: now.toISOString() })
    .onConflictDoUpdate({
      target: schedulerTicks.id,
      set: { tickedAt: sql`greatest(${schedulerTicks.tickedAt}, excluded.ticked_at)` },
    });

// The slot is what a clock set back would run again: a run that ended long ago is kept while its slot is near.
export const dropOldRuns = (db: Db, now: Date) =>
  db
    .delete(scheduleRuns)
    .where(
      and(
        sql`${scheduleRuns.finishedAt} < clock_timestamp() - ${RUNS_KEPT}`,
        sql`${scheduleRuns.slot} < ${now.toISOString()}::timestamptz - ${RUNS_KEPT}`,
      ),
    );

// Slots and leases go by one clock, the database's, however the clocks of several processes differ.
export const databaseNow = async (db: Db): Promise<Date> => {
  const [row] = await rows<{ ms: number }>(db, sql`select (extract(epoch from now()) * 1000)::float8 as ms`);
  return new Date(row?.ms ?? Number.NaN);
};
