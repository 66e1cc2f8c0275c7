import { integer, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';

const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'string' });

export const staff = pgTable('staff', {
  id: uuid().primaryKey(),
  agencyId: integer('agency_id').notNull(),
  name: text().notNull(),
  passwordHash: text('password_hash').notNull(),
  roles: text().array().notNull(),
  disabledAt: instant('disabled_at'),
  createdAt: instant('created_at').notNull(),
});
