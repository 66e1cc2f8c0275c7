import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { decodeText } from '../../../src/intake/reading/decode-text.ts';
import { Problem } from '../../../src/kernel/problems.ts';
import { gb18030Of } from '../../kit/gb18030.ts';
import { bytesOf } from './files.ts';

const MB = 1_048_576;

async function* cut(bytes: Uint8Array, sizes: readonly number[]): AsyncGenerator<Uint8Array> {
  for (let at = 0, turn = 0; at < bytes.length; turn++) {
    const size = sizes[turn % sizes.length] ?? 1;
    yield bytes.subarray(at, at + size);
    at += size;
  }
}

const read = async (parts: AsyncIterable<Uint8Array>): Promise<string> => {
  const { chunks, encoding } = decodeText(parts);
  const texts: string[] = [];
  try {
    for await (const chunk of chunks) texts.push(chunk);
  } catch (error) {
    if (error instanceof Problem) return error.code;
    throw error;
  }
  return `${encoding()}|${texts.join('')}`;
};

const utf16Of = (text: string, isLittle: boolean): Uint8Array => {
  const bytes = Buffer.from(`\uFEFF${text}`, 'utf16le');
  return new Uint8Array(isLittle ? bytes : bytes.swap16());
};

const BYTES_OF: Readonly<Record<string, (text: string) => Uint8Array>> = {
  'utf-8': bytesOf,
  gb18030: gb18030Of,
  'utf-16le': (text) => utf16Of(text, true),
  'utf-16be': (text) => utf16Of(text, false),
};

// CA BE C0 FD: no UTF-8. Among them characters of two and of four bytes in GB18030, of two, three and four in
// UTF-8.
const START = '示例';
const anyText = fc.array(fc.constantFrom('示', '例', 'é', 'ß', '㐀', '€', '𐀀', 'a', ',', '\n', '"', 'ѧ'));
// Before, at and beyond what is looked into before the first text is given, and what decides.
const prefixes = fc.constantFrom(0, 1, 2, 63, 300_000, MB - 1, MB, MB + 1);
const fillings = fc.constantFrom(0, 1, 5, 262_141, 262_144, 262_147);
const sizes = fc.oneof(
  fc.array(fc.integer({ min: 4096, max: 300_000 }), { minLength: 1, maxLength: 4 }),
  fc.constantFrom([MB * 2], [262_144], [16_384, 1, 3]),
);

describe.each(Object.keys(BYTES_OF))('%s', (encoding) => {
  it('is told and read alike, wherever the parts end and wherever the first character that is not ASCII stands', async () => {
    await fc.assert(
      fc.asyncProperty(prefixes, fillings, anyText, sizes, async (prefix, filling, more, parts) => {
        const text = `${'a'.repeat(prefix)}${START}${more.join('')}${'b'.repeat(filling)}${more.join('')}${START}`;
        const bytes = (BYTES_OF[encoding] as (text: string) => Uint8Array)(text);
        expect((await read(cut(bytes, parts))) === `${encoding}|${text}`).toBe(true);
      }),
      { numRuns: 40 },
    );
  });

  it('is read byte by byte', async () => {
    await fc.assert(
      fc.asyncProperty(anyText, async (more) => {
        const text = `a${START}${more.join('')}${START}`;
        const bytes = (BYTES_OF[encoding] as (text: string) => Uint8Array)(text);
        expect(await read(cut(bytes, [1]))).toBe(`${encoding}|${text}`);
      }),
      { numRuns: 60 },
    );
  });
});

it('any bytes are the same text or the same problem, wherever the parts end', async () => {
  const bytes = fc.array(
    fc.oneof(fc.integer({ min: 0, max: 255 }), fc.constantFrom(0x41, 0x81, 0x30, 0xe4, 0xb8)),
  );
  const few = fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 5 });
  await fc.assert(
    fc.asyncProperty(bytes, few, async (found, parts) => {
      const whole = Uint8Array.from(found);
      expect(await read(cut(whole, parts))).toBe(await read(cut(whole, [whole.length || 1])));
    }),
    { numRuns: 500 },
  );
});

