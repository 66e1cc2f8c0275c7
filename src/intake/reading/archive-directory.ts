import { Problem } from '../../kernel/problems.ts';
import { bytesAt, sizeOf } from './byte-ranges.ts';
import type { FileSource } from './file-source.ts';

export type ArchiveEntry = {
  name: string;
  rawName: Uint8Array;
  isEncrypted: boolean;
  method: number;
  crc: number;
  packedSize: number;
  size: number;
  headerAt: number;
};

const MOST_ENTRIES = 2_000;
const MOST_DIRECTORY_BYTES = 4 * 1024 ** 2;
const MOST_INFLATED = 2 * 1024 ** 3;
const RATIO_FREE = 32 * 1024 ** 2;
const MOST_RATIO = 200;

const END_BYTES = 22;
const LONGEST_COMMENT = 0xffff;
const HEADER_BYTES = 46;
const LOCAL_HEADER_BYTES = 30;
const END_MARK = 0x06054b50;
const END64_MARK = 0x06064b50;
const LOCATOR64_MARK = 0x07064b50;
const ENTRY_MARK = 0x02014b50;
const ENCRYPTED = 1;
const UTF8_NAMES = 1 << 11;
const FULL_16 = 0xffff;
const FULL_32 = 0xffffffff;

// Every program reads only the list at the archive's end. The headers between the files are compared with it
// when a file is opened.
export const readDirectory = async (source: FileSource): Promise<ArchiveEntry[]> => {
  const size = await sizeOf(source);
  const { at, length, count } = await directoryPlace(source, size);
  if (count > MOST_ENTRIES || length > MOST_DIRECTORY_BYTES) throw new Problem('batch.bomb');
  if (at + length > size) throw new Problem('batch.unreadable');
  const entries = entriesOf(await bytesAt(source, at, length), count);
  refuseOverlaps(entries, at);
  refuseBombs(entries, size);
  return entries;
};

const viewOf = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

type Place = { at: number; length: number; count: number };

const directoryPlace = async (source: FileSource, size: number): Promise<Place> => {
  const tailLength = Math.min(size, END_BYTES + LONGEST_COMMENT);
  const view = viewOf(await bytesAt(source, size - tailLength, tailLength));
  for (let at = tailLength - END_BYTES; at >= 0; at--) {
    if (view.getUint32(at, true) !== END_MARK) continue;
    if (at + END_BYTES + view.getUint16(at + 20, true) !== tailLength) continue;
    const place = {
      count: view.getUint16(at + 10, true),
      length: view.getUint32(at + 12, true),
      at: view.getUint32(at + 16, true),
    };
    const isLarge = place.count === FULL_16 || place.length === FULL_32 || place.at === FULL_32;
    return isLarge ? largePlace(source, size - tailLength + at) : place;
  }
  throw new Problem('batch.unreadable');
};

const largePlace = async (source: FileSource, endAt: number): Promise<Place> => {
  if (endAt < 20) throw new Problem('batch.unreadable');
  const locator = viewOf(await bytesAt(source, endAt - 20, 20));
  const recordAt = safe(locator.getBigUint64(8, true));
  if (locator.getUint32(0, true) !== LOCATOR64_MARK || recordAt + 56 > endAt)
    throw new Problem('batch.unreadable');
  const record = viewOf(await bytesAt(source, recordAt, 56));
  if (record.getUint32(0, true) !== END64_MARK) throw new Problem('batch.unreadable');
  return {
    count: safe(record.getBigUint64(32, true)),
    length: safe(record.getBigUint64(40, true)),
    at: safe(record.getBigUint64(48, true)),
  };
};

const safe = (value: bigint): number => {
  if (value > BigInt(Number.MAX_SAFE_INTEGER)) throw new Problem('batch.unreadable');
  return Number(value);
};

const entriesOf = (bytes: Uint8Array, count: number): ArchiveEntry[] => {
  const entries: ArchiveEntry[] = [];
  try {
    for (let at = 0; entries.length < count; ) {
      const { entry, next } = entryAt(bytes, at);
      entries.push(entry);
      at = next;
    }
  } catch (cause) {
    throw cause instanceof Problem ? cause : new Problem('batch.unreadable', { cause });
  }
  return entries;
};

// Reading past the end throws a RangeError, which the caller turns into a Problem.
const entryAt = (bytes: Uint8Array, at: number): { entry: ArchiveEntry; next: number } => {
  const view = viewOf(bytes);
  if (view.getUint32(at, true) !== ENTRY_MARK) throw new Problem('batch.unreadable');
  const flags = view.getUint16(at + 8, true);
  const nameEnd = at + HEADER_BYTES + view.getUint16(at + 28, true);
  const extraEnd = nameEnd + view.getUint16(at + 30, true);
  const next = extraEnd + view.getUint16(at + 32, true);
  if (next > bytes.length) throw new Problem('batch.unreadable');
  const rawName = bytes.slice(at + HEADER_BYTES, nameEnd);
  const entry = {
    name: nameOf(rawName, (flags & UTF8_NAMES) !== 0),
    rawName,
    isEncrypted: (flags & ENCRYPTED) !== 0,
    method: view.getUint16(at + 10, true),
    crc: view.getUint32(at + 16, true),
    packedSize: view.getUint32(at + 20, true),
    size: view.getUint32(at + 24, true),
    headerAt: view.getUint32(at + 42, true),
  };
  return { entry: { ...entry, ...largeSizes(bytes.subarray(nameEnd, extraEnd), entry) }, next };
};

type Sizes = Pick<ArchiveEntry, 'size' | 'packedSize' | 'headerAt'>;

// Zip64: the fields that do not fit stand in an extra block, in this order, and only those.
const largeSizes = (extra: Uint8Array, sizes: Sizes): Partial<Sizes> => {
  const names = (['size', 'packedSize', 'headerAt'] as const).filter((name) => sizes[name] === FULL_32);
  if (names.length === 0) return {};
  const view = viewOf(extra);
  for (let at = 0; at + 4 <= extra.length; at += 4 + view.getUint16(at + 2, true)) {
    if (view.getUint16(at, true) !== 1) continue;
    return Object.fromEntries(
      names.map((name, place) => [name, safe(view.getBigUint64(at + 4 + place * 8, true))]),
    );
  }
  throw new Problem('batch.unreadable');
};

// Windows packs Chinese names in GBK without saying so.
const nameOf = (bytes: Uint8Array, isUtf8: boolean): string => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    if (isUtf8) throw new Problem('batch.unreadable');
    return new TextDecoder('gb18030').decode(bytes);
  }
};

// Overlapping files make a small archive swell without end; programs read a name that is given twice
// differently.
const refuseOverlaps = (entries: readonly ArchiveEntry[], directoryAt: number): void => {
  if (new Set(entries.map(({ name }) => name)).size < entries.length)
    throw new Problem('batch.unreadable', {
      detail: '压缩包内有重名文件，无法确定以哪个为准；请重新打包后上传。',
    });
  const sorted = [...entries].sort((a, b) => a.headerAt - b.headerAt);
  sorted.forEach(({ headerAt, packedSize }, place) => {
    const end = headerAt + LOCAL_HEADER_BYTES + packedSize;
    if (end > (sorted[place + 1]?.headerAt ?? directoryAt)) throw new Problem('batch.unreadable');
  });
};

const refuseBombs = (entries: readonly ArchiveEntry[], archiveSize: number): void => {
  const inflated = entries.reduce((sum, { size }) => sum + size, 0);
  if (inflated > MOST_INFLATED || (inflated > RATIO_FREE && inflated > archiveSize * MOST_RATIO))
    throw new Problem('batch.bomb');
};
