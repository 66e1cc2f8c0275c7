import type { Day } from '../../kernel/day.ts';
import type { SubjectKind } from '../../kernel/identifiers.ts';
import { shownName } from '../../kernel/names.ts';
import type { Fault } from '../../kernel/problems.ts';
import type { ListingState } from '../../registry/listings/listing.rules.ts';
import { type ListingMove, moveListing } from '../../registry/listings/listing-move.rules.ts';
import { type HeldRemoval, isBackAgain } from '../../registry/records/held-removal.rules.ts';
import { countsAnew, type RecordState, stateAfterCorrection } from '../../registry/records/record.rules.ts';
import { chooseSubject, type Key, keysOf, type Taken } from '../../registry/subjects/resolve.rules.ts';
import type { PreparedRow } from '../reading/prepared-row.rules.ts';

export type Subject = {
  id: number;
  originId: number;
  kind: SubjectKind;
  name: string;
  region: string;
  isProvisional?: boolean;
};
export type Doubt = 'subject.kind-differs';
export type Resolution = {
  subject: Subject | undefined;
  doubt: Doubt | null;
  others: readonly Subject[];
  missing: readonly Key[];
  nameOnFile: string | null;
};
type KnownRecord = {
  contentHash: string;
  state: RecordState;
  subjectId: number;
  heldBy: HeldRemoval['door'] | null;
};
export type RowDecision =
  | { verdict: 'unchanged' }
  | { verdict: 'rejected'; fault: Fault }
  | {
      verdict: 'accepted' | 'corrected' | 'held';
      state: RecordState;
      doubt: Fault | null;
      move: ListingMove | null;
    };

const doubtTexts: Record<Doubt, string> = {
  'subject.kind-differs': '该证件号码在登记系统中属于另一类主体，须由登记机构核实。',
};

export const resolveSubject = (
  row: PreparedRow,
  { subjects, taken }: { subjects: ReadonlyMap<string, Subject>; taken: Taken },
): Resolution => {
  const { subject, others, missing } = chooseSubject(row.identifiers, subjects, taken);
  const { kind, name } = row.draft.subject;
  return {
    subject,
    doubt: subject && !isSameKind(subject.kind, kind) ? 'subject.kind-differs' : null,
    others,
    missing,
    nameOnFile: subject && subject.name !== name ? subject.name : null,
  };
};

// An organ of state known only by its organisation code was taken for an organisation; the credit code shows
// which it is.
const isSameKind = (a: SubjectKind, b: SubjectKind) => plainKind(a) === plainKind(b);
const plainKind = (kind: SubjectKind) => (kind === 'government' ? 'organisation' : kind);

export const isUnchanged = (row: PreparedRow, record: KnownRecord | undefined): boolean =>
  record !== undefined &&
  record.contentHash === row.contentHash &&
  !isBackAgain(record) &&
  (record.state !== 'withdrawn' || row.draft.ended?.state === 'withdrawn');

// A doubtful first row waits for the registrar, and so does one whose decision fell. A doubtful correction of
// a record in force is refused and changes nothing.
export const decideRow = (
  row: PreparedRow,
  known: {
    record: KnownRecord | undefined;
    listing: ListingState | null;
    resolution: Resolution;
    fallen: Fault | null;
    today: Day;
  },
): RowDecision => {
  const { record, listing, resolution, fallen, today } = known;
  if (isUnchanged(row, record)) return { verdict: 'unchanged' };
  const isFirst = record === undefined || countsAnew(record.state);
  const doubt = fallen ?? doubtOf(resolution) ?? row.draft.doubt;
  if (doubt)
    return isFirst
      ? { verdict: 'held', state: 'held', doubt, move: null }
      : { verdict: 'rejected', fault: doubt };
  // Repair, expiry and archiving were the former subject's.
  const isMoved = record !== undefined && record.subjectId !== resolution.subject?.id;
  const move = moveListing(listing, row.draft.listing, { today, isFirst: isFirst || isMoved });
  if (!move.ok)
    return {
      verdict: 'rejected',
      fault: { code: 'listing.ended-before', message: move.detail ?? '' },
    };
  return {
    verdict: record ? 'corrected' : 'accepted',
    state: stateOf(row, isMoved ? undefined : record, today),
    doubt: null,
    move: move.value,
  };
};

const doubtOf = ({ doubt }: Resolution): Fault | null => doubt && { code: doubt, message: doubtTexts[doubt] };

const stateOf = ({ draft }: PreparedRow, record: KnownRecord | undefined, today: Day): RecordState => {
  const isPublic = draft.publishedUntil === null || today < draft.publishedUntil;
  const after = record ? stateAfterCorrection(record.state, isPublic) : 'live';
  return after === 'archived' ? after : (draft.ended?.state ?? after);
};

// The agency gets these warnings beside the verdict of a row that was written.
export const subjectWarnings = (row: PreparedRow, { nameOnFile, others }: Resolution): Fault[] => [
  ...(nameOnFile === null ? [] : [nameWarning(row, nameOnFile)]),
  ...(others.length > 0 ? [twoFiles] : []),
  ...(keysOf(row.identifiers).contradicted ? [orgCodeDiffers] : []),
];

const twoFiles: Fault = {
  code: 'subject.two-files',
  message:
    '本行的几个号码在登记系统中属于不同主体：已归入其中最强号码（统一社会信用代码、公民身份号码优先）的主体，并交登记机构核实是否应合并；请核对各号码。',
};
const orgCodeDiffers: Fault = {
  code: 'subject.org-code-differs',
  message:
    '本行的组织机构代码与统一社会信用代码第 9–17 位不一致：已按统一社会信用代码归档，未采用该组织机构代码；请核对后更正。',
};

const nameWarning = (row: PreparedRow, nameOnFile: string): Fault => {
  const shown = (name: string) => shownName(row.draft.subject.kind, name);
  return {
    code: 'subject.name-differs',
    message: `本行名称“${shown(row.draft.subject.name)}”与登记名称“${shown(nameOnFile)}”不一致，请核对；如已更名可忽略。`,
  };
};
