import { integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import type { Replacement } from '../../law/matters/matter-columns.ts';
import { dayColumn, instant } from '../../platform/door/columns.ts';
import type { Office, ProposalState } from './matter-proposal.rules.ts';
import type { RiskClass } from './proposal-content.rules.ts';
import type { Ground, Party, ProofFate, Stance } from './proposal-words.rules.ts';

export const matterProposals = pgTable('matter_proposals', {
  no: text().primaryKey(),
  agencyId: integer('agency_id').notNull(),
  name: text().notNull(),
  item: text().notNull(),
  basis: text(),
  issuingUnit: text('issuing_unit'),
  party: text().$type<Party>().notNull(),
  ground: text().$type<Ground>(),
  fate: text().$type<ProofFate>().notNull(),
  replacement: text().$type<Replacement>(),
  replacementNote: text('replacement_note'),
  riskClass: text('risk_class').$type<RiskClass>(),
  noticeText: text('notice_text'),
  commitmentText: text('commitment_text'),
  // The matter of the catalogue that is to be changed; null: a new one, which gets the number of the proposal.
  matterCode: text('matter_code'),
  likeness: text().notNull(),
  // The content's digest: the same row sent again is the same proposal.
  print: text().notNull(),
  state: text().$type<ProposalState>().notNull(),
  round: integer().notNull().default(0),
  commentEndsOn: dayColumn('comment_ends_on'),
  returnedFor: text('returned_for'),
  documentNo: text('document_no'),
  decidedOn: dayColumn('decided_on'),
  // Null where the decision left the catalogue as it stood.
  edition: integer(),
  madeAt: instant('made_at').notNull(),
  madeBy: text('made_by').notNull(),
  movedAt: instant('moved_at').notNull(),
  movedBy: text('moved_by').notNull(),
});

export const matterOpinions = pgTable(
  'matter_opinions',
  {
    proposalNo: text('proposal_no').notNull(),
    round: integer().notNull(),
    office: text().$type<Office>().notNull(),
    stance: text().$type<Stance>().notNull(),
    words: text(),
    agencyId: integer('agency_id').notNull(),
    by: text().notNull(),
    byName: text('by_name').notNull(),
    at: instant('at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.proposalNo, t.round, t.office] })],
);

export const matterOffices = pgTable('matter_offices', {
  office: text().$type<Office>().primaryKey(),
  agencyId: integer('agency_id').notNull().unique(),
  namedAt: instant('named_at').notNull(),
  namedBy: text('named_by').notNull(),
});
