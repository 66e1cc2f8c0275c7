import { integer, pgTable, text } from 'drizzle-orm/pg-core';
import { dayColumn, instant } from '../../platform/door/columns.ts';

export const calendarDays = pgTable('calendar_days', {
  day: dayColumn('day').primaryKey(),
  year: integer().notNull(),
  kind: text().$type<'holiday' | 'workday'>().notNull(),
  name: text(),
});

export const calendarYears = pgTable('calendar_years', {
  year: integer().primaryKey(),
  source: text().notNull(),
  loadedAt: instant('loaded_at').notNull(),
});

export type CalendarDay = Omit<typeof calendarDays.$inferSelect, 'year'>;
export type LoadedCalendarYear = typeof calendarYears.$inferSelect & { days: CalendarDay[] };
