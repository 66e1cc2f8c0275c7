import { integer, json, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { instant, int8 } from '../../platform/door/columns.ts';
import type { KeyIn } from '../keys/key.schema.ts';
import type { Rotation } from '../keys/key.table.ts';

export const staffHistory = pgTable('staff_history', {
  id: int8('id').primaryKey().generatedAlwaysAsIdentity(),
  staffId: uuid('staff_id').notNull(),
  at: instant('at').notNull(),
  by: text().notNull(),
  step: text().$type<PersonStep>().notNull(),
  about: json().$type<Readonly<Record<string, unknown>>>().notNull(),
});
export type PersonStep =
  | 'added'
  | 'roles-given'
  | 'roles-taken'
  | 'moved'
  | 'disabled'
  | 'enabled'
  | 'password-reset'
  | 'factor-removed';

export const grants = pgTable('grants', {
  id: uuid().primaryKey(),
  kind: text().$type<'roles' | 'key'>().notNull(),
  staffId: uuid('staff_id'),
  agencyId: integer('agency_id').notNull(),
  roles: text().array().notNull().default([]),
  // For a key: its bounds, or the one it replaces.
  keyAsked: json('key_asked').$type<KeyIn | Rotation>(),
  state: text().$type<GrantState>().notNull().default('pending'),
  askedBy: text('asked_by').notNull(),
  askedAt: instant('asked_at').notNull(),
  decidedBy: text('decided_by'),
  decidedAt: instant('decided_at'),
});
export type GrantState = 'pending' | 'confirmed' | 'refused' | 'lapsed';
