import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { problems } from '../../src/kernel/problems.ts';
import { filesUnder, withoutComments } from './source-files.ts';

const codes = Object.keys(problems);

test('no code stands in the tables of two rooms', () => {
  const rows = filesUnder('src/kernel/problems').flatMap(({ text }) => [
    ...text.matchAll(/^ {2}'([a-z-]+\.[a-z-]+)':/gm),
  ]);
  expect(rows.map(([, code]) => code).toSorted()).toEqual(codes.toSorted());
});

test('every problem says in Chinese what is wrong and what to do', () => {
  const silent = Object.entries(problems).filter(
    ([, { title, detail }]) => !/\p{Script=Han}/u.test(title) || !/\p{Script=Han}.*。$/u.test(detail),
  );
  expect(silent.map(([code]) => code)).toEqual([]);
});

test('docs/problems.md explains every problem, and no problem that does not exist', () => {
  const page = readFileSync('docs/problems.md', 'utf8');
  const explained = [...page.matchAll(/`([a-z-]+\.[a-z-]+)`/g)].map(([, code]) => code);
  expect(codes.filter((code) => !explained.includes(code))).toEqual([]);
  const headed = [...page.matchAll(/^(?:#+ |\| *)`([a-z-]+\.[a-z-]+)`/gm)].map(([, code]) => code);
  expect(headed.filter((code) => code && !codes.includes(code))).toEqual([]);
});

// Codes whose door is still to come.
const notYet: readonly string[] = [];
const words = (...folders: string[]) => {
  const files = filesUnder(...folders).filter(({ path }) => !path.startsWith('src/kernel/problems'));
  const text = files.map((file) => withoutComments(file.text)).join('\n');
  return new Set([...text.matchAll(/['"`]([a-z-]+\.[a-z-]+)['"`]/g)].map(([, code]) => code));
};
// A kind of case throws its own: `${kind}.unknown` (remedy/cases/).
const thrown = words('src').add('repair.unknown').add('dispute.unknown');

test('every problem is thrown, and a test meets it', () => {
  const met = words('test');
  expect(codes.filter((code) => !notYet.includes(code) && !(thrown.has(code) && met.has(code)))).toEqual([]);
});

test('what is not thrown yet is still not', () => {
  expect(notYet.filter((code) => thrown.has(code))).toEqual([]);
});
