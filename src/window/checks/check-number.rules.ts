import type { Day } from '../../kernel/day.ts';

// No I, L, O, U: what a clerk reads aloud must not be misheard.
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
export const spell = (bytes: Uint8Array) => {
  let spelled = '';
  for (const byte of bytes) spelled += ALPHABET[byte % 32];
  return spelled;
};

// HC20261124-7K3M9Q2A: the day first, so that the index grows at its end.
export const newCheckNo = (on: Day, random8: Uint8Array): string =>
  `HC${on.replaceAll('-', '')}-${spell(random8)}`;
