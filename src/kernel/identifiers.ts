import { readCitizenId, readPermanentResidenceId } from './citizen-id.ts';
import { readCountry } from './countries.ts';
import type { Day } from './day.ts';
import type { CodeFault, CodeReading, IdentifierWarning } from './identifier-faults.ts';
import { readBusinessRegistrationNo, readOrgCode } from './registration-numbers.ts';
import { foldText } from './text.ts';
import { readTravelDocument } from './travel-documents.ts';
import { readUscc, type UsccSubjectKind, usccSubjectKind } from './uscc.ts';

export const IDENTIFIER_TYPES = [
  'uscc',
  'citizen-id',
  'permanent-residence-id',
  'hk-macao-permit',
  'taiwan-permit',
  'passport',
  'org-code',
  'business-registration-no',
] as const;
export type IdentifierType = (typeof IDENTIFIER_TYPES)[number];
export type SubjectKind = UsccSubjectKind | 'person';

export type Identifier = {
  type: IdentifierType;
  code: string;
  kind: SubjectKind;
  warnings: IdentifierWarning[];
  // The country of a passport, in three letters.
  country?: string;
  spelled?: string;
};
/** Refused: the first fault speaks, `faults` holds them all. */
export type IdentifierCheck =
  | { ok: true; value: Identifier }
  | ({ ok: false; faults: CodeFault[] } & CodeFault);

type Reader = (code: string, today: Day) => CodeReading;

const READERS: Readonly<Record<IdentifierType, Reader>> = {
  uscc: readUscc,
  'citizen-id': readCitizenId,
  'permanent-residence-id': readPermanentResidenceId,
  'hk-macao-permit': (code) => readTravelDocument('hk-macao-permit', code),
  'taiwan-permit': (code) => readTravelDocument('taiwan-permit', code),
  passport: (code) => readTravelDocument('passport', code),
  'org-code': readOrgCode,
  'business-registration-no': readBusinessRegistrationNo,
};

// A letter O stays a letter O: whoever sent it must look at the document again.
export const normaliseCode = foldText;

export const checkIdentifier = (
  type: IdentifierType,
  raw: string,
  { today, country }: { today: Day; country?: string | undefined },
): IdentifierCheck => {
  const { code, faults, warnings, spelled } = READERS[type](normaliseCode(raw), today);
  const issuer = country === undefined ? undefined : readCountry(country);
  if (country !== undefined) faults.push(...countryFaults(type, issuer));
  const [first] = faults;
  if (first) return { ok: false, ...first, faults };
  const value: Identifier = { type, code, kind: subjectKind(type, code), warnings };
  if (issuer !== undefined) value.country = issuer;
  if (spelled !== undefined) value.spelled = spelled;
  return { ok: true, value };
};

// Two countries may give two people one passport number; no other document's holder depends on its country.
const countryFaults = (type: IdentifierType, issuer: string | undefined): CodeFault[] => {
  if (type !== 'passport')
    return [{ code: 'identifier.country-unused', message: '只有护照填写签发国（地区），其他证件请留空。' }];
  if (issuer !== undefined) return [];
  const message = '不认识该签发国（地区），请填三位字母代码（如 USA）或中文名称（如 美国）。';
  return [{ code: 'identifier.country', message }];
};

const subjectKind = (type: IdentifierType, code: string): SubjectKind => {
  if (isPersonIdentifier(type)) return 'person';
  return type === 'uscc' ? usccSubjectKind(code) : 'organisation';
};

const OF_PERSONS: ReadonlySet<IdentifierType> = new Set<IdentifierType>([
  'citizen-id',
  'permanent-residence-id',
  'hk-macao-permit',
  'taiwan-permit',
  'passport',
]);

export const isPersonIdentifier = (type: IdentifierType): boolean => OF_PERSONS.has(type);

// 410***********0018 for the long numbers; the shorter the number, the less of it may stay readable.
export const maskCode = (type: IdentifierType, code: string): string => {
  if (!isPersonIdentifier(type)) return code;
  const [head, tail] = readableEnds(code.length);
  return code.slice(0, head) + '*'.repeat(code.length - head - tail) + code.slice(code.length - tail);
};

const readableEnds = (length: number): [head: number, tail: number] => {
  if (length >= 15) return [3, 4];
  if (length >= 8) return [1, 2];
  return length >= 5 ? [1, 1] : [0, 0];
};
