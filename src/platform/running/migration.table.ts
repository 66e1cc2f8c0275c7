import { pgTable, text } from 'drizzle-orm/pg-core';
import { instant } from '../door/columns.ts';

export const migrations = pgTable('migrations', {
  name: text().primaryKey(),
  sha256: text().notNull(),
  appliedAt: instant('applied_at').notNull().defaultNow(),
});
