import { Problem } from '../../kernel/problems.ts';
import type { Encoding } from './file-source.ts';
import { wholeCharacters } from './utf8-chunks.ts';

// isStart: the file begins with the sample. isWhole: it ends with it.
type About = { isStart: boolean; isWhole: boolean };

// The sample begins with the first byte that is not ASCII; its end may lie within a character.
export const encodingOf = (sample: Uint8Array, { isStart, isWhole }: About): Encoding => {
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
