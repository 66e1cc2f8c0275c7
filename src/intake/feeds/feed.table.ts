import { boolean, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { dayColumn, instant, int8 } from '../../platform/door/columns.ts';

export const feeds = pgTable(
  'feeds',
  {
    agencyId: integer('agency_id').notNull(),
    catalog: text().notNull(),
    lastGoodAt: instant('last_good_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.agencyId, t.catalog] })],
);

export const feedDays = pgTable(
  'feed_days',
  {
    agencyId: integer('agency_id').notNull(),
    catalog: text().notNull(),
    day: dayColumn('day').notNull(),
  },
  (t) => [primaryKey({ columns: [t.agencyId, t.catalog, t.day] })],
);

export const feedFrequencies = pgTable(
  'feed_frequencies',
  {
    agencyId: integer('agency_id').notNull(),
    catalog: text().notNull(),
    everyWorkingDays: integer('every_working_days').notNull(),
    reason: text().notNull(),
    setBy: text('set_by').notNull(),
    setAt: instant('set_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.agencyId, t.catalog] })],
);

export const feedJudgements = pgTable('feed_judgements', {
  day: dayColumn('day').primaryKey(),
  feedCount: integer('feed_count').notNull(),
  lateCount: integer('late_count').notNull(),
  judgedAt: instant('judged_at').notNull(),
});

export const feedLateDays = pgTable(
  'feed_late_days',
  {
    agencyId: integer('agency_id').notNull(),
    catalog: text().notNull(),
    day: dayColumn('day').notNull(),
    dueOn: dayColumn('due_on').notNull(),
    daysLate: integer('days_late').notNull(),
    isProvisional: boolean('is_provisional').notNull().default(false),
  },
  (t) => [primaryKey({ columns: [t.agencyId, t.catalog, t.day] })],
);

export const feedMonths = pgTable(
  'feed_months',
  {
    agencyId: integer('agency_id').notNull(),
    catalog: text().notNull(),
    month: text().notNull(),
    accepted: int8('accepted_count').notNull().default(0),
    corrected: int8('corrected_count').notNull().default(0),
    unchanged: int8('unchanged_count').notNull().default(0),
    held: int8('held_count').notNull().default(0),
    rejected: int8('rejected_count').notNull().default(0),
    warnings: int8('warning_count').notNull().default(0),
    expectedCells: int8('expected_cell_count').notNull().default(0),
    filledCells: int8('filled_cell_count').notNull().default(0),
    timed: int8('timed_count').notNull().default(0),
    timely: int8('timely_count').notNull().default(0),
    isProvisional: boolean('is_provisional').notNull().default(false),
  },
  (t) => [primaryKey({ columns: [t.agencyId, t.catalog, t.month] })],
);
