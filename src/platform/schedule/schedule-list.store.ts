import { sql } from 'drizzle-orm';
import { type Db, rows } from '../door/db.ts';
import type { ShownSchedule } from './schedule.rules.ts';

const instant = (column: string) =>
  sql.raw(`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`);

// The key of the runs leads straight to each schedule's last run and to its last day.
export const listScheduleStates = (db: Db, about: { after: string | null; limit: number; now: Date }) =>
  rows<ShownSchedule>(
    db,
    sql`select s.id as job, s.cron, s.missed, s.is_enabled as "isEnabled", ${instant('s.next_run_at')} as "nextRunAt",
      coalesce(day.missed, 0) as "missedTicksLastDay", coalesce(day.failed, 0) as "failedLastDay", run.shown as "lastRun"
    from schedules s
    left join lateral (select jsonb_build_object('slot', ${instant('r.slot')}, 'startedAt', ${instant('r.started_at')},
        'finishedAt', ${instant('r.finished_at')}, 'tookMs', r.took_ms, 'fault', r.fault, 'missedTicks', r.late_slots,
        'askedBy', r.asked_by, 'result', case when r.fault is not null then 'failed' when r.finished_at is not null then 'done'
          when r.started_at is not null then 'running' else 'waiting' end) as shown
      from schedule_runs r where r.schedule_id = s.id order by r.slot desc limit 1) run on true
    left join lateral (select sum(r.late_slots)::int as missed, count(r.fault)::int as failed from schedule_runs r
      where r.schedule_id = s.id and r.slot > ${about.now.toISOString()}::timestamptz - interval '1 day') day on true
    where (${about.after}::text is null or s.id > ${about.after}::text) order by s.id limit ${about.limit}`,
  );

export const holdSchedule = async (tx: Db, id: string): Promise<boolean> =>
  (await rows(tx, sql`select 1 from schedules where id = ${id} for update`)).length > 0;

export const hasOpenRun = async (tx: Db, id: string): Promise<boolean> =>
  (
    await rows(
      tx,
      sql`select 1 from schedule_runs where schedule_id = ${id} and finished_at is null and fault is null limit 1`,
    )
  ).length > 0;

// A run of its own slot, the moment of asking. A failed run that waits to be tried again is what this one replaces.
export const addRun = async (tx: Db, run: { id: string; by: string }): Promise<string> => {
  await tx.execute(
    sql`update schedule_runs set finished_at = now() where schedule_id = ${run.id} and finished_at is null`,
  );
  const [added] = await rows<{ slot: string }>(
    tx,
    sql`insert into schedule_runs (schedule_id, slot, asked_by)
      values (${run.id}, date_trunc('milliseconds', clock_timestamp()), ${run.by}) returning ${instant('slot')} as slot`,
  );
  return added?.slot ?? '';
};
