import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { rooms } from './rooms.ts';
import { filesUnder } from './source-files.ts';

const pages = globSync(['*.md', 'docs/**/*.md']).map((path) => ({ path, text: readFileSync(path, 'utf8') }));
const textOf = (path: string) => pages.find((page) => page.path === path)?.text ?? '';

const foldersOf = (path: string) =>
  readdirSync(path, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [entry.name] : []));

test('the glossary has every noun folder', () => {
  const nouns = rooms
    .filter((room) => room !== 'kernel' && room !== 'platform')
    .flatMap((room) => foldersOf(`src/${room}`));
  expect(nouns.filter((noun) => !textOf('docs/glossary.md').includes(`${noun}/\``))).toEqual([]);
});

// In the third column a word of the wire says of what it is, where it has two: `receipt` of a check,
// `receipt` of a notice.
test('the glossary gives each word one meaning', () => {
  const rows = [...textOf('docs/glossary.md').matchAll(/^\| ([^|]+) \| ([^|]+) \| ([^|]+) \|$/gm)].slice(2);
  expect(rows.length).toBeGreaterThan(50);
  const words = rows.flatMap(([, chinese = '', english = '', code = '']) => [
    chinese,
    english,
    ...[...code.matchAll(/`[^`]+`(?: of (?:a|the) \w+)?/g)].map(([word]) => word),
  ]);
  expect(words.filter((word, place) => words.indexOf(word) !== place)).toEqual([]);
});

test('the glossary has every catalogue', () => {
  const codes = globSync('src/law/catalogs/*/*.catalog.ts').map((path) =>
    path.replace(/^.*\/|\.catalog\.ts$/g, ''),
  );
  expect(codes.length).toBeGreaterThan(20);
  expect(codes.filter((code) => !textOf('docs/glossary.md').includes(`\`${code}\``))).toEqual([]);
});

test('no page links to what is not there', () => {
  const links = pages.flatMap(({ path, text }) =>
    [...text.matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(([, target = '']) => ({ path, target })),
  );
  expect(links.length).toBeGreaterThan(30);
  expect(links.filter(({ path, target }) => !existsSync(join(dirname(path), target)))).toEqual([]);
});

// A page that is not here helps nobody who reads the comment: cite the law, or write the fact into docs/. The
// words of a migration are locked (migrations.lock), and the change log tells of what was.
test('no comment and no page cites a document that is not in the repository', () => {
  const texts = [...filesUnder('src', 'scripts', 'test'), ...pages].filter(
    ({ path }) => path !== 'CHANGELOG.md' && path !== 'test/structure/documents.test.ts',
  );
  const isHere = (name: string, from: string) =>
    ['', 'docs/', 'docs/adr/', `${dirname(from)}/`].some((folder) => existsSync(join(folder, name)));
  const cited = texts.flatMap(({ path, text }) =>
    [...text.matchAll(/(?<![\w*])[\w./-]*\w\.md\b/g)].map(([name]) => ({ path, name })),
  );
  expect(cited.length).toBeGreaterThan(50);
  expect(cited.filter(({ path, name }) => !isHere(name, path))).toEqual([]);
});

test('every file that a page names stands where it says', () => {
  const named = pages
    .filter(({ path }) => path !== 'CHANGELOG.md' && path !== 'docs/rules.md')
    .flatMap(({ path, text }) =>
      [...text.matchAll(/(?<![\w./-])((?:[a-z-]+\/)+[a-z0-9-]+(?:\.[a-z]+)*\.tsx?)\b/g)].map(
        ([, name = '']) => ({ path, name }),
      ),
    );
  expect(named.length).toBeGreaterThan(60);
  const isThere = (name: string) => existsSync(name) || existsSync(join('src', name));
  expect(named.filter(({ name }) => !isThere(name))).toEqual([]);
});

test('each decision record is numbered in order and fits a page', () => {
  const names = readdirSync('docs/adr').sort();
  expect(names.map((name) => Number(name.slice(0, 4)))).toEqual(names.map((_, place) => place + 1));
  const long = names.filter((name) => textOf(`docs/adr/${name}`).split('\n').length > 45);
  expect(long).toEqual([]);
});

test('every package that is installed is argued for in decision record 0010', () => {
  const { dependencies, devDependencies } = JSON.parse(readFileSync('package.json', 'utf8'));
  const argued = textOf('docs/adr/0010-libraries-chosen.md');
  const isArgued = (name: string) =>
    new RegExp(`(?<![\\w/-])${name.replace(/-15$|(?<=spectral-).*$/, '')}(?![\\w/]|-\\w)`).test(argued);
  const named = Object.keys({ ...dependencies, ...devDependencies }).filter(
    (name) => !/^@types\//.test(name),
  );
  expect(named.length).toBeGreaterThan(30);
  expect(named.filter((name) => !isArgued(name))).toEqual([]);
});

test('every variable of the environment is in the operations page', () => {
  const variables = [
    ...readFileSync('src/platform/running/config.ts', 'utf8').matchAll(/^ {2}([A-Z_]+):/gm),
  ].map(([, name = '']) => name);
  expect(variables.length).toBeGreaterThan(10);
  expect(variables.filter((name) => !textOf('docs/operations.md').includes(`\`${name}\``))).toEqual([]);
});
