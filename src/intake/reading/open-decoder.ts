import { Problem } from '../../kernel/problems.ts';
import { joined } from '../uploads/split-parts.ts';
import type { Encoding } from './file-source.ts';
import { wholeCharacters } from './utf8-chunks.ts';

// Bytes in, their text out; without bytes the end, which must not lie within a character.
export type Decoder = (bytes?: Uint8Array) => string;

export const openDecoder = (encoding: Encoding): Decoder =>
  encoding === 'utf-8' ? utf8Decoder() : streamDecoder(encoding);

const decoded = (read: () => string): string => {
  try {
    return read();
  } catch {
    throw new Problem('batch.encoding');
  }
};

const utf8Decoder = (): Decoder => {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  let rest = new Uint8Array(0);
  return (bytes) => {
    const all = bytes ? withRest(rest, bytes) : rest;
    const end = bytes ? wholeCharacters(all) : all.length;
    rest = all.slice(end);
    return decoded(() => decoder.decode(all.subarray(0, end)));
  };
};

const withRest = (rest: Uint8Array, bytes: Uint8Array) => (rest.length > 0 ? joined([rest, bytes]) : bytes);

const streamDecoder = (encoding: Encoding): Decoder => {
  const decoder = new TextDecoder(encoding, { fatal: true });
  return (bytes) => decoded(() => decoder.decode(bytes, { stream: bytes !== undefined }));
};
