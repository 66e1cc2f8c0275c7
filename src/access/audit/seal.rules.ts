// The lines that one seal covers: id > afterId (and ≤ throughId where set) and fromXid ≤ xid < toXid.
// Transaction ids are decimal text.
export type SealRange = { afterId: number; throughId: number | null; fromXid: string; toXid: string };

export const GENESIS = '00'.repeat(32);
export const ALL_XIDS = '18446744073709551615';

// The key of a seal covers this. fold: the digests of its lines over the hash of the seal before. Transaction ids are left
// out: whoever changes them selects other lines, or opens a gap.
export const sealText = (seal: SealedLines): string =>
  [
    'audit-seal',
    seal.no,
    seal.afterId,
    seal.throughId ?? '-',
    seal.lineCount,
    seal.highestId,
    seal.previous,
    seal.fold,
    seal.sealedAt,
  ].join('\n');
export type SealedLines = Pick<SealRange, 'afterId' | 'throughId'> & {
  no: number;
  lineCount: number;
  highestId: number;
  previous: string;
  fold: string;
  sealedAt: string;
};

// Where the next seal begins. After a restored back-up (throughId set) transaction ids have begun anew.
export const nextStart = (last: SealRange | undefined): Pick<SealRange, 'afterId' | 'fromXid'> => {
  if (!last) return { afterId: 0, fromXid: '0' };
  return last.throughId === null
    ? { afterId: last.afterId, fromXid: last.toXid }
    : { afterId: last.throughId, fromXid: '0' };
};

export const isRestored = (last: SealRange | undefined, horizon: string): boolean =>
  last !== undefined && last.throughId === null && BigInt(horizon) < BigInt(last.toXid);

// Seals are numbered one by one; a segment begins at a number of its own, above all that were ever given out.
export const nextSealNo = (
  last: { no: number } | undefined,
  segments: readonly { firstSeal: number }[],
): number => Math.max((last?.no ?? 0) + 1, ...segments.map(({ firstSeal }) => firstSeal));

export const isNextNo = (
  no: number,
  before: { no: number } | undefined,
  segments: readonly { firstSeal: number }[],
): boolean => {
  const next = (before?.no ?? 0) + 1;
  return no === next || (no > next && segments.some(({ firstSeal }) => firstSeal === no));
};

// No line may stand between two seals.
export const follows = (seal: SealRange, before: SealRange | undefined): boolean => {
  const start = nextStart(before);
  return seal.afterId === start.afterId && seal.fromXid === start.fromXid;
};
