import { answersFor } from '../../access/agencies/answers-for.step.ts';
import { isRegistrar } from '../../access/reach.rules.ts';
import { dayOf } from '../../kernel/day.ts';
import type { IdentifierType } from '../../kernel/identifiers.ts';
import { Problem } from '../../kernel/problems.ts';
import { must } from '../../platform/door/act.ts';
import { statementOver } from '../../platform/door/act-together.ts';
import type { Db } from '../../platform/door/db.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { assureIndex } from '../../platform/keys/assure-index.ts';
import { findListing, findListingsOfRecords } from '../../registry/listings/listing.store.ts';
import type { ListingRow } from '../../registry/listings/listing.table.ts';
import type { RecordRow } from '../../registry/records/record.table.ts';
import { findRecord } from '../../registry/records/record-view.store.ts';
import { identified } from '../../registry/subjects/identified.rules.ts';
import { findSubjects } from '../../registry/subjects/subject.store.ts';
import { lookupOf } from '../../registry/subjects/subject-lookup.ts';
import { mayDecide } from './case-authority.rules.ts';

export type TargetRef = { listing?: number | undefined; record?: number | undefined };
export type CaseTarget = { record: RecordRow; listing: ListingRow | null };
export type SubjectRef = { type: IdentifierType; code: string };

// A listing and the record that opened it are one target: what befalls one befalls the other.
export const findCaseTarget = async (tx: Db, ref: TargetRef): Promise<CaseTarget> => {
  const named = ref.listing === undefined ? undefined : await findListing(tx, ref.listing);
  const recordId = named?.recordId ?? ref.record;
  const record = recordId === undefined ? undefined : await findRecord(tx, recordId);
  if (!record) throw new Problem('case.target-unknown');
  const [listing] = await findListingsOfRecords(tx, [record.id]);
  return { record, listing: listing ?? null };
};

// The applicant is who the target is about, shown by their number; the authority speaks for itself.
// A target of somebody else is as unknown as none.
export const settleApplicant = async (
  { ctx, tx }: { ctx: Ctx; tx: Db },
  { record }: CaseTarget,
  subject: SubjectRef | undefined,
): Promise<'subject' | 'authority'> => {
  if (!subject) {
    if (!(await answersFor({ ctx, tx }, record.agencyId))) throw new Problem('case.subject-required');
    return 'authority';
  }
  const { type, code } = identified(subject, dayOf(ctx.clock.now()));
  const lookup = lookupOf(ctx.vault, type, code);
  await assureIndex(ctx, statementOver(tx));
  const [found] = await findSubjects(tx, [lookup]);
  if (found?.id !== record.subjectId) throw new Problem('case.target-unknown');
  return 'subject';
};

export const decideAbout = async (
  { ctx, tx }: { ctx: Ctx; tx: Db },
  { record }: CaseTarget,
  documentNo: string | undefined,
): Promise<void> => {
  const decider = {
    isAuthority: await answersFor({ ctx, tx }, record.agencyId),
    isRegistrar: isRegistrar(ctx.actor),
  };
  must(mayDecide(decider, documentNo));
};
