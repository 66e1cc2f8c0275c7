import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { outbuildings, rooms } from './rooms.ts';
import { filesUnder, importsOf, type SourceFile } from './source-files.ts';

// Between rooms, imports run up the list only; inside a room, the floors are enough (floors.test.ts).
const roomOf = (path: string): string => path.split('/')[1] ?? '';
const placeOf = (room: string): number => rooms.findIndex((known) => known === room);

const isAllowed = (from: string, to: string): boolean => {
  if (from === to || from === 'node' || from === 'worker' || from.endsWith('.ts')) return true;
  if (from === 'client') return to === 'kernel';
  return placeOf(to) >= 0 && placeOf(to) < placeOf(from);
};

const faultsOf = (file: SourceFile): string[] =>
  importsOf(file)
    .filter(({ path }) => path.startsWith('src/') && !isAllowed(roomOf(file.path), roomOf(path)))
    .map(({ path }) => `${file.path} → ${path}`);

test('between rooms, imports run up the list only', () => {
  expect(filesUnder('src').flatMap(faultsOf)).toEqual([]);
});

test('the disk holds these rooms and no other, and a folder no more files than one can read', () => {
  const top = readdirSync('src', { withFileTypes: true });
  const folders = top.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  expect(folders.sort()).toEqual([...rooms, ...outbuildings].sort());
  const counts = Map.groupBy(filesUnder('src'), ({ path }) => path.slice(0, path.lastIndexOf('/')));
  const crowded = [...counts]
    .map(([path, { length }]) => ({ path, length }))
    .filter(({ length }) => length > 45);
  expect(crowded).toEqual([]);
});

test('docs/architecture.md draws each room in this order', () => {
  const drawn = [...readFileSync('docs/architecture.md', 'utf8').matchAll(/^ {2}([a-z]+)\/ +\S/gm)].map(
    ([, name]) => name,
  );
  expect(drawn).toEqual(rooms);
});

test('docs/architecture.md draws each folder of a room, and no other', () => {
  const lines = readFileSync('docs/architecture.md', 'utf8').matchAll(/^ {2}([a-z]+)\/ +(\S.*)$/gm);
  const drawn = [...lines].map(([, room = '', rest = '']) => [
    room,
    [...rest.matchAll(/(?<![\w-])([a-z-]+)\//g)].map(([, folder]) => folder).sort(),
  ]);
  const onDisk = (room: string) =>
    readdirSync(`src/${room}`, { withFileTypes: true })
      .flatMap((entry) => (entry.isDirectory() ? [entry.name] : []))
      .sort();
  // The kernel's tables of problems are parts of one file.
  expect(drawn).toEqual(rooms.map((room) => [room, room === 'kernel' ? [] : onDisk(room)]));
});

test.each([
  ['src/registry/subjects/find-subject.ts', "import { x } from '../../src/intake/rows/intake.ts'"],
  ['src/window/checks/run-check.ts', "import { x } from '../../src/notices/delivery/delivery.rules.ts'"],
  ['src/platform/door/act.ts', "import { x } from '../../src/registry/records/record.store.ts'"],
  ['src/kernel/day.ts', "import { x } from '../../src/platform/door/db.ts'"],
  ['src/client/verify-webhook.ts', "import { x } from '../../src/platform/door/db.ts'"],
  ['src/law/matters/matter.store.ts', "import { x } from '../../../src/app.ts'"],
])('%s importing downward is caught', (path, text) => {
  expect(faultsOf({ path, text })).toHaveLength(1);
});
