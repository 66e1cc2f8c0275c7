import { integer, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { instant, int8 } from '../../platform/door/columns.ts';

export const staff = pgTable('staff', {
  id: uuid().primaryKey(),
  agencyId: integer('agency_id').notNull(),
  name: text().notNull(),
  passwordHash: text('password_hash').notNull(),
  roles: text().array().notNull().default([]),
  disabledAt: instant('disabled_at'),
  passwordSetAt: instant('password_set_at'),
  codeUntil: instant('code_until'),
  addedBy: text('added_by'),
  providerSubject: text('provider_subject'),
  createdAt: instant('created_at').notNull(),
});

export const staffPasswords = pgTable('staff_passwords', {
  id: int8('id').primaryKey().generatedAlwaysAsIdentity(),
  staffId: uuid('staff_id').notNull(),
  passwordHash: text('password_hash').notNull(),
  replacedAt: instant('replaced_at').notNull(),
});

export const signInTries = pgTable('sign_in_tries', {
  bucket: text().primaryKey(),
  windowFrom: instant('window_from').notNull(),
  tries: integer().notNull(),
  failures: integer().notNull(),
  blockedUntil: instant('blocked_until').notNull(),
  lastAt: instant('last_at').notNull(),
});
