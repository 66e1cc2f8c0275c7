import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { problems } from '../../src/kernel/problems.ts';

const codes = Object.keys(problems);

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
