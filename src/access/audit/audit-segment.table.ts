import { integer, pgTable, text } from 'drizzle-orm/pg-core';
import { instant, int8 } from '../../platform/door/columns.ts';

export const auditSegments = pgTable('audit_segments', {
  firstSeal: int8('first_seal').primaryKey(),
  epoch: integer().notNull(),
  openedAt: instant('opened_at').notNull(),
  openedBy: text('opened_by').notNull(),
});
