import { expect, test } from 'vitest';
import { floorsOf } from './floors.ts';
import { filesUnder, nounOf, type SourceFile, stemOf, withoutComments } from './source-files.ts';

const src = filesUnder('src');
const everything = filesUnder('src', 'scripts', 'test');

const banned: readonly (readonly [RegExp, string])[] = [
  [/from 'node:|import\('node:/, 'node:*'],
  [/(^|[^.\w'])process\.\w/, 'process'],
  [/\bDate\.now\(/, 'Date.now()'],
  [/\bnew Date\(\s*\)/, 'new Date()'],
  [/\bMath\.random\(/, 'Math.random()'],
  [/(^|[^.\w'])Buffer\b/, 'Buffer'],
];

// What receivers copy runs without the registry around it, and takes the time from where it runs.
const isTheirs = (path: string, name: string) => path.startsWith('src/client/') && name === 'new Date()';

const bannedUses = ({ path, text }: SourceFile): string[] =>
  banned
    .filter(([pattern, name]) => pattern.test(withoutComments(text)) && !isTheirs(path, name))
    .map(([, name]) => `${path}: ${name}`);

test('only the entries know the platform, the clock and chance: the rest takes them from deps', () => {
  const guarded = src.filter(({ path }) => !/^src\/(node|worker)\//.test(path));
  expect(guarded.flatMap(bannedUses)).toEqual([]);
});

test.each([
  "import { readFileSync } from 'node:fs';",
  'const { env } = process.versions;',
  'const now = Date.now();',
  'const now = new Date();',
  'const chance = Math.random();',
  "const bytes = Buffer.from('x');",
])('%s is caught', (text) => {
  expect(bannedUses({ path: 'src/registry/records/record.rules.ts', text })).toHaveLength(1);
});

test('no barrels, and no default exports but those that tools ask for', () => {
  const byTools = ['src/worker/main.ts', 'test/vitest.config.ts'];
  const faults = everything.flatMap(({ path, text }) => [
    ...(stemOf(path) === 'index' || /^export \* from/m.test(text) ? [`${path}: barrel`] : []),
    ...(/^export default/m.test(text) && !byTools.includes(path) ? [`${path}: default export`] : []),
  ]);
  expect(faults).toEqual([]);
});

test('file names are kebab-case and hide no noun or verb', () => {
  const hiding = /^(utils?|helpers?|common|managers?|services?|base|misc|info|handle[rs]?)$/;
  const faults = everything
    .map(({ path }) => path)
    .filter((path) => {
      const stem = stemOf(path);
      return (
        stem === 'data' || stem.split(/[-.]/).some((part) => hiding.test(part)) || !/^[a-z0-9.-]+$/.test(stem)
      );
    });
  expect(faults).toEqual([]);
});

test('a verb file exports one function, named as the file', () => {
  const floorOf = floorsOf(src);
  const camelCase = (stem: string) => stem.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
  const faults = src
    .filter(({ path }) => floorOf(path) === 'verb' && nounOf(path) !== 'platform')
    .filter(({ path, text }) => {
      const names = [...text.matchAll(/^export (?:const|(?:async )?function|class) (\w+)/gm)].map(
        ([, name]) => name,
      );
      return names.length !== 1 || names[0] !== camelCase(stemOf(path));
    });
  expect(faults.map(({ path }) => path)).toEqual([]);
});

test('who may see what is another agency’s is asked of access/reach.rules.ts alone', () => {
  const readsRoles = /\broles\.(includes|some|find)\(|=== '(registrar|auditor)'/;
  const outside = src.filter(({ path, text }) => !path.startsWith('src/access/') && readsRoles.test(text));
  // platform/door makes the actor out of the roles.
  expect(outside.map(({ path }) => path).filter((path) => path !== 'src/platform/door/actor.ts')).toEqual([]);
});

// A sentence that opens so has no subject before its end: a reader of a second language reads it twice.
test('comments open with their subject, not with What, Who, Of or That', () => {
  const opening = /(?:^|[.:;] )(?:What|Who|Whoever|Whom|Whose|Which|Of|That)\b[^.]*/g;
  const said = ({ text }: SourceFile) =>
    [...text.matchAll(/(?:^[ \t]*(?:\/\/|\/?\*).*\n)+/gm)].map(([block]) =>
      block.replace(/^[ \t]*(?:\/\/|\/?\*{1,2}\/?) ?/gm, '').replace(/\s+/g, ' '),
    );
  const faults = src.flatMap((file) =>
    said(file).flatMap((block) => [...block.matchAll(opening)].map(([words]) => `${file.path}: ${words}`)),
  );
  expect(faults).toEqual([]);
});

test('no escape hatches: any, ignored types, silenced lint, unfinished notes', () => {
  const hatch =
    /@ts-(ignore|expect-error|nocheck)|biome-ignore|\bTODO\b|\bFIXME\b|\bas any\b|: any(?=[[\],;)>=]| =)/;
  const offenders = everything.filter(
    ({ path, text }) => hatch.test(text) && path !== 'test/structure/habits.test.ts',
  );
  expect(offenders.map(({ path }) => path)).toEqual([]);
});
