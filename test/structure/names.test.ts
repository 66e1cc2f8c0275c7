import { expect, test } from 'vitest';
import { filesUnder } from './source-files.ts';

// One word, one meaning: an exported name that stands in two files makes a reader open both to know which is meant.
// These still do. The list may only shrink.
const stillDouble = new Set(
  `
Answer Row findAgency indexFaults openDatabase
`.match(/\w+/g),
);

// What receivers copy stands alone and names things for them.
const homes = new Map<string, Set<string>>();
for (const { path, text } of filesUnder('src').filter(({ path }) => !path.startsWith('src/client/')))
  for (const [, name = ''] of text.matchAll(
    /^export (?:declare )?(?:const|type|interface|class|(?:async )?function\*?) (\w+)/gm,
  ))
    homes.set(name, (homes.get(name) ?? new Set()).add(path));

const doubles = [...homes].filter(([, paths]) => paths.size > 1);

test('no two files export the same name', () => {
  expect(homes.size).toBeGreaterThan(1000);
  const fresh = doubles.filter(([name]) => !stillDouble.has(name));
  expect(fresh.map(([name, paths]) => `${name}: ${[...paths].join(', ')}`)).toEqual([]);
});

test('the list of names that stand twice holds no other', () => {
  const found = new Set(doubles.map(([name]) => name));
  expect([...stillDouble].filter((name) => !found.has(name))).toEqual([]);
});
