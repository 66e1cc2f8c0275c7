import { pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { instant, int8 } from '../../platform/door/columns.ts';
import type { CandidateGround, CandidateState } from '../subjects/duplicate.rules.ts';

export const subjectMerges = pgTable('subject_merges', {
  id: int8('id').primaryKey().generatedAlwaysAsIdentity(),
  candidateId: int8('candidate_id').notNull(),
  survivorId: int8('survivor_id').notNull(),
  absorbedId: int8('absorbed_id').notNull(),
  reason: text().notNull(),
  by: text().notNull(),
  at: instant('at').notNull(),
  undoReason: text('undo_reason'),
  undoneBy: text('undone_by'),
  undoneAt: instant('undone_at'),
});

export const subjectMergeMoves = pgTable(
  'subject_merge_moves',
  {
    mergeId: int8('merge_id').notNull(),
    step: text().$type<'merge' | 'undo'>().notNull(),
    kind: text().$type<'identifier' | 'record' | 'listing' | 'name' | 'link'>().notNull(),
    ref: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.mergeId, t.step, t.kind, t.ref] })],
);

export const mergeCandidates = pgTable('merge_candidates', {
  id: int8('id').primaryKey().generatedAlwaysAsIdentity(),
  firstId: int8('first_id').notNull(),
  secondId: int8('second_id').notNull(),
  ground: text().$type<CandidateGround>().notNull(),
  state: text().$type<CandidateState>().notNull().default('open'),
  raisedBy: text('raised_by').notNull(),
  raisedAt: instant('raised_at').notNull(),
  reason: text(),
  decidedBy: text('decided_by'),
  decidedAt: instant('decided_at'),
});

type StoredMerge = typeof subjectMerges.$inferSelect;

// file: where the absorbed subject counts today.
export type MergeRow = Pick<StoredMerge, 'id' | 'candidateId' | 'survivorId' | 'absorbedId'> & {
  file: number;
  isUndone: boolean;
};
export type NewMerge = Pick<
  StoredMerge,
  'candidateId' | 'survivorId' | 'absorbedId' | 'reason' | 'by' | 'at'
>;
export type Move = Pick<typeof subjectMergeMoves.$inferSelect, 'kind' | 'ref'>;
// firstFile, secondFile: where the two count today, after other merges.
export type CandidateRow = typeof mergeCandidates.$inferSelect & {
  firstFile: number;
  secondFile: number;
  mergeId: number | null;
};
