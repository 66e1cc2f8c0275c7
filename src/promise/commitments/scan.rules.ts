import { granted, type Ruling, refused } from '../../kernel/ruling.ts';

export type Scan = { mediaType: 'image/jpeg' | 'image/png'; bytes: Uint8Array };

export const SCAN_MAX_BYTES = 4 * 1024 * 1024;

const PNG_MARK = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const startsWith = (bytes: Uint8Array, mark: readonly number[]) =>
  mark.every((byte, at) => bytes[at] === byte);

// A picture is known by its structure, never by its name; everything that a camera writes beside it – place,
// device, thumbnails, words – is left out.
export const readScan = (bytes: Uint8Array): Ruling<Scan> => {
  if (bytes.length > SCAN_MAX_BYTES) return refused('commitment.scan-too-large');
  const kept = startsWith(bytes, PNG_MARK)
    ? pngOf(bytes)
    : startsWith(bytes, [0xff, 0xd8, 0xff])
      ? jpegOf(bytes)
      : undefined;
  return kept ? granted(kept) : refused('commitment.scan-no-picture');
};

// Pixels, palette, transparency and colour.
const PNG_KEPT = new Set([
  'IHDR',
  'PLTE',
  'IDAT',
  'IEND',
  'tRNS',
  'gAMA',
  'cHRM',
  'sRGB',
  'iCCP',
  'pHYs',
  'sBIT',
]);

const pngOf = (bytes: Uint8Array): Scan | undefined => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const parts: Uint8Array[] = [bytes.subarray(0, PNG_MARK.length)];
  const seen = new Set<string>();
  for (let at = PNG_MARK.length; at + 12 <= bytes.length; ) {
    const end = at + 12 + view.getUint32(at);
    const kind = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    if (end > bytes.length || (seen.size === 0 && kind !== 'IHDR')) return undefined;
    seen.add(kind);
    if (PNG_KEPT.has(kind)) parts.push(bytes.subarray(at, end));
    if (kind === 'IEND')
      return seen.has('IDAT') ? { mediaType: 'image/png', bytes: joined(parts) } : undefined;
    at = end;
  }
  return undefined;
};

const [SOS, EOI, APP0, APP14, COM] = [0xda, 0xd9, 0xe0, 0xee, 0xfe];
const NO_FRAMES = new Set([0xc4, 0xc8, 0xcc]);
const isLeftOut = (marker: number) => marker === COM || (marker > APP0 && marker <= 0xef && marker !== APP14);
const isFrame = (marker: number) => marker >= 0xc0 && marker <= 0xcf && !NO_FRAMES.has(marker);

// Segment by segment to the first end of picture: a second picture behind it, which a phone adds, is left out.
const jpegOf = (bytes: Uint8Array): Scan | undefined => {
  const parts: Uint8Array[] = [bytes.subarray(0, 2)];
  const seen = { frame: false, scan: false };
  for (let at = 2; at + 2 <= bytes.length; ) {
    const marker = bytes[at + 1] ?? 0;
    if (bytes[at] !== 0xff || marker < 0xc0) return undefined;
    if (marker === EOI) {
      parts.push(bytes.subarray(at, at + 2));
      return seen.frame && seen.scan ? { mediaType: 'image/jpeg', bytes: joined(parts) } : undefined;
    }
    const length = ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0);
    const next = marker === SOS ? endOfScan(bytes, at + 2 + length) : at + 2 + length;
    if (length < 2 || next > bytes.length) return undefined;
    seen.frame ||= isFrame(marker);
    seen.scan ||= marker === SOS;
    if (!isLeftOut(marker)) parts.push(bytes.subarray(at, next));
    at = next;
  }
  return undefined;
};

// Within a scan 0xff is data where a zero or a restart follows it.
const endOfScan = (bytes: Uint8Array, from: number): number => {
  for (let at = from; at + 1 < bytes.length; at++) {
    const next = bytes[at + 1] ?? 0;
    if (bytes[at] === 0xff && next !== 0 && !(next >= 0xd0 && next <= 0xd7)) return at;
  }
  return bytes.length;
};

const joined = (parts: readonly Uint8Array[]): Uint8Array => {
  const whole = new Uint8Array(parts.reduce((total, { length }) => total + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
};
