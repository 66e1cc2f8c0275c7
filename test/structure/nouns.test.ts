import { expect, test } from 'vitest';
import { filesUnder, importsOf, nounOf, type SourceFile } from './source-files.ts';

// Imports go leftward; nouns of one group may know each other, in one direction only.
const groups = [
  ['kernel'],
  ['agencies', 'staff', 'rulebook', 'calendar', 'catalogs', 'matters', 'audit', 'feeds'],
  ['subjects'],
  ['records', 'measures'],
  ['listings'],
  ['batches'],
  ['cases'],
  ['merges', 'repairs', 'disputes'],
  ['credit-files', 'checks', 'simulations'],
  ['public-lists'],
  ['reports'],
];
const above = new Set(['node', 'worker']);
const standsApart = new Set(['notices', 'client']);
const columnOf = (noun: string) => groups.findIndex((group) => group.includes(noun));

const pairsOf = (file: SourceFile) =>
  importsOf(file).flatMap(({ path }) => {
    const [from, to] = [nounOf(file.path), nounOf(path)];
    return from && to && from !== to && !above.has(from) ? [{ file: file.path, path, from, to }] : [];
  });

const orderFaults = (file: SourceFile): string[] =>
  pairsOf(file).flatMap(({ path, from, to }) => {
    const arrow = `${file.path} → ${path}`;
    if (standsApart.has(to)) return [`${arrow}: nobody imports ${to}`];
    if (to === 'platform')
      return from === 'kernel' || from === 'client' ? [`${arrow}: ${from} knows no plumbing`] : [];
    if (from === 'platform')
      return to === 'kernel' || /\.rules\.ts$/.test(path) ? [] : [`${arrow}: platform knows no noun`];
    if (from === 'client') return to === 'kernel' ? [] : [`${arrow}: the client stands alone`];
    if (from === 'notices' || columnOf(to) <= columnOf(from)) return [];
    return [`${arrow}: nouns import leftward, ${to} stands to the right of ${from}`];
  });

test('nouns import leftward, and nobody imports notices', () => {
  expect(filesUnder('src').flatMap(orderFaults)).toEqual([]);
});

test('every noun folder has its place in the order', () => {
  const nouns = new Set(filesUnder('src').flatMap(({ path }) => nounOf(path) ?? []));
  const placed = new Set([...groups.flat(), ...above, ...standsApart, 'platform']);
  expect([...nouns].filter((noun) => !placed.has(noun))).toEqual([]);
});

test('no two nouns know each other', () => {
  const pairs = new Set(
    filesUnder('src')
      .flatMap(pairsOf)
      .filter(({ from, to }) => from !== 'platform' && to !== 'platform')
      .map(({ from, to }) => `${from} ${to}`),
  );
  expect([...pairs].filter((pair) => pairs.has(pair.split(' ').reverse().join(' ')))).toEqual([]);
});

test.each([
  ['src/subjects/find-subject.ts', "import { x } from '../records/record.store.ts'"],
  ['src/window/checks/run-check.ts', "import { x } from '../notices/delivery.rules.ts'"],
  ['src/platform/door/act.ts', "import { x } from '../records/record.store.ts'"],
])('%s importing rightward is caught', (path, text) => {
  expect(orderFaults({ path, text })).toHaveLength(1);
});
