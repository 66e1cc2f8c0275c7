import type { RowKey } from '../../law/catalogs/reading/assess-row.rules.ts';
import { incrementalSha256, sha256Of } from '../../platform/keys/hash.ts';

const BYTES = 32;
// A view of each imprint is held while they are sorted: 30 MB.
const MOST_AT_ONCE = 250_000;
const FIRST_BYTES = 256;

export type ListDigest = { imprintCount: number; sha256: string };

// The part of a row that both sides can write down: its source number and its business key, as they are read.
export const imprintText = ({ sourceNo, businessKey }: RowKey): string =>
  [sourceNo ?? '', ...businessKey].join('\t');

export const imprintsOf = (keys: readonly RowKey[]): Uint8Array => {
  const imprints = new Uint8Array(keys.length * BYTES);
  keys.forEach((key, at) => {
    imprints.set(sha256Of(imprintText(key)), at * BYTES);
  });
  return imprints;
};

// SHA-256 over all imprints in ascending order, one after another. read() gives them anew for each pass; a
// pass takes those that begin with certain bytes, so that a long list needs no more memory than a short one.
export const digestOf = async (
  read: () => AsyncIterable<Uint8Array>,
  expected: number,
): Promise<ListDigest> => {
  const digest = incrementalSha256();
  let imprintCount = 0;
  const passes = Math.min(FIRST_BYTES, Math.max(1, Math.ceil(expected / MOST_AT_ONCE)));
  for (let pass = 0; pass < passes; pass++) {
    const from = Math.floor((FIRST_BYTES * pass) / passes);
    const until = Math.floor((FIRST_BYTES * (pass + 1)) / passes);
    for (const held of await heldBetween(read(), { from, until })) {
      for (const imprint of held.sort(inOrder)) digest.update(imprint);
      imprintCount += held.length;
      await pause();
    }
  }
  return { imprintCount, sha256: digest.hex() };
};

const heldBetween = async (
  pieces: AsyncIterable<Uint8Array>,
  { from, until }: { from: number; until: number },
): Promise<Uint8Array[][]> => {
  const held = Array.from({ length: until - from }, (): Uint8Array[] => []);
  for await (const piece of pieces)
    for (let at = 0; at < piece.byteLength; at += BYTES)
      held[(piece[at] ?? 0) - from]?.push(piece.subarray(at, at + BYTES));
  return held;
};

const inOrder = (a: Uint8Array, b: Uint8Array): number => {
  for (let at = 0; at < BYTES; at++) {
    const difference = (a[at] ?? 0) - (b[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
};

// Lets the service answer others between two groups.
const pause = () => new Promise<void>((go) => setImmediate(go));
