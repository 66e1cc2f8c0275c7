// Crockford's letters: none looks like a figure.
const LETTERS = 'abcdefghjkmnpqrstvwxyz0123456789';

// Eighty bits as four times four signs, to be read aloud and typed.
export const shortCode = (bytes: Uint8Array): string => {
  let [text, held, bits] = ['', 0, 0];
  for (const byte of bytes) {
    held = ((held << 8) | byte) & 0xffff;
    for (bits += 8; bits >= 5; text += LETTERS[(held >> bits) & 31]) bits -= 5;
  }
  return text.match(/.{1,4}/g)?.join('-') ?? text;
};

// A code as somebody typed it: blanks and dashes count for nothing.
export const typedCode = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s-]+/g, '');

export const isTimeCode = (code: string): boolean => /^\d{6}$/.test(code);
