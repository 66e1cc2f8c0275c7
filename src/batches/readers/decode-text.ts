import { Problem } from '../../kernel/problems.ts';
import type { Encoding } from './file-source.ts';
import { wholeCharacters } from './utf8-chunks.ts';

// So much after the first non-ASCII byte decides between UTF-8 and GB18030.
const EVIDENCE_BYTES = 4096;

export type Text = { chunks: AsyncGenerator<string>; encoding: () => Encoding };

type Decoder = (bytes?: Uint8Array) => string;

// UTF-8 with or without BOM, GB18030, or UTF-16 by its BOM (Excel's “Unicode 文本”), told by the bytes alone; pure ASCII
// counts as UTF-8.
export const decodeText = (parts: AsyncIterable<Uint8Array>): Text => {
  let encoding: Encoding = 'utf-8';
  const chunks = async function* () {
    let decode: Decoder | undefined;
    let undecided: Uint8Array = new Uint8Array(0);
    for await (const part of parts) {
      if (decode) {
        yield decode(part);
        continue;
      }
      undecided = joined(undecided, part);
      if (!isEnough(undecided)) continue;
      encoding = encodingOf(undecided);
      decode = DECODERS[encoding]();
      yield decode(undecided);
    }
    if (!decode) {
      encoding = encodingOf(undecided);
      decode = DECODERS[encoding]();
      yield decode(undecided);
    }
    yield decode();
  };
  return { chunks: withoutMark(chunks()), encoding: () => encoding };
};

const decoded = (read: () => string): string => {
  try {
    return read();
  } catch {
    throw new Problem('batch.encoding');
  }
};

const utf8Decoder = (): Decoder => {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  let rest: Uint8Array = new Uint8Array(0);
  return (bytes) => {
    const all = bytes ? joined(rest, bytes) : rest;
    const end = bytes ? wholeCharacters(all) : all.length;
    rest = all.slice(end);
    return decoded(() => decoder.decode(all.subarray(0, end)));
  };
};

const streamDecoder = (encoding: Encoding) => (): Decoder => {
  const decoder = new TextDecoder(encoding, { fatal: true });
  return (bytes) => decoded(() => decoder.decode(bytes, { stream: bytes !== undefined }));
};

const DECODERS: Readonly<Record<Encoding, () => Decoder>> = {
  'utf-8': utf8Decoder,
  gb18030: streamDecoder('gb18030'),
  'utf-16le': streamDecoder('utf-16le'),
  'utf-16be': streamDecoder('utf-16be'),
};

const joined = (head: Uint8Array, tail: Uint8Array): Uint8Array => {
  if (head.length === 0) return tail;
  const whole = new Uint8Array(head.length + tail.length);
  whole.set(head);
  whole.set(tail, head.length);
  return whole;
};

const isEnough = (bytes: Uint8Array): boolean => {
  const first = bytes.findIndex((byte) => byte > 0x7f);
  return first >= 0 && bytes.length - first >= EVIDENCE_BYTES;
};

const encodingOf = (sample: Uint8Array): Encoding => {
  if (sample[0] === 0xff && sample[1] === 0xfe) return 'utf-16le';
  if (sample[0] === 0xfe && sample[1] === 0xff) return 'utf-16be';
  const found = GUESSED.find((encoding) => fits(sample, encoding));
  if (!found) throw new Problem('batch.encoding');
  return found;
};

const GUESSED: readonly Encoding[] = ['utf-8', 'gb18030'];

const fits = (sample: Uint8Array, encoding: Encoding): boolean => {
  try {
    new TextDecoder(encoding, { fatal: true }).decode(sample, { stream: true });
    return true;
  } catch {
    return false;
  }
};

// The mark of GB18030 stays in the text, and so does that of UTF-8 when each chunk is decoded by itself.
async function* withoutMark(chunks: AsyncGenerator<string>): AsyncGenerator<string> {
  let isFirst = true;
  for await (const chunk of chunks) {
    if (chunk === '') continue;
    yield isFirst && chunk.startsWith('\uFEFF') ? chunk.slice(1) : chunk;
    isFirst = false;
  }
}
