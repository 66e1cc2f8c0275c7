import { boolean, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { bytes, dayColumn, instant, int8 } from '../../platform/door/columns.ts';

export const subjects = pgTable('subjects', {
  id: int8('id').primaryKey().generatedByDefaultAsIdentity(),
  kind: text().notNull(),
  name: text().notNull(),
  region: text().notNull().default('000000'),
  dissolvedOn: dayColumn('dissolved_on'),
  mergedInto: int8('merged_into'),
  createdAt: instant('created_at').notNull(),
  identifierCount: integer('identifier_count').notNull().default(0),
});

export const subjectIdentifiers = pgTable('subject_identifiers', {
  lookup: text().primaryKey(),
  subjectId: int8('subject_id').notNull(),
  type: text().notNull(),
  code: text(),
  sealed: bytes('sealed'),
  originId: int8('origin_id'),
  isDerived: boolean('is_derived').notNull().default(false),
});

export const subjectLinks = pgTable(
  'subject_links',
  {
    subjectId: int8('subject_id').notNull(),
    relatedId: int8('related_id').notNull(),
    role: text().notNull(),
    seenOn: dayColumn('seen_on').notNull(),
    isCopy: boolean('is_copy').notNull().default(false),
  },
  (t) => [primaryKey({ columns: [t.subjectId, t.relatedId, t.role] })],
);

export const subjectNames = pgTable(
  'subject_names',
  {
    subjectId: int8('subject_id').notNull(),
    name: text().notNull(),
    seenOn: dayColumn('seen_on').notNull(),
    isCopy: boolean('is_copy').notNull().default(false),
  },
  (t) => [primaryKey({ columns: [t.subjectId, t.name] })],
);

export const subjectStreams = pgTable('subject_streams', {
  subjectId: int8('subject_id').primaryKey(),
  lastSeq: int8('last_seq').notNull(),
});
