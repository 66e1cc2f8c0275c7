import { boolean, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { instant } from '../door/columns.ts';
import type { Missed } from './schedule.rules.ts';

export const schedules = pgTable('schedules', {
  id: text().primaryKey(),
  cron: text().notNull(),
  missed: text().$type<Missed>().notNull(),
  isEnabled: boolean('is_enabled').notNull().default(true),
  nextRunAt: instant('next_run_at').notNull(),
  lastSlot: instant('last_slot'),
});

export const scheduleRuns = pgTable(
  'schedule_runs',
  {
    scheduleId: text('schedule_id').notNull(),
    slot: instant('slot').notNull(),
    lateSlots: integer('late_slots').notNull().default(0),
    startedAt: instant('started_at'),
    leaseToken: uuid('lease_token'),
    leaseUntil: instant('lease_until'),
    finishedAt: instant('finished_at'),
    fault: text(),
    askedBy: text('asked_by'),
    tookMs: integer('took_ms'),
  },
  (t) => [primaryKey({ columns: [t.scheduleId, t.slot] })],
);

export const schedulerTicks = pgTable('scheduler_ticks', {
  id: integer().primaryKey(),
  tickedAt: instant('ticked_at').notNull(),
});
