import { integer, pgTable, text } from 'drizzle-orm/pg-core';
import { bytes, dayColumn, instant } from '../../platform/door/columns.ts';
import type { CommitmentState } from './commitment.rules.ts';
import type { PromiseKind } from './commitment-text.rules.ts';
import type { SigningWay } from './commitment-words.rules.ts';
import type { SignatureAlgorithm } from './electronic-signature.ts';
import type { Scan } from './scan.rules.ts';

// The columns that name the applicant are null once the promise is refused or taken back.
export const commitments = pgTable('commitments', {
  no: text().primaryKey(),
  checkNo: text('check_no').notNull(),
  agencyId: integer('agency_id').notNull(),
  matter: text().notNull(),
  matterEdition: integer('matter_edition').notNull(),
  matterName: text('matter_name').notNull(),
  commitmentText: text('commitment_text').notNull(),
  kind: text().$type<PromiseKind>().notNull(),
  name: text(),
  shownCode: text('shown_code'),
  statement: text(),
  sealed: bytes('sealed'),
  disclosure: text().notNull(),
  state: text().$type<CommitmentState>().notNull(),
  madeOn: dayColumn('made_on').notNull(),
  draftedAt: instant('drafted_at').notNull(),
  draftedBy: text('drafted_by').notNull(),
  movedAt: instant('moved_at').notNull(),
  movedBy: text('moved_by').notNull(),
  // Why the clerk went on although the applicant had been listed meanwhile.
  despite: text(),
});

export const commitmentSignatures = pgTable('commitment_signatures', {
  commitmentNo: text('commitment_no').primaryKey(),
  way: text().$type<SigningWay>().notNull(),
  algorithm: text().$type<SignatureAlgorithm>(),
  publicKey: text('public_key'),
  signature: text(),
  sealedScan: bytes('sealed_scan'),
  mediaType: text('media_type').$type<Scan['mediaType']>(),
  at: instant('at').notNull(),
  by: text().notNull(),
});

export const commitmentLinks = pgTable('commitment_links', {
  codeHash: text('code_hash').primaryKey(),
  commitmentNo: text('commitment_no').notNull(),
  expiresAt: instant('expires_at').notNull(),
});
