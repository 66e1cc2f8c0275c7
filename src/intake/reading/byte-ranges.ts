import { Problem } from '../../kernel/problems.ts';
import type { FileSource } from './file-source.ts';

export const sizeOf = async (source: FileSource): Promise<number> => {
  if (source.byteCount !== undefined) return source.byteCount;
  let size = 0;
  for await (const part of source.parts()) size += part.length;
  return size;
};

// Exactly so many bytes from there on, in pieces of at most pieceBytes.
export async function* piecesOf(
  source: FileSource,
  { from, length, pieceBytes }: { from: number; length: number; pieceBytes: number },
): AsyncGenerator<Uint8Array> {
  let left = length;
  if (left === 0) return;
  for await (const part of source.parts(from)) {
    for (let at = 0; at < part.length && left > 0; ) {
      const piece = part.subarray(at, at + Math.min(pieceBytes, left));
      at += piece.length;
      left -= piece.length;
      yield piece;
    }
    if (left === 0) return;
  }
  throw new Problem('batch.unreadable');
}

export const bytesAt = async (source: FileSource, from: number, length: number): Promise<Uint8Array> => {
  const bytes = new Uint8Array(length);
  let at = 0;
  for await (const piece of piecesOf(source, { from, length, pieceBytes: length })) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
};

export async function* skipping(parts: AsyncIterable<Uint8Array>, count: number): AsyncGenerator<Uint8Array> {
  let left = count;
  for await (const part of parts) {
    if (left < part.length) yield left > 0 ? part.subarray(left) : part;
    left = Math.max(0, left - part.length);
  }
}
