import { integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { dayColumn, instant } from '../../platform/door/columns.ts';

export const zeroReports = pgTable(
  'zero_reports',
  {
    agencyId: integer('agency_id').notNull(),
    catalog: text().notNull(),
    periodFrom: dayColumn('period_from'),
    periodTo: dayColumn('period_to').notNull(),
    note: text(),
    goodAt: instant('good_at').notNull(),
    reportedBy: text('reported_by').notNull(),
    reportedAt: instant('reported_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.agencyId, t.catalog, t.periodTo] })],
);
export type ZeroReport = typeof zeroReports.$inferSelect;
