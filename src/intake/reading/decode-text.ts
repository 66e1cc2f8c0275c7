import { Problem } from '../../kernel/problems.ts';
import { joined } from '../uploads/split-parts.ts';
import type { Encoding } from './file-source.ts';
import { type Decoder, openDecoder } from './open-decoder.ts';
import { wholeCharacters } from './utf8-chunks.ts';

// This many bytes, from the first that is not ASCII, decide between UTF-8 and GB18030.
const EVIDENCE_BYTES = 262_144;
// This many bytes are read before the first text is given: most encodings are known by then.
const AHEAD_BYTES = 1_048_576;

// encoding: null while only ASCII was met, which all encodings write alike; known at the end of the text.
export type Text = { chunks: AsyncGenerator<string>; encoding: () => Encoding | null };

// Reads UTF-8 with or without BOM, GB18030, or UTF-16 by its BOM (Excel's “Unicode 文本”), recognised by the
// bytes alone; pure ASCII counts as UTF-8. ASCII is given out at once; only what follows the first other byte
// is held back, and that is bounded.
export const decodeText = (parts: AsyncIterable<Uint8Array>): Text => {
  let encoding: Encoding | null = null;
  const chunks = async function* () {
    const decode = openGuess((found) => {
      encoding = found;
    });
    let ahead: string[] | undefined = [];
    let aheadBytes = 0;
    for await (const part of parts) {
      const text = decode(part);
      aheadBytes += part.length;
      ahead?.push(text);
      if (encoding === null && aheadBytes < AHEAD_BYTES) continue;
      yield ahead ? ahead.join('') : text;
      ahead = undefined;
    }
    const rest = decode();
    yield (ahead?.join('') ?? '') + rest;
  };
  return { chunks: withoutMark(chunks()), encoding: () => encoding };
};

// Where the parts end makes no difference to the encoding that is found.
const openGuess = (onEncoding: (found: Encoding) => void): Decoder => {
  const ascii = openDecoder('utf-8');
  let decode: Decoder | undefined;
  let held: Uint8Array[] = [];
  let [asciiBytes, heldBytes] = [0, 0];
  const settled = (isWhole: boolean): { decode: Decoder; bytes: Uint8Array } => {
    const bytes = joined(held);
    held = [];
    const found = encodingOf(bytes.subarray(0, EVIDENCE_BYTES), { isStart: asciiBytes === 0, isWhole });
    onEncoding(found);
    return { decode: openDecoder(found), bytes };
  };
  const undecided = (part: Uint8Array): string => {
    const end = heldBytes > 0 ? 0 : asciiLength(part);
    asciiBytes += end;
    const text = end > 0 ? ascii(part.subarray(0, end)) : '';
    if (end === part.length) return text;
    held.push(part.subarray(end));
    heldBytes += part.length - end;
    if (heldBytes < EVIDENCE_BYTES) return text;
    const { bytes, ...found } = settled(false);
    decode = found.decode;
    return text + decode(bytes);
  };
  const ended = (): string => {
    if (decode) return decode();
    if (heldBytes > 0) {
      const found = settled(true);
      return found.decode(found.bytes) + found.decode();
    }
    onEncoding('utf-8');
    return '';
  };
  return (part) => {
    if (!part) return ended();
    return decode ? decode(part) : undecided(part);
  };
};

const asciiLength = (bytes: Uint8Array): number => {
  let at = 0;
  while (at < bytes.length && (bytes[at] as number) < 0x80) at++;
  return at;
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

// isStart: the file begins with the sample. isWhole: it ends with it.
type About = { isStart: boolean; isWhole: boolean };

// The sample begins with the first byte that is not ASCII; its end may lie within a character.
const encodingOf = (sample: Uint8Array, { isStart, isWhole }: About): Encoding => {
  if (isStart && sample[0] === 0xff && sample[1] === 0xfe) return 'utf-16le';
  if (isStart && sample[0] === 0xfe && sample[1] === 0xff) return 'utf-16be';
  if (fits(sample, 'utf-8') && !isOnlyCutOff(sample, isWhole)) return 'utf-8';
  if (fits(sample, 'gb18030')) return 'gb18030';
  throw new Problem('batch.encoding');
};

// A file whose one character that is not ASCII breaks off as UTF-8 may be one of GB18030's.
const isOnlyCutOff = (sample: Uint8Array, isWhole: boolean): boolean =>
  isWhole && wholeCharacters(sample) === 0;

const fits = (sample: Uint8Array, encoding: Encoding): boolean => {
  try {
    new TextDecoder(encoding, { fatal: true }).decode(sample, { stream: true });
    return true;
  } catch {
    return false;
  }
};
