import { Problem } from '../../kernel/problems.ts';

export const joined = (pieces: readonly Uint8Array[]): Uint8Array => {
  const whole = new Uint8Array(pieces.reduce((length, piece) => length + piece.byteLength, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.byteLength;
  }
  return whole;
};

// Pieces of any size in, parts of one size out; ends with batch.too-large as soon as the limit is passed.
export async function* splitParts(
  pieces: AsyncIterable<Uint8Array>,
  { partBytes, maxBytes }: { partBytes: number; maxBytes: number },
): AsyncGenerator<Uint8Array> {
  let part = new Uint8Array(partBytes);
  let filled = 0;
  let total = 0;
  for await (const piece of pieces) {
    total += piece.byteLength;
    if (total > maxBytes) throw new Problem('batch.too-large');
    for (let taken = 0; taken < piece.byteLength; ) {
      const bytes = piece.subarray(taken, taken + partBytes - filled);
      part.set(bytes, filled);
      taken += bytes.byteLength;
      filled += bytes.byteLength;
      if (filled < partBytes) continue;
      yield part;
      part = new Uint8Array(partBytes);
      filled = 0;
    }
  }
  if (filled > 0) yield part.subarray(0, filled);
}
