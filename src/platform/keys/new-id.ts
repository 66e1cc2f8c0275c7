import { bytesToHex } from '@noble/hashes/utils.js';

const MOST_IN_ONE_MS = 0xfff;

// UUID version 7: time first, so that indexes grow at their end; then a counter, so that ids made in one
// millisecond keep the order of their making (RFC 9562 §6.2, method 1); then chance. A clock set back
// does not turn the order round.
export const idMaker = (randomBytes: (count: number) => Uint8Array): ((at: Date) => string) => {
  let last = 0;
  let counter = 0;
  return (at) => {
    const ms = Math.max(at.getTime(), last);
    counter = ms > last ? 0 : counter + 1;
    last = counter > MOST_IN_ONE_MS ? ms + 1 : ms;
    if (counter > MOST_IN_ONE_MS) counter = 0;
    return idOf(last, counter, randomBytes(8));
  };
};

const idOf = (ms: number, counter: number, chance: Uint8Array): string => {
  const bytes = new Uint8Array(16);
  bytes.set(chance, 8);
  let rest = ms;
  for (let place = 5; place >= 0; place--) {
    bytes[place] = rest % 256;
    rest = Math.floor(rest / 256);
  }
  bytes[6] = 0x70 | (counter >> 8);
  bytes[7] = counter & 0xff;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytesToHex(bytes);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
};
