import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js';

// Bytes on their way into a set-based statement: decode(x.sealed, 'hex').
export const hex = (bytes: Uint8Array): string => bytesToHex(bytes);

export const fromHex = (text: string): Uint8Array => hexToBytes(text);

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
// Without padding. By hand because every row of an import asks for it three times, and
// btoa takes six times as long.
export const toBase64Url = (bytes: Uint8Array): string => {
  let [text, held, bits] = ['', 0, 0];
  for (const byte of bytes) {
    held = (held << 8) | byte;
    for (bits += 8; bits >= 6; text += DIGITS[(held >> bits) & 63]) bits -= 6;
  }
  return bits > 0 ? text + DIGITS[(held << (6 - bits)) & 63] : text;
};

export const fromBase64Url = (text: string): Uint8Array => {
  const bytes = new Uint8Array(Math.floor((text.length * 6) / 8));
  let [at, held, bits] = [0, 0, 0];
  for (const char of text) {
    held = (held << 6) | DIGITS.indexOf(char);
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes[at++] = (held >> bits) & 255;
  }
  return bytes;
};
