import { boolean, integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { dayColumn, instant } from '../../platform/door/columns.ts';

export const matters = pgTable('matters', {
  code: text().primaryKey(),
  name: text().notNull(),
  department: text().notNull(),
  basis: text().notNull(),
  isCommitmentAllowed: boolean('is_commitment_allowed').notNull(),
  riskClass: text('risk_class'),
  isCancelled: boolean('is_cancelled').notNull().default(false),
  kind: text().notNull().default('proof'),
  issuingUnit: text('issuing_unit'),
  replacement: text(),
  noticeText: text('notice_text'),
  commitmentText: text('commitment_text'),
  edition: integer().notNull().default(0),
});

export const matterEditions = pgTable('matter_editions', {
  no: integer().primaryKey(),
  name: text().notNull(),
  publishedOn: dayColumn('published_on').notNull(),
  counts: jsonb().notNull(),
  by: text().notNull(),
  byName: text('by_name').notNull(),
  at: instant('at').notNull(),
});

export const matterVersions = pgTable(
  'matter_versions',
  {
    code: text().notNull(),
    edition: integer().notNull(),
    content: jsonb(),
  },
  (t) => [primaryKey({ columns: [t.code, t.edition] })],
);
