import { addDays, type Day } from '../../kernel/day.ts';
import type { Purpose } from '../../registry/subjects/subject.schema.ts';

// The law that lets an office look into a natural person's file for a purpose without asking the person; null: none does, and
// the person must have authorised it. 本市设定: recruitment by offices and public bodies at large is no civil service
// examination, so it needs the person's leave.
const grounds: Record<Purpose, string | null> = {
  commitment: '国办发〔2020〕42号',
  licensing: '行政许可法第三十四条；个人信息保护法第十三条第一款第三项',
  procurement: '政府采购法第二十二条',
  funding: '个人信息保护法第十三条第一款第三项；预算法第五十七条',
  recruitment: null,
  supervision: '国办发〔2019〕35号；个人信息保护法第十三条第一款第三项',
  'own-request': '个人信息保护法第四十五条',
};

/** Basis: 个人信息保护法第十三条、第三十四条 */
export const hasLegalGround = (purpose: Purpose): boolean => grounds[purpose] !== null;

// 本市设定: a page or two, scanned; and asked for anew each year.
export const SCAN_BYTES_AT_MOST = 512 * 1024;
const DAYS_AT_MOST = 366;

export const isFittingPeriod = (from: Day, until: Day, today: Day): boolean =>
  until >= from && until >= today && until <= addDays(from, DAYS_AT_MOST);

export type ScanType = 'application/pdf' | 'image/jpeg' | 'image/png';

const heads: readonly (readonly [ScanType, readonly number[]])[] = [
  ['application/pdf', [0x25, 0x50, 0x44, 0x46, 0x2d]],
  ['image/jpeg', [0xff, 0xd8, 0xff]],
  ['image/png', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
];

/** By its first bytes: a name and a declared type are anybody's to choose. */
export const scanTypeOf = (scan: Uint8Array): ScanType | null =>
  heads.find(([, head]) => head.every((byte, at) => scan[at] === byte))?.[0] ?? null;

export type AuthorisationState = 'valid' | 'not-yet' | 'expired' | 'withdrawn';
type Term = { validFrom: Day; validUntil: Day; withdrawnAt: string | null };

export const authorisationState = (term: Term, today: Day): AuthorisationState => {
  if (term.withdrawnAt !== null) return 'withdrawn';
  if (today < term.validFrom) return 'not-yet';
  return today > term.validUntil ? 'expired' : 'valid';
};

export const base64Of = (bytes: Uint8Array): string =>
  btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));

export const authorisationPurpose = (id: string): string => `authorisation:${id}`;