describe('at the end of a file', () => {
  it('what would be half a character of UTF-8 and is a whole one of GB18030 is that', async () => {
    const bytes = Uint8Array.of(...bytesOf('name\nA'), 0xe4, 0xb8);
    expect(await read(cut(bytes, [3]))).toBe('gb18030|name\nA涓');
  });

  it('a file of UTF-8 that breaks off within a character is broken, not GB18030', async () => {
    const bytes = bytesOf('甲,中文字').slice(0, -1);
    expect(await read(cut(bytes, [100]))).toBe('batch.encoding');
  });

  it.each([
    ['nothing', '', 'utf-8|'],
    ['a mark alone', '\uFEFF', 'utf-8|'],
    ['ASCII', 'abc', 'utf-8|abc'],
    ['a mark within the text', 'a\uFEFFb示', 'utf-8|a\uFEFFb示'],
  ])('%s counts as UTF-8', async (_, text, expected) => {
    expect(await read(cut(bytesOf(text), [2]))).toBe(expected);
  });
});

describe('the work', () => {
  afterEach(() => {
    vi.restoreAllMocks();
    vi.unstubAllGlobals();
  });

  // Bytes that pass through a decoder or from one array into another.
  const counted = () => {
    const work = { decoded: 0, copied: 0, looked: 0 };
    const bytesAlike: { set: Uint8Array['set']; findIndex: Uint8Array['findIndex'] } = Object.getPrototypeOf(
      Uint8Array.prototype,
    );
    const { set, findIndex } = bytesAlike;
    vi.spyOn(bytesAlike, 'set').mockImplementation(function (this: Uint8Array, source, at) {
      work.copied += source.length;
      set.call(this, source, at);
    });
    vi.spyOn(bytesAlike, 'findIndex').mockImplementation(function (this: Uint8Array, test) {
      work.looked += this.length;
      return findIndex.call(this, test);
    });
    const Real = TextDecoder;
    vi.stubGlobal(
      'TextDecoder',
      class extends Real {
        override decode(bytes?: Uint8Array, options?: TextDecodeOptions): string {
          work.decoded += bytes?.length ?? 0;
          return super.decode(bytes, options);
        }
      },
    );
    return work;
  };

  const repeated = (bytes: Uint8Array, count: number) =>
    new Uint8Array(Buffer.concat(Array.from({ length: count }, () => bytes)));
  const LINE = 'A,B,C\n';
  it.each([
    ['ASCII', (length: number) => bytesOf(LINE.repeat(length / LINE.length))],
    ['UTF-8', (length: number) => bytesOf('示例,B\n'.repeat(length / 9))],
    ['GB18030', (length: number) => repeated(gb18030Of('示例,B\n'), length / 7)],
    [
      'ASCII with its first Chinese at the very end',
      (length: number) => gb18030Of(`${LINE.repeat(length / LINE.length)}${START}`),
    ],
  ])('for %s grows as the file does, and little is ever held back', async (_, fileOf) => {
    const bytes = fileOf(8 * MB);
    const work = counted();
    let pulled = 0;
    const parts = async function* () {
      for await (const part of cut(bytes, [16_384])) {
        pulled += part.length;
        yield part;
      }
    };
    let given = 0;
    let mostHeld = 0;
    for await (const chunk of decodeText(parts()).chunks) {
      given += chunk.length;
      const isAscii = given > 0 && chunk.charCodeAt(0) < 0x80;
      if (isAscii && bytes[0] === 0x41) mostHeld = Math.max(mostHeld, pulled - given);
    }
    expect(mostHeld).toBeLessThanOrEqual(MB + 16_384);
    expect(work.decoded).toBeLessThan(bytes.length + MB);
    expect(work.copied).toBeLessThan(bytes.length + MB);
    expect(work.looked).toBeLessThan(bytes.length + MB);
  });
});
