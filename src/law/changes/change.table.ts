import { integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { dayColumn, instant } from '../../platform/door/columns.ts';
import type { ChangeKind, ChangeState } from './change.rules.ts';
import type { ChangedLaw } from './changed-law.rules.ts';

export type ChangeEffect = { about: string; count: number };
export type ChangeSimulation = { at: string; byName: string; subjectCount: number; effects: ChangeEffect[] };

export const changes = pgTable('changes', {
  id: uuid().primaryKey(),
  kind: text().$type<ChangeKind>().notNull(),
  state: text().$type<ChangeState>().notNull(),
  title: text().notNull(),
  content: jsonb().$type<unknown>().notNull(),
  base: jsonb().$type<ChangedLaw>().notNull(),
  basis: text().notNull(),
  validFrom: dayColumn('valid_from').notNull(),
  simulation: jsonb().$type<ChangeSimulation>(),
  draftedBy: text('drafted_by').notNull(),
  drafterName: text('drafter_name').notNull(),
  drafterAgencyId: integer('drafter_agency_id'),
  draftedAt: instant('drafted_at').notNull(),
  closedBy: text('closed_by'),
  closerName: text('closer_name'),
  closedAt: instant('closed_at'),
  reason: text(),
});

export type ChangeRow = typeof changes.$inferSelect;
