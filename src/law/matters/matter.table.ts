import { boolean, integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { dayColumn, instant } from '../../platform/door/columns.ts';
import type { EditionCounts, Matter } from './matter.rules.ts';
import type { MatterKind, Replacement } from './matter-columns.ts';

export const matters = pgTable('matters', {
  code: text().primaryKey(),
  name: text().notNull(),
  item: text(),
  department: text().notNull(),
  basis: text().notNull(),
  isCommitmentAllowed: boolean('is_commitment_allowed').notNull(),
  riskClass: text('risk_class'),
  isCancelled: boolean('is_cancelled').notNull().default(false),
  kind: text().$type<MatterKind>().notNull().default('proof'),
  issuingUnit: text('issuing_unit'),
  replacement: text().$type<Replacement>(),
  replacementNote: text('replacement_note'),
  noticeText: text('notice_text'),
  commitmentText: text('commitment_text'),
  edition: integer().notNull().default(0),
});

export const matterEditions = pgTable('matter_editions', {
  no: integer().primaryKey(),
  name: text().notNull(),
  publishedOn: dayColumn('published_on').notNull(),
  counts: jsonb().$type<EditionCounts>().notNull(),
  by: text().notNull(),
  byName: text('by_name').notNull(),
  at: instant('at').notNull(),
});

export const matterVersions = pgTable(
  'matter_versions',
  {
    code: text().notNull(),
    edition: integer().notNull(),
    content: jsonb().$type<Matter>(),
  },
  (t) => [primaryKey({ columns: [t.code, t.edition] })],
);

export type EditionRow = Omit<typeof matterEditions.$inferSelect, 'by' | 'at'>;
export type NewEdition = typeof matterEditions.$inferSelect;
