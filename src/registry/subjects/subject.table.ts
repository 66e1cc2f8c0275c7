import { boolean, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import type { IdentifierType, SubjectKind } from '../../kernel/identifiers.ts';
import { bytes, dayColumn, instant, int8 } from '../../platform/door/columns.ts';

export const subjects = pgTable('subjects', {
  id: int8('id').primaryKey().generatedByDefaultAsIdentity(),
  kind: text().$type<SubjectKind>().notNull(),
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
  type: text().$type<IdentifierType>().notNull(),
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
    role: text().$type<'operator' | 'legal-representative'>().notNull(),
    seenOn: dayColumn('seen_on').notNull(),
    isCopy: boolean('is_copy').notNull().default(false),
    // The day of the latest registration that names this person; the day from which another is named.
    fromOn: dayColumn('from_on'),
    untilOn: dayColumn('until_on'),
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

type StoredSubject = typeof subjects.$inferSelect;
type StoredIdentifier = typeof subjectIdentifiers.$inferSelect;

// A subject with the one number that speaks for it.
export type SubjectIdentity = Pick<StoredSubject, 'id' | 'kind' | 'name' | 'region'> & {
  type: IdentifierType;
  code: string;
};
// originId: the subject that the number belongs to where no merge is counted.
export type KnownSubject = Pick<StoredSubject, 'id' | 'kind' | 'name' | 'region'> & { originId: number };
// sealed: as hex text, the way JSON carries it into a statement.
export type IdentifierRow = Pick<StoredIdentifier, 'lookup' | 'type' | 'code'> & { sealed: string | null };
export type NewSubject = IdentifierRow & Pick<StoredSubject, 'kind' | 'name' | 'region'>;
export type NewIdentifier = IdentifierRow & Pick<StoredIdentifier, 'subjectId' | 'originId' | 'isDerived'>;
// isCopy: said of a member of a merged file, and lent to that file.
export type SubjectName = Omit<typeof subjectNames.$inferSelect, 'seenOn'>;
export type SubjectLink = Omit<typeof subjectLinks.$inferSelect, 'seenOn' | 'fromOn' | 'untilOn'>;

/**
 * The person that a registration of its day names in a role; relatedId is null where it gives a name and no
 * document.
 */
export type NamedRelation = {
  subjectId: number;
  role: 'operator' | 'legal-representative';
  relatedId: number | null;
  name: string;
  on: string;
};
// filed: the name as the tables keep it. A name that an older release wrote is compared with the plain one.
export type FiledRelation = NamedRelation & { filed: string };
