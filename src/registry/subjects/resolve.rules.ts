import type { IdentifierType } from '../../kernel/identifiers.ts';
import { orgCodeOf } from '../../kernel/uscc.ts';
import { plainLookup } from './subject-lookup.ts';

// same: other keys of the same holder, as older releases filed it. implied: stands on the file beside it.
// alike: keys that may be somebody else's.
export type Key = {
  type: IdentifierType;
  code: string;
  lookup: string;
  isDerived?: boolean;
  same?: readonly string[];
  implied?: Key;
  alike?: readonly string[];
};
// isProvisional: found by what another row of the same file says; not written yet.
type Found = { id: number; originId: number; isProvisional?: boolean };
// Keys of takenKey: subjects that already have a credit code or a citizen's number, of which nobody has two.
export type Taken = ReadonlySet<string>;
export type SubjectChoice<S> = {
  subject: S | undefined;
  // The files that the row's other numbers belong to.
  others: readonly S[];
  // Numbers of the row that are on no file yet.
  missing: readonly Key[];
  // The strongest number has to open a file of its own.
  opensOwn: boolean;
  strongest: Key | undefined;
};

const rank = ({ type, isDerived }: Key) =>
  type === 'uscc' ? 0 : type === 'citizen-id' ? 1 : isDerived ? 3 : 2;

const isUnique = ({ type }: Key) => type === 'uscc' || type === 'citizen-id';
// Older registration numbers have no check digit: they find a file, but join it to nothing.
const isCertain = ({ type, code }: Key) => type !== 'business-registration-no' || code.length === 15;

export const takenKey = (subjectId: number, type: string): string => `${subjectId} ${type}`;

// Basis: GB 32100-2015: characters 9–17 of a credit code are the organisation code.
export const derivedKey = ({ type, code }: Key): Key | undefined => {
  if (type !== 'uscc') return undefined;
  const orgCode = orgCodeOf(code);
  return { type: 'org-code', code: orgCode, lookup: plainLookup('org-code', orgCode), isDerived: true };
};

// A person's region is that of the agency that speaks of them: the first digits of an identity number are
// private.
// Basis: GB 32100-2015 第 3–8 位为登记管理机关行政区划
export const regionOf = (identifier: Key, agencyRegion: string) =>
  identifier.type === 'uscc' ? identifier.code.slice(2, 8) : agencyRegion;

// The strongest number first, then the one that it holds. An organisation code that is not the one in the
// credit code belongs to somebody else, or is mistyped: nothing is looked up by it.
export const keysOf = (identifiers: readonly Key[]): { keys: readonly Key[]; contradicted: boolean } => {
  const uscc = identifiers.find(({ type }) => type === 'uscc');
  const derived = uscc && derivedKey(uscc);
  const kept = derived
    ? identifiers.filter(({ type, code }) => type !== 'org-code' || code === derived.code)
    : identifiers;
  const isWritten = kept.some(({ lookup }) => lookup === derived?.lookup);
  const keys = [...kept, ...(derived && !isWritten ? [derived] : [])];
  return { keys: keys.toSorted((a, b) => rank(a) - rank(b)), contradicted: kept.length < identifiers.length };
};

export const contradictedKeys = (identifiers: readonly Key[]): readonly Key[] => {
  const { keys } = keysOf(identifiers);
  return identifiers.filter((one) => one.type === 'org-code' && !keys.includes(one));
};

// Nothing is guessed: a row goes to the file of its strongest number, and takes no other number with it where
// two files speak.
export const chooseSubject = <S extends Found>(
  identifiers: readonly Key[],
  known: ReadonlyMap<string, S>,
  taken: Taken,
): SubjectChoice<S> => {
  const { keys } = keysOf(identifiers);
  const [strongest] = keys;
  const found = keys.flatMap((key) => {
    const subject = known.get(key.lookup);
    return subject ? [{ key, subject }] : [];
  });
  const first = found[0];
  const opensOwn =
    strongest !== undefined &&
    (first === undefined || (first.key !== strongest && !joins(strongest, first, taken)));
  const subject = opensOwn ? undefined : first?.subject;
  const others = distinct(found.map((one) => one.subject)).filter(({ id }) => id !== subject?.id);
  const isOnFile = (on: S | undefined) => on !== undefined && on.isProvisional !== true;
  const missing = others.length > 0 ? [] : keys.filter(({ lookup }) => !isOnFile(known.get(lookup)));
  return { subject, others, missing, opensOwn, strongest };
};

const joins = (strongest: Key, { key, subject }: { key: Key; subject: Found }, taken: Taken) =>
  !isUnique(strongest) || (isCertain(key) && !taken.has(takenKey(subject.id, strongest.type)));

const distinct = <S extends Found>(subjects: readonly S[]): S[] => [
  ...new Map(subjects.map((subject) => [subject.id, subject])).values(),
];
