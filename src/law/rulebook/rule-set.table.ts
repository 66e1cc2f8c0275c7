import { integer, jsonb, pgTable, text } from 'drizzle-orm/pg-core';
import { dayColumn, instant } from '../../platform/door/columns.ts';

export const ruleSets = pgTable('rule_sets', {
  version: integer().primaryKey(),
  content: jsonb().$type<unknown>().notNull(),
  effectiveFrom: dayColumn('effective_from').notNull(),
  draftedBy: text('drafted_by').notNull(),
  approvedBy: text('approved_by'),
  createdAt: instant('created_at').notNull(),
  revision: integer().notNull().default(1),
  drafterName: text('drafter_name'),
  drafterAgencyId: integer('drafter_agency_id'),
  note: text(),
  basedOn: integer('based_on'),
  approverName: text('approver_name'),
  approvedAt: instant('approved_at'),
  withdrawnBy: text('withdrawn_by'),
  withdrawerName: text('withdrawer_name'),
  withdrawnAt: instant('withdrawn_at'),
  withdrawalReason: text('withdrawal_reason'),
});

// inForce: the version that counts on the day that was asked for.
export type RuleSetRow = Omit<typeof ruleSets.$inferSelect, 'createdAt'> & {
  draftedAt: string;
  inForce: number | null;
};
export type NewRuleSet = Pick<RuleSetRow, 'version' | 'content' | 'effectiveFrom' | 'basedOn' | 'note'>;
