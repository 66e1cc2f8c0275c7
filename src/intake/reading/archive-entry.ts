import { Inflate } from 'fflate';
import { Problem } from '../../kernel/problems.ts';
import type { ArchiveEntry } from './archive-directory.ts';
import { bytesAt, piecesOf, skipping } from './byte-ranges.ts';
import type { FileSource } from './file-source.ts';

// One compressed byte can become a thousand: small pieces keep what one step may produce small.
const PIECE_BYTES = 16 * 1024;
const HEADER_BYTES = 30;
const HEADER_MARK = 0x04034b50;
const STORED = 0;
const DEFLATED = 8;

// A file within an archive is read like any other.
export const entrySource = (archive: FileSource, entry: ArchiveEntry): FileSource => ({
  fileName: entry.name,
  byteCount: entry.size,
  parts: (from = 0) => skipping(entryBytes(archive, entry), from),
});

// Ends with a Problem unless exactly the announced bytes come out.
export async function* entryBytes(archive: FileSource, entry: ArchiveEntry): AsyncGenerator<Uint8Array> {
  if (entry.isEncrypted || (entry.method !== STORED && entry.method !== DEFLATED))
    throw new Problem('batch.archive');
  const from = await dataStart(archive, entry);
  const pieces = piecesOf(archive, { from, length: entry.packedSize, pieceBytes: PIECE_BYTES });
  let [size, crc] = [0, 0];
  for await (const bytes of entry.method === STORED ? pieces : inflated(pieces)) {
    size += bytes.length;
    if (size > entry.size) throw new Problem('batch.bomb');
    crc = crc32(bytes, crc);
    yield bytes;
  }
  if (size !== entry.size || crc !== entry.crc) throw new Problem('batch.unreadable');
}

const dataStart = async (archive: FileSource, { headerAt, rawName }: ArchiveEntry): Promise<number> => {
  const header = await bytesAt(archive, headerAt, HEADER_BYTES + rawName.length);
  const view = new DataView(header.buffer);
  const isSame = rawName.every((byte, place) => header[HEADER_BYTES + place] === byte);
  const hasMark = view.getUint32(0, true) === HEADER_MARK;
  if (!hasMark || !isSame || view.getUint16(26, true) !== rawName.length)
    throw new Problem('batch.unreadable');
  return headerAt + HEADER_BYTES + rawName.length + view.getUint16(28, true);
};

async function* inflated(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let ready: Uint8Array[] = [];
  const inflate = new Inflate((bytes) => ready.push(bytes));
  const push = (bytes: Uint8Array, isLast: boolean) => {
    try {
      inflate.push(bytes, isLast);
    } catch (cause) {
      throw new Problem('batch.unreadable', { cause });
    }
  };
  for await (const piece of pieces) {
    push(piece, false);
    yield* ready;
    ready = [];
  }
  push(new Uint8Array(0), true);
  yield* ready;
}

const POLYNOMIAL = 0xedb88320;

const table = Uint32Array.from({ length: 256 }, (_, byte) => {
  let rest = byte;
  for (let bit = 0; bit < 8; bit++) rest = rest & 1 ? (rest >>> 1) ^ POLYNOMIAL : rest >>> 1;
  return rest;
});

// The checksum of a zip entry; goes on from `before`.
const crc32 = (bytes: Uint8Array, before: number): number => {
  let crc = ~before;
  for (let at = 0; at < bytes.length; at++)
    crc = (crc >>> 8) ^ (table[(crc ^ (bytes[at] as number)) & 0xff] as number);
  return ~crc >>> 0;
};
