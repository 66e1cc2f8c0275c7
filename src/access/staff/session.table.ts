import { pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { instant } from '../../platform/door/columns.ts';

export const staffSessions = pgTable('staff_sessions', {
  idHash: text('id_hash').primaryKey(),
  staffId: uuid('staff_id').notNull(),
  expiresAt: instant('expires_at').notNull(),
});
