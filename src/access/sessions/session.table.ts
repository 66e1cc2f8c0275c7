import { integer, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { instant } from '../../platform/door/columns.ts';

export const staffSessions = pgTable('staff_sessions', {
  idHash: text('id_hash').primaryKey(),
  staffId: uuid('staff_id').notNull(),
  expiresAt: instant('expires_at').notNull(),
  // Names the session where it is listed; it opens nothing.
  id: uuid().notNull().defaultRandom(),
  openedAt: instant('opened_at').notNull().defaultNow(),
  usedAt: instant('used_at').notNull().defaultNow(),
  idleMinutes: integer('idle_minutes').notNull().default(30),
  address: text().notNull().default(''),
  device: text().notNull().default(''),
});
