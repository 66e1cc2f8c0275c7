import { integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { dayColumn, instant } from '../../platform/door/columns.ts';
import type { SupervisionItem } from './supervision-out.rules.ts';

export const supervisionLetters = pgTable('supervision_letters', {
  id: uuid().primaryKey(),
  year: integer().notNull(),
  number: integer().notNull(),
  agencyId: integer('agency_id').notNull(),
  issuer: text().notNull(),
  issuedBy: text('issued_by').notNull(),
  issuedAt: instant('issued_at').notNull(),
  demand: text().notNull(),
  items: jsonb().$type<SupervisionItem[]>().notNull(),
  dueFrom: dayColumn('due_from').notNull(),
  dueCount: integer('due_count').notNull(),
});

export const supervisionReplies = pgTable('supervision_replies', {
  id: uuid().primaryKey(),
  letterId: uuid('letter_id').notNull(),
  reply: text().notNull(),
  by: text().notNull(),
  at: instant('at').notNull(),
});
