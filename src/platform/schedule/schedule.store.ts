import { sql } from 'drizzle-orm';
import { type Db, json, rows } from '../door/db.ts';
import type { DueRun, Missed } from './schedule.rules.ts';

export type Schedule = { id: string; cron: string; missed: Missed; nextRunAt: Date };

const RUN_LEASE_SECONDS = 15 * 60;

// A schedule keeps its place while its cron stays the same; a changed cron starts from its own next slot.
export const saveSchedules = (db: Db, schedules: readonly Schedule[]) =>
  db.execute(sql`insert into schedules (id, cron, missed, next_run_at)
    select s.id, s.cron, s.missed, s.next_run_at
    from jsonb_to_recordset(${json(
      schedules.map(({ nextRunAt, ...schedule }) => ({ ...schedule, next_run_at: nextRunAt.toISOString() })),
    )}::text::jsonb) s(id text, cron text, missed text, next_run_at timestamptz)
    on conflict (id) do update set cron = excluded.cron, missed = excluded.missed, next_run_at = excluded.next_run_at
    where schedules.cron <> excluded.cron or schedules.missed <> excluded.missed`);

export const removeSchedule = (db: Db, id: string) => db.execute(sql`delete from schedules where id = ${id}`);

// Jobs that the program no longer has; schedules with a key ('digest:<id>') belong to whoever made them.
export const forgetSchedules = (db: Db, known: readonly string[]) =>
  db.execute(sql`delete from schedules where position(':' in id) = 0
    and id not in (select jsonb_array_elements_text(${json(known)}::text::jsonb))`);

export const enabledSchedules = async (db: Db): Promise<Schedule[]> => {
  const found = await rows<{ id: string; cron: string; missed: Missed; due_ms: number }>(
    db,
    sql`select id, cron, missed, (extract(epoch from next_run_at) * 1000)::float8 as due_ms from schedules
    where is_enabled order by id`,
  );
  return found.map(({ due_ms, ...schedule }) => ({ ...schedule, nextRunAt: new Date(due_ms) }));
};

export const bringForward = (db: Db, early: readonly { id: string; next: Date }[]) =>
  db.execute(sql`update schedules s set next_run_at = e.next
    from jsonb_to_recordset(${json(early.map(({ id, next }) => ({ id, next: next.toISOString() })))}::text::jsonb)
      e(id text, next timestamptz) where s.id = e.id and s.next_run_at > e.next`);

type Taking = { seen: Schedule; next: Date; lastSlot: Date; runs: readonly DueRun[] };

// Compare-and-set: of two processes that saw the same slot, one moves the schedule on and adds the runs.
export const takeSlots = async (tx: Db, { seen, next, lastSlot, runs }: Taking): Promise<boolean> => {
  const moved = await rows(
    tx,
    sql`update schedules set next_run_at = ${next.toISOString()}::timestamptz, last_slot = ${lastSlot.toISOString()}::timestamptz
    where id = ${seen.id} and next_run_at = ${seen.nextRunAt.toISOString()}::timestamptz returning id`,
  );
  if (moved.length === 0) return false;
  const list = json(runs.map(({ slot, lateSlots }) => ({ slot: slot.toISOString(), late: lateSlots })));
  await tx.execute(
    sql`update schedule_runs set finished_at = now() where schedule_id = ${seen.id} and finished_at is null and fault is not null`,
  );
  await tx.execute(sql`insert into schedule_runs (schedule_id, slot, late_slots)
    select ${seen.id}, r.slot, r.late from jsonb_to_recordset(${list}::text::jsonb) r(slot timestamptz, late int)
    on conflict do nothing`);
  return true;
};

export type OpenRun = { id: string; slot: Date; token: string };

export const claimRuns = async (db: Db, now: Date, limit: number): Promise<OpenRun[]> => {
  const found = await rows<{ schedule_id: string; slot_ms: number; token: string }>(
    db,
    sql`update schedule_runs r set started_at = ${now.toISOString()}::timestamptz, lease_token = gen_random_uuid(),
      lease_until = ${now.toISOString()}::timestamptz + make_interval(secs => ${RUN_LEASE_SECONDS})
    from (select schedule_id, slot from schedule_runs
      where finished_at is null and (lease_until is null or lease_until <= ${now.toISOString()}::timestamptz)
      order by slot, schedule_id limit ${limit} for update skip locked) open
    where r.schedule_id = open.schedule_id and r.slot = open.slot
    returning r.schedule_id, (extract(epoch from r.slot) * 1000)::float8 as slot_ms, r.lease_token::text as token`,
  );
  return found
    .map((row) => ({ id: row.schedule_id, slot: new Date(row.slot_ms), token: row.token }))
    .sort((a, b) => a.slot.getTime() - b.slot.getTime());
};

type Ended = { at: Date; tookMs: number };
export const finishRun = (db: Db, run: OpenRun, { at, tookMs }: Ended) =>
  db.execute(sql`update schedule_runs set finished_at = ${at.toISOString()}::timestamptz, took_ms = ${tookMs}, fault = null
    where schedule_id = ${run.id} and slot = ${run.slot.toISOString()}::timestamptz and lease_token = ${run.token}::uuid`);

// A run that failed is tried again after a minute, until its schedule's next slot replaces it.
export const failRun = (db: Db, run: OpenRun, failed: Ended & { fault: string }) =>
  db.execute(sql`update schedule_runs set fault = ${failed.fault}, took_ms = ${failed.tookMs},
      lease_until = ${failed.at.toISOString()}::timestamptz + interval '1 minute'
    where schedule_id = ${run.id} and slot = ${run.slot.toISOString()}::timestamptz and lease_token = ${run.token}::uuid`);

export const noteTick = (db: Db, now: Date) =>
  db.execute(sql`insert into scheduler_ticks (id, ticked_at) values (1, ${now.toISOString()}::timestamptz)
    on conflict (id) do update set ticked_at = greatest(scheduler_ticks.ticked_at, excluded.ticked_at)`);

export const dropOldRuns = (db: Db, before: Date) =>
  db.execute(sql`delete from schedule_runs where finished_at < ${before.toISOString()}::timestamptz`);

// Slots and leases go by one clock, the database's, however the clocks of several processes differ.
export const databaseNow = async (db: Db): Promise<Date> => {
  const [row] = await rows<{ ms: number }>(db, sql`select (extract(epoch from now()) * 1000)::float8 as ms`);
  return new Date(row?.ms ?? Number.NaN);
};
