type Modules = { size: number; dark: boolean[][]; isFixed: boolean[][] };

/** Draws the fixed patterns, lays the codewords in and takes the mask that reads best. */
export const placedCodewords = (version: number, words: readonly number[]): boolean[][] => {
  const blank = fixedPatterns(version);
  layCodewords(blank, words);
  const masked = MASKS.map((isFlipped, mask) => withMask(blank, isFlipped, mask));
  return masked.reduce((best, next) => (penalty(next) < penalty(best) ? next : best));
};

const MASKS: readonly ((row: number, column: number) => boolean)[] = [
  (r, c) => (r + c) % 2 === 0,
  (r) => r % 2 === 0,
  (_, c) => c % 3 === 0,
  (r, c) => (r + c) % 3 === 0,
  (r, c) => (Math.floor(r / 2) + Math.floor(c / 3)) % 2 === 0,
  (r, c) => ((r * c) % 2) + ((r * c) % 3) === 0,
  (r, c) => (((r * c) % 2) + ((r * c) % 3)) % 2 === 0,
  (r, c) => (((r + c) % 2) + ((r * c) % 3)) % 2 === 0,
];

const grid = (size: number) => Array.from({ length: size }, () => Array.from({ length: size }, () => false));

const put = ({ dark, isFixed, size }: Modules, [row, column]: readonly [number, number], isDark: boolean) => {
  const [darkRow, fixedRow] = [dark[row], isFixed[row]];
  if (!darkRow || !fixedRow || column < 0 || column >= size) return;
  darkRow[column] = isDark;
  fixedRow[column] = true;
};

const fixedPatterns = (version: number): Modules => {
  const size = version * 4 + 17;
  const modules: Modules = { size, dark: grid(size), isFixed: grid(size) };
  for (let place = 0; place < size; place++) {
    put(modules, [6, place], place % 2 === 0);
    put(modules, [place, 6], place % 2 === 0);
  }
  for (const corner of [
    [3, 3],
    [3, size - 4],
    [size - 4, 3],
  ] as const)
    rings(modules, corner, { reach: 4, light: [2, 4] });
  for (const centre of alignmentCentres(version, size)) rings(modules, centre, { reach: 2, light: [1] });
  formatBits(modules, 0);
  versionBits(modules, version);
  return modules;
};

const rings = (
  modules: Modules,
  [row, column]: readonly [number, number],
  { reach, light }: { reach: number; light: readonly number[] },
) => {
  for (let dr = -reach; dr <= reach; dr++)
    for (let dc = -reach; dc <= reach; dc++)
      put(modules, [row + dr, column + dc], !light.includes(Math.max(Math.abs(dr), Math.abs(dc))));
};

const alignmentCentres = (version: number, size: number): [number, number][] => {
  if (version === 1) return [];
  const last = size - 7;
  const lines = version < 7 ? [6, last] : [6, version * 2 + 8, last];
  const isFinder = (r: number, c: number) => (r === 6 && (c === 6 || c === last)) || (r === last && c === 6);
  return lines.flatMap((r) => lines.filter((c) => !isFinder(r, c)).map((c): [number, number] => [r, c]));
};

const bch = (value: number, checkBits: number, polynomial: number): number => {
  let rest = value;
  for (let step = 0; step < checkBits; step++) rest = (rest << 1) ^ ((rest >>> (checkBits - 1)) * polynomial);
  return (value << checkBits) | rest;
};
const isSet = (value: number, bit: number) => ((value >>> bit) & 1) === 1;

// Level M is written 00, so the five bits are the mask alone.
const formatBits = (modules: Modules, mask: number) => {
  const word = bch(mask, 10, 0x537) ^ 0x5412;
  const { size } = modules;
  for (let bit = 0; bit < 15; bit++) {
    const near = bit < 6 ? bit : bit < 8 ? bit + 1 : 14 - bit;
    put(modules, bit < 8 ? [near, 8] : [8, bit === 8 ? 7 : near], isSet(word, bit));
    put(modules, bit < 8 ? [8, size - 1 - bit] : [size - 15 + bit, 8], isSet(word, bit));
  }
  put(modules, [size - 8, 8], true);
};

const versionBits = (modules: Modules, version: number) => {
  if (version < 7) return;
  const word = bch(version, 12, 0x1f25);
  for (let bit = 0; bit < 18; bit++) {
    const [far, near] = [modules.size - 11 + (bit % 3), Math.floor(bit / 3)];
    put(modules, [far, near], isSet(word, bit));
    put(modules, [near, far], isSet(word, bit));
  }
};

// Two columns at a time from the right, up and down in turn, stepping over the vertical timing line.
const layCodewords = ({ size, dark, isFixed }: Modules, words: readonly number[]) => {
  let bit = 0;
  for (let pair = 0; pair < (size - 1) / 2; pair++) {
    const right = size - 1 - pair * 2;
    const column = right <= 6 ? right - 1 : right;
    for (let step = 0; step < size; step++)
      for (const c of [column, column - 1]) {
        const r = pair % 2 === 0 ? size - 1 - step : step;
        const row = dark[r];
        if (!row || isFixed[r]?.[c]) continue;
        row[c] = isSet(words[bit >>> 3] ?? 0, 7 - (bit & 7));
        bit++;
      }
  }
};

const withMask = (
  blank: Modules,
  isFlipped: (row: number, column: number) => boolean,
  mask: number,
): boolean[][] => {
  const dark = blank.dark.map((row, r) =>
    row.map((value, c) => (blank.isFixed[r]?.[c] ? value : value !== isFlipped(r, c))),
  );
  formatBits({ ...blank, dark }, mask);
  return dark;
};

const penalty = (rows: readonly (readonly boolean[])[]): number => {
  const columns = rows.map((_, c) => rows.map((row) => row[c] ?? false));
  const lines = [...rows, ...columns].map((line) => line.map(Number).join(''));
  const runs = lines.flatMap((line) => line.match(/0{5,}|1{5,}/g) ?? []);
  const finders = lines.flatMap((line) => line.match(/(?=00001011101|10111010000)/g) ?? []);
  const darkCount = rows.flat().filter(Boolean).length;
  const imbalance = Math.floor(Math.abs((darkCount * 20) / rows.length ** 2 - 10));
  return (
    runs.reduce((sum, run) => sum + run.length - 2, 0) +
    blocks(rows) * 3 +
    finders.length * 40 +
    imbalance * 10
  );
};

const blocks = (rows: readonly (readonly boolean[])[]): number =>
  rows
    .slice(1)
    .flatMap((row, r) =>
      row
        .slice(1)
        .filter((value, c) => value === row[c] && value === rows[r]?.[c] && value === rows[r]?.[c + 1]),
    ).length;
