import { Problem } from '../../kernel/problems.ts';
import type { FileSource } from '../reading/file-source.ts';
import { boundaryOf, multipartFile, type PartHead } from './multipart-file.ts';
import { joined, splitParts } from './split-parts.ts';

export type SheetUpload = { contentType: string; body: AsyncIterable<Uint8Array> | null };

const PART_BYTES = 256 * 1024;

// A sheet of matters or of proofs has a few thousand lines: it is read whole, within a bound, and the file is
// not stored.
export const wholeFile = async (
  { contentType, body }: SheetUpload,
  maxBytes: number,
): Promise<FileSource> => {
  if (!body) throw new Problem('batch.empty');
  let head: PartHead = { fileName: null, contentType };
  const boundary = boundaryOf(contentType);
  const pieces = boundary ? multipartFile(body, boundary, (found) => (head = found)) : body;
  const parts: Uint8Array[] = [];
  for await (const part of splitParts(pieces, { partBytes: PART_BYTES, maxBytes })) parts.push(part);
  const bytes = joined(parts);
  if (bytes.byteLength === 0) throw new Problem('batch.empty');
  return {
    ...head,
    byteCount: bytes.byteLength,
    parts: async function* (from = 0) {
      yield bytes.subarray(from);
    },
  };
};
