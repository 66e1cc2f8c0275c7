import { bytesToHex } from '@noble/hashes/utils.js';

// UUID version 7: time first, so that indexes grow at their end.
export const newIdAt = (at: Date, randomBytes: (count: number) => Uint8Array): string => {
  const bytes = new Uint8Array(16);
  bytes.set(randomBytes(10), 6);
  let ms = at.getTime();
  for (let place = 5; place >= 0; place--) {
    bytes[place] = ms % 256;
    ms = Math.floor(ms / 256);
  }
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytesToHex(bytes);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
};
