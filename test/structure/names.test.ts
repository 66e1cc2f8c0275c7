import { expect, test } from 'vitest';
import { filesUnder } from './source-files.ts';

// One word, one meaning: an exported name that stands in two files makes a reader open both to know which is
// meant.

// src/client stands alone: receivers copy it, and it names things for them.
const homes = new Map<string, Set<string>>();
for (const { path, text } of filesUnder('src').filter(({ path }) => !path.startsWith('src/client/')))
  for (const [, name = ''] of text.matchAll(
    /^export (?:declare )?(?:const|type|interface|class|(?:async )?function\*?) (\w+)/gm,
  ))
    homes.set(name, (homes.get(name) ?? new Set()).add(path));

test('no two files export the same name', () => {
  expect(homes.size).toBeGreaterThan(1000);
  const doubles = [...homes].filter(([, paths]) => paths.size > 1);
  expect(doubles.map(([name, paths]) => `${name}: ${[...paths].join(', ')}`)).toEqual([]);
});
