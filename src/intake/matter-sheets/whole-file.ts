import { Problem } from '../../kernel/problems.ts';
import type { FileSource } from '../reading/file-source.ts';
import { boundaryOf, multipartFile, type PartHead } from '../uploads/multipart-file.ts';
import { joined, splitParts } from '../uploads/split-parts.ts';

export type Upload = { contentType: string; body: AsyncIterable<Uint8Array> | null };

const PART_BYTES = 256 * 1024;

// A catalogue of matters is a few thousand lines: it is read whole, within a bound, and nothing of it is stored as a file.
export const wholeFile = async ({ contentType, body }: Upload, maxBytes: number): Promise<FileSource> => {
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
