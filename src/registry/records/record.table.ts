import { integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import type { SubjectKind } from '../../kernel/identifiers.ts';
import type { ListingDraft, RecordClass } from '../../law/catalogs/catalog.ts';
import { bytes, dayColumn, instant, int8 } from '../../platform/door/columns.ts';
import type { DecisionEnd } from './fallen-decision.rules.ts';
import type { HeldRemoval } from './held-removal.rules.ts';
import type { RecordState } from './record.rules.ts';

export const records = pgTable('records', {
  id: int8('id').primaryKey().generatedByDefaultAsIdentity(),
  catalog: text().notNull(),
  agencyId: integer('agency_id').notNull(),
  sourceNo: text('source_no').notNull(),
  subjectId: int8('subject_id').notNull(),
  state: text().$type<RecordState>().notNull(),
  version: integer().notNull().default(1),
  class: text().$type<RecordClass>(),
  documentNo: text('document_no'),
  authorityName: text('authority_name').notNull(),
  authorityUscc: text('authority_uscc'),
  decidedOn: dayColumn('decided_on').notNull(),
  publishedUntil: dayColumn('published_until'),
  retainedUntil: dayColumn('retained_until'),
  fields: jsonb().$type<Readonly<Record<string, string>>>().notNull(),
  sealed: bytes('sealed'),
  contentHash: text('content_hash').notNull(),
  holdCode: text('hold_code'),
  heldListing: jsonb('held_listing').$type<ListingDraft>(),
  disputedAt: instant('disputed_at'),
  appealedAt: instant('appealed_at'),
  stayedAt: instant('stayed_at'),
  batchId: uuid('batch_id'),
  batchRow: integer('batch_row'),
  knownFrom: instant('known_from').notNull(),
  originId: int8('origin_id'),
  rowPrint: text('row_print'),
  uncorrectedAt: instant('uncorrected_at'),
  publicityHeldOn: dayColumn('publicity_held_on'),
  fallenId: int8('fallen_id'),
  heldRemoval: jsonb('held_removal').$type<HeldRemoval>(),
  refusedRemoval: text('refused_removal'),
});

// Written by the registry itself: no source's whole list leaves them out.
export const keptRecords = pgTable('kept_records', { recordId: int8('record_id').primaryKey() });

export const recordVersions = pgTable(
  'record_versions',
  {
    recordId: int8('record_id').notNull(),
    version: integer().notNull(),
    subjectId: int8('subject_id').notNull(),
    state: text().$type<RecordState>().notNull(),
    class: text().$type<RecordClass>(),
    documentNo: text('document_no'),
    decidedOn: dayColumn('decided_on').notNull(),
    publishedUntil: dayColumn('published_until'),
    fields: jsonb().$type<Readonly<Record<string, string>>>().notNull(),
    sealed: bytes('sealed'),
    contentHash: text('content_hash').notNull(),
    batchId: uuid('batch_id'),
    batchRow: integer('batch_row'),
    heldRemoval: jsonb('held_removal').$type<HeldRemoval>(),
    knownFrom: instant('known_from').notNull(),
    knownUntil: instant('known_until').notNull(),
  },
  (t) => [primaryKey({ columns: [t.recordId, t.version] })],
);

type StoredRecord = typeof records.$inferSelect;

// A record as the desk and the API show it, with the names of its agency and subject.
export type RecordRow = Omit<
  StoredRecord,
  | 'sealed'
  | 'contentHash'
  | 'rowPrint'
  | 'disputedAt'
  | 'appealedAt'
  | 'stayedAt'
  | 'uncorrectedAt'
  | 'fallenId'
  | 'refusedRemoval'
> & {
  // A held record names the end of the decision that it would bring back.
  fallen: DecisionEnd | null;
  agencyName: string;
  subjectKind: SubjectKind;
  subjectName: string;
  isDisputed: boolean;
  isUnderAppeal: boolean;
  isStayed: boolean;
  isUncorrected: boolean;
};
export type KnownRecord = Pick<
  StoredRecord,
  | 'id'
  | 'sourceNo'
  | 'version'
  | 'state'
  | 'contentHash'
  | 'rowPrint'
  | 'subjectId'
  | 'documentNo'
  | 'refusedRemoval'
> & { heldBy: HeldRemoval['door'] | null; heldPrint: string | null };
// originId: the subject that the record was said of, where its file was merged into another. sealed: as hex
// text.
export type RecordContent = Omit<
  KnownRecord,
  'id' | 'sourceNo' | 'version' | 'heldBy' | 'heldPrint' | 'refusedRemoval'
> &
  Pick<
    StoredRecord,
    | 'originId'
    | 'class'
    | 'authorityName'
    | 'authorityUscc'
    | 'decidedOn'
    | 'publishedUntil'
    | 'retainedUntil'
    | 'fields'
    | 'holdCode'
    | 'heldListing'
    | 'batchRow'
  > & { sealed: string | null };
export type NewRecord = RecordContent & { sourceNo: string };
export type CorrectedRecord = RecordContent & { id: number; seenVersion: number };
// A record in the version that was read, with other days where a move brings them; null takes a day away.
export type SeenRecord = Pick<StoredRecord, 'id' | 'version'> &
  Partial<Pick<StoredRecord, 'publishedUntil' | 'retainedUntil'>>;
