import { boolean, integer, text } from 'drizzle-orm/pg-core';
import { dayColumn, instant } from '../../platform/door/columns.ts';

/** The term of a case. */
export const termColumns = {
  isExtended: boolean('is_extended').notNull().default(false),
  dueFrom: dayColumn('due_from'),
  dueCount: integer('due_count'),
  dueOn: dayColumn('due_on'),
  isDueProvisional: boolean('is_due_provisional').notNull().default(false),
};

/** A step of a case: who took it, when, and on which document. */
export const stepColumns = {
  step: text().notNull(),
  fromState: text('from_state'),
  toState: text('to_state').notNull(),
  reason: text(),
  documentNo: text('document_no'),
  agency: text().notNull(),
  byName: text('by_name').notNull(),
  at: instant('at').notNull(),
  actor: text().notNull(),
};
