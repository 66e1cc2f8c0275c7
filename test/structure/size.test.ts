import { expect, test } from 'vitest';
import { filesUnder } from './source-files.ts';

const sizesOf = (...folders: string[]) =>
  filesUnder(...folders).map(({ path, text }) => ({ path, lines: text.trimEnd().split('\n').length }));

const at = (sorted: readonly number[], share: number) => sorted[Math.floor(sorted.length * share)] ?? 0;

const printDistribution = (name: string, lines: number[]) => {
  const sorted = lines.toSorted((a, b) => a - b);
  const total = sorted.reduce((sum, count) => sum + count, 0);
  const whales = sorted.filter((count) => count > 200).reduce((sum, count) => sum + count, 0);
  const share = ((whales / total) * 100).toFixed(1);
  console.log(
    `${name}: ${sorted.length} files, ${total} lines, median ${at(sorted, 0.5)}, p90 ${at(sorted, 0.9)}, ` +
      `longest ${sorted.at(-1)}, in files over 200 lines ${share} %`,
  );
};

test.each([
  ['source', 250, ['src', 'scripts']],
  ['test', 400, ['test']],
] as const)('no %s file is longer than %i lines', (name, cap, folders) => {
  const sizes = sizesOf(...folders);
  printDistribution(
    name,
    sizes.map(({ lines }) => lines),
  );
  expect(sizes.filter(({ lines }) => lines > cap)).toEqual([]);
});
