import type { SubjectKind } from '../catalogs/catalog.ts';
import type { Day } from '../kernel/day.ts';
import { maskPersonName } from '../kernel/names.ts';
import type { Fault } from '../kernel/problems.ts';
import type { ListingState } from '../listings/listing.rules.ts';
import { type ListingMove, moveListing } from '../listings/listing-move.rules.ts';
import { type RecordState, stateAfterCorrection } from '../records/record.rules.ts';
import type { KeyedIdentifier, PreparedRow } from './prepared-row.rules.ts';

export type Subject = { id: number; kind: SubjectKind; name: string; region: string };
export type Doubt = 'subject.kind-differs' | 'subject.two-files';
export type Resolution = {
  subject: Subject | undefined;
  doubt: Doubt | null;
  missing: readonly KeyedIdentifier[];
  nameOnFile: string | null;
};
type KnownRecord = { contentHash: string; state: RecordState };
export type RowDecision =
  | { verdict: 'unchanged' }
  | { verdict: 'rejected'; fault: Fault }
  | {
      verdict: 'accepted' | 'corrected' | 'held';
      state: RecordState;
      doubt: Doubt | null;
      move: ListingMove | null;
    };

export const doubtTexts: Record<Doubt, string> = {
  'subject.kind-differs': '该证件号码在登记系统中属于另一类主体，须由登记机构核实。',
  'subject.two-files': '本行的几个证件号码在登记系统中属于不同主体，须由登记机构核实。',
};

export const resolveSubject = (row: PreparedRow, known: ReadonlyMap<string, Subject>): Resolution => {
  const found = row.identifiers.flatMap(({ lookup }) => known.get(lookup) ?? []);
  const subject = found[0];
  const { kind, name } = row.draft.subject;
  return {
    subject,
    doubt: doubtAbout(found, kind),
    missing: row.identifiers.filter(({ lookup }) => !known.has(lookup)),
    nameOnFile: subject && subject.name !== name ? subject.name : null,
  };
};

const doubtAbout = (found: readonly Subject[], kind: SubjectKind): Doubt | null => {
  if (found.some(({ id }) => id !== found[0]?.id)) return 'subject.two-files';
  return found[0] && found[0].kind !== kind ? 'subject.kind-differs' : null;
};

export const isUnchanged = (row: PreparedRow, record: KnownRecord | undefined): boolean =>
  record !== undefined &&
  record.contentHash === row.contentHash &&
  (record.state !== 'withdrawn' || row.draft.ended?.state === 'withdrawn');

// A doubtful first row waits for the registrar; a doubtful correction of what already counts is refused and changes nothing.
export const decideRow = (
  row: PreparedRow,
  known: {
    record: KnownRecord | undefined;
    listing: ListingState | null;
    resolution: Resolution;
    today: Day;
  },
): RowDecision => {
  const { record, listing, resolution, today } = known;
  if (isUnchanged(row, record)) return { verdict: 'unchanged' };
  const isFirst = record === undefined || stateAfterCorrection(record.state) !== record.state;
  const { doubt } = resolution;
  if (doubt)
    return isFirst
      ? { verdict: 'held', state: 'held', doubt, move: null }
      : { verdict: 'rejected', fault: { code: doubt, message: doubtTexts[doubt] } };
  const move = moveListing(listing, row.draft.listing, { today, isFirst });
  if (!move.ok)
    return {
      verdict: 'rejected',
      fault: { code: 'listing.ended-before', message: move.detail ?? '' },
    };
  const after = record ? stateAfterCorrection(record.state) : 'live';
  return {
    verdict: record ? 'corrected' : 'accepted',
    state: row.draft.ended?.state ?? after,
    doubt: null,
    move: move.value,
  };
};

export const nameWarning = (row: PreparedRow, nameOnFile: string): Fault => {
  const shown = (name: string) => (row.draft.subject.kind === 'person' ? maskPersonName(name, 'one') : name);
  return {
    code: 'subject.name-differs',
    message: `本行名称“${shown(row.draft.subject.name)}”与登记名称“${shown(nameOnFile)}”不一致，请核对；如已更名可忽略。`,
  };
};
