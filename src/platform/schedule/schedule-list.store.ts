import { and, eq, isNull, sql } from 'drizzle-orm';
import { type Db, rows } from '../door/db.ts';
import { millisText, utcMillis } from '../door/utc-text.ts';
import type { ShownSchedule } from './schedule.rules.ts';
import { scheduleRuns, schedules } from './schedule.table.ts';

const instant = (column: string) => sql.raw(millisText(column));

// The key of the runs leads straight to each schedule's last run and to its last day.
export const listScheduleStates = (db: Db, about: { after: string | null; limit: number; now: Date }) =>
  rows<ShownSchedule>(
    db,
    sql`select s.id as job, s.cron, s.missed, s.is_enabled as "isEnabled",
      ${instant('s.next_run_at')} as "nextRunAt", coalesce(day.missed, 0) as "missedTicksLastDay",
      coalesce(day.failed, 0) as "failedLastDay", run.shown as "lastRun"
    from schedules s
      left join lateral (
        select jsonb_build_object(
          'slot', ${instant('r.slot')},
          'startedAt', ${instant('r.started_at')},
          'finishedAt', ${instant('r.finished_at')},
          'tookMs', r.took_ms,
          'fault', r.fault,
          'missedTicks', r.late_slots,
          'askedBy', r.asked_by,
          'result', case
            when r.fault is not null then 'failed'
            when r.finished_at is not null then 'done'
            when r.started_at is not null then 'running'
            else 'waiting' end) as shown
        from schedule_runs r
        where r.schedule_id = s.id
        order by r.slot desc
        limit 1) run on true
      left join lateral (
        select sum(r.late_slots)::int as missed, count(r.fault)::int as failed
        from schedule_runs r
        where r.schedule_id = s.id
          and r.slot > ${about.now.toISOString()}::timestamptz - interval '1 day') day on true
    where (${about.after}::text is null or s.id > ${about.after}::text)
    order by s.id
    limit ${about.limit}`,
  );

export const holdSchedule = async (tx: Db, id: string): Promise<boolean> => {
  const held = await tx
    .select({ id: schedules.id })
    .from(schedules)
    .where(eq(schedules.id, id))
    .for('update');
  return held.length > 0;
};

const isOpen = (id: string) => and(eq(scheduleRuns.scheduleId, id), isNull(scheduleRuns.finishedAt));

export const hasOpenRun = async (tx: Db, id: string): Promise<boolean> => {
  const open = await tx
    .select({ slot: scheduleRuns.slot })
    .from(scheduleRuns)
    .where(and(isOpen(id), isNull(scheduleRuns.fault)))
    .limit(1);
  return open.length > 0;
};

// A run of its own slot, the moment of asking. It replaces a failed run that waits to be tried again.
export const addRun = async (tx: Db, { id, by }: { id: string; by: string }): Promise<string> => {
  await tx.update(scheduleRuns).set({ finishedAt: sql`now()` }).where(isOpen(id));
  const [added] = await tx
    .insert(scheduleRuns)
    .values({ scheduleId: id, slot: sql`date_trunc('milliseconds', clock_timestamp())`, askedBy: by })
    .returning({ slot: utcMillis(scheduleRuns.slot) });
  return added?.slot ?? '';
};
