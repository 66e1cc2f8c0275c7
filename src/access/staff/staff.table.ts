import { integer, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { instant } from '../../platform/door/columns.ts';

export const staff = pgTable('staff', {
  id: uuid().primaryKey(),
  agencyId: integer('agency_id').notNull(),
  name: text().notNull(),
  passwordHash: text('password_hash').notNull(),
  roles: text().array().notNull().default([]),
  disabledAt: instant('disabled_at'),
  createdAt: instant('created_at').notNull(),
});

export const signInTries = pgTable('sign_in_tries', {
  bucket: text().primaryKey(),
  windowFrom: instant('window_from').notNull(),
  tries: integer().notNull(),
  failures: integer().notNull(),
  blockedUntil: instant('blocked_until').notNull(),
  lastAt: instant('last_at').notNull(),
});
