import { Problem } from '../../kernel/problems.ts';
import { UTF16_MARKS } from './detect-format.ts';
import type { Encoding } from './file-source.ts';

// So much after the first non-ASCII byte decides between UTF-8 and GB18030.
const EVIDENCE_BYTES = 4096;

export type Text = { chunks: AsyncGenerator<string>; encoding: () => Encoding };

// UTF-8 with or without BOM, or GB18030, told by the bytes alone; pure ASCII counts as UTF-8.
export const decodeText = (parts: AsyncIterable<Uint8Array>): Text => {
  let encoding: Encoding = 'utf-8';
  const chunks = async function* () {
    let decoder: TextDecoder | undefined;
    let undecided = new Uint8Array(0);
    for await (const part of parts) {
      if (decoder) {
        yield decode(decoder, part);
        continue;
      }
      undecided = joined(undecided, part);
      if (!isEnough(undecided)) continue;
      ({ decoder, encoding } = decide(undecided));
      yield decode(decoder, undecided);
    }
    if (!decoder) {
      ({ decoder, encoding } = decide(undecided));
      yield decode(decoder, undecided);
    }
    yield decode(decoder);
  };
  return { chunks: withoutMark(chunks()), encoding: () => encoding };
};

const decode = (decoder: TextDecoder, bytes?: Uint8Array): string => {
  try {
    return decoder.decode(bytes, { stream: bytes !== undefined });
  } catch {
    throw new Problem('batch.encoding');
  }
};

const joined = (head: Uint8Array, tail: Uint8Array): Uint8Array<ArrayBuffer> => {
  const whole = new Uint8Array(head.length + tail.length);
  whole.set(head);
  whole.set(tail, head.length);
  return whole;
};

const isEnough = (bytes: Uint8Array): boolean => {
  const first = bytes.findIndex((byte) => byte > 0x7f);
  return first >= 0 && bytes.length - first >= EVIDENCE_BYTES;
};

const decide = (sample: Uint8Array): { decoder: TextDecoder; encoding: Encoding } => {
  if (UTF16_MARKS.some((mark) => mark.every((byte, i) => sample[i] === byte)))
    throw new Problem('batch.encoding');
  for (const encoding of ['utf-8', 'gb18030'] as const) {
    if (fits(sample, encoding)) return { decoder: new TextDecoder(encoding, { fatal: true }), encoding };
  }
  throw new Problem('batch.encoding');
};

const fits = (sample: Uint8Array, encoding: Encoding): boolean => {
  try {
    new TextDecoder(encoding, { fatal: true }).decode(sample, { stream: true });
    return true;
  } catch {
    return false;
  }
};

// GB18030 has a mark too, which its decoder leaves in the text.
async function* withoutMark(chunks: AsyncGenerator<string>): AsyncGenerator<string> {
  let isFirst = true;
  for await (const chunk of chunks) {
    if (chunk === '') continue;
    yield isFirst && chunk.startsWith('\uFEFF') ? chunk.slice(1) : chunk;
    isFirst = false;
  }
}
