import { placedCodewords } from './qr-placement.ts';

// QR code model 2, byte mode, error correction level M, versions 1 to 10: up to 213 bytes.
// Basis: GB/T 18284-2000 快速响应矩阵码
const EC_PER_BLOCK = [10, 16, 26, 18, 24, 16, 18, 22, 22, 26];
const BLOCKS = [1, 1, 1, 2, 2, 4, 4, 4, 5, 5];
const TOTAL_CODEWORDS = [26, 44, 70, 100, 134, 172, 196, 242, 292, 346];

/** Rows of modules, true is dark; undefined when the text is too long. */
export const qrCode = (text: string): readonly (readonly boolean[])[] | undefined => {
  const bytes = [...new TextEncoder().encode(text)];
  const version = EC_PER_BLOCK.findIndex((_, index) => bytes.length <= roomFor(index + 1)) + 1;
  if (version === 0) return undefined;
  return placedCodewords(version, interleaved(version, dataCodewords(version, bytes)));
};

const at = (list: readonly number[], index: number) => list[index] ?? 0;
const capacity = (version: number) =>
  at(TOTAL_CODEWORDS, version - 1) - at(EC_PER_BLOCK, version - 1) * at(BLOCKS, version - 1);
const lengthBits = (version: number) => (version < 10 ? 8 : 16);
const roomFor = (version: number) => Math.floor((capacity(version) * 8 - 4 - lengthBits(version)) / 8);

const BYTE_MODE = 0b0100;
const PAD = [0xec, 0x11];

const dataCodewords = (version: number, bytes: readonly number[]): number[] => {
  const room = capacity(version);
  const written = bits(BYTE_MODE, 4) + bits(bytes.length, lengthBits(version)) + bytes.map(octet).join('');
  const ended = written.padEnd(Math.min(room * 8, written.length + 4), '0');
  const whole = ended.padEnd(Math.ceil(ended.length / 8) * 8, '0');
  const words = (whole.match(/.{8}/g) ?? []).map((word) => Number.parseInt(word, 2));
  const padding = Array.from({ length: room - words.length }, (_, index) => at(PAD, index % 2));
  return [...words, ...padding];
};

const bits = (value: number, width: number) => value.toString(2).padStart(width, '0');
const octet = (value: number) => bits(value, 8);

// Short blocks come first; codewords of all blocks alternate so that a smudge hurts each block a little.
const interleaved = (version: number, words: readonly number[]): number[] => {
  const blockCount = at(BLOCKS, version - 1);
  const ecCount = at(EC_PER_BLOCK, version - 1);
  const short = Math.floor(words.length / blockCount);
  const shortCount = blockCount - (words.length % blockCount);
  const starts = Array.from({ length: blockCount + 1 }, (_, b) => b * short + Math.max(0, b - shortCount));
  const blocks = starts.slice(0, -1).map((start, b) => words.slice(start, starts[b + 1]));
  const divisor = generator(ecCount);
  const checks = blocks.map((block) => remainder(block, divisor));
  return [...byColumn(blocks, short + 1), ...byColumn(checks, ecCount)];
};

const byColumn = (blocks: readonly (readonly number[])[], length: number): number[] =>
  Array.from({ length }, (_, column) =>
    blocks.map((block) => block[column]).filter((word) => word !== undefined),
  ).flat();

// Reed–Solomon over GF(256) with x^8 + x^4 + x^3 + x^2 + 1.
const times = (a: number, b: number): number => {
  let product = 0;
  for (let bit = 7; bit >= 0; bit--) {
    product = (product << 1) ^ ((product >>> 7) * 0x11d);
    product ^= ((b >>> bit) & 1) * a;
  }
  return product;
};

const generator = (degree: number): number[] => {
  let root = 1;
  let product = [...Array.from({ length: degree - 1 }, () => 0), 1];
  for (let step = 0; step < degree; step++) {
    product = product.map((factor, index) => times(factor, root) ^ at(product, index + 1));
    root = times(root, 2);
  }
  return product;
};

const remainder = (block: readonly number[], divisor: readonly number[]): number[] =>
  block.reduce<number[]>(
    (rest, word) => {
      const factor = word ^ at(rest, 0);
      const shifted = [...rest.slice(1), 0];
      return shifted.map((value, index) => value ^ times(at(divisor, index), factor));
    },
    divisor.map(() => 0),
  );
