import { answersFor } from '../../access/agencies/answers-for.step.ts';
import { reachesAll } from '../../access/reach.rules.ts';
import { dayOf } from '../../kernel/day.ts';
import { Problem } from '../../kernel/problems.ts';
import { must } from '../../platform/door/act.ts';
import type { Db } from '../../platform/door/db.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import type { Permission } from '../../platform/door/permissions.ts';
import { statementOver } from '../../platform/door/statement-over.ts';
import { assureIndex } from '../../platform/keys/assure-index.ts';
import { findListing, findListingsOfRecords } from '../../registry/listings/listing.store.ts';
import type { ListingRow } from '../../registry/listings/listing.table.ts';
import type { RecordRow } from '../../registry/records/record.table.ts';
import { findRecord } from '../../registry/records/record-view.store.ts';
import { identified, type NumberTyped } from '../../registry/subjects/identified.rules.ts';
import { findSubjects } from '../../registry/subjects/subject.store.ts';
import { certainLookups } from '../../registry/subjects/subject-lookup.ts';
import { mayDecide } from './case-authority.rules.ts';

export type TargetRef = { listing?: number | undefined; record?: number | undefined };
export type CaseTarget = { record: RecordRow; listing: ListingRow | null };
export type SubjectRef = NumberTyped;

// A listing and the record that opened it are one target and move together.
export const findCaseTarget = async (tx: Db, ref: TargetRef): Promise<CaseTarget> => {
  const named = ref.listing === undefined ? undefined : await findListing(tx, ref.listing);
  const recordId = named?.recordId ?? ref.record;
  const record = recordId === undefined ? undefined : await findRecord(tx, recordId);
  if (!record) throw new Problem('case.target-unknown');
  const [listing] = await findListingsOfRecords(tx, [record.id]);
  return { record, listing: listing ?? null };
};

// An applicant proves by a number to be the subject of the target; the authority needs none. A target about
// another subject is answered like a target that does not exist.
export const settleApplicant = async (
  { ctx, tx }: { ctx: Ctx; tx: Db },
  { record }: CaseTarget,
  subject: SubjectRef | undefined,
): Promise<'subject' | 'authority'> => {
  if (!subject) {
    if (!(await answersFor({ ctx, tx }, record.agencyId))) throw new Problem('case.subject-required');
    return 'authority';
  }
  const identifier = identified(subject, dayOf(ctx.clock.now()));
  await assureIndex(ctx, statementOver(tx));
  const found = await findSubjects(tx, certainLookups(ctx.vault, identifier));
  if (found[0]?.id !== record.subjectId) throw new Problem('case.target-unknown');
  return 'subject';
};

export const decideAbout = async (
  { ctx, tx }: { ctx: Ctx; tx: Db },
  { record }: CaseTarget,
  { documentNo, action }: { documentNo?: string | undefined; action: Permission },
): Promise<void> => {
  const decider = {
    isAuthority: await answersFor({ ctx, tx }, record.agencyId),
    isRegistrar: reachesAll(ctx.actor, action),
  };
  must(mayDecide(decider, documentNo));
};
