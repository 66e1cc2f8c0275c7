import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { catalogs } from '../../src/law/catalogs/catalog-list.ts';
import { editionMeasures } from '../../src/law/measures/edition-2026.ts';
import { ruleSet2 } from '../../src/law/rulebook/rule-set-2.ts';
import { defaultSettings } from '../../src/law/rulebook/settings.ts';
import { severeLists } from '../../src/law/rulebook/severe-lists.ts';
import { filesUnder, withoutComments } from './source-files.ts';

// A setting that nothing reads is a law that is printed in docs/rules.md and not in force.
const definitions =
  /^src\/law\/rulebook\/(settings|[a-z]+-settings|examples\/[a-z0-9-]+-examples|setting-(words|bounds)\.rules)\.ts$|^src\/client\//;
const code = filesUnder('src')
  .filter(({ path }) => !definitions.test(path))
  .map(({ path, text }) => withoutComments(path.endsWith('/severe-lists.ts') ? onlyKeys(text) : text))
  .join('\n');

// The rows of severe-lists.ts define; only the functions that name a list's settings read.
function onlyKeys(text: string): string {
  return [...text.matchAll(/`list\.[^`]+`/g)].map(([found]) => found).join('\n');
}

const escaped = (text: string) => text.replace(/[.*+?^$()|[\]\\]/g, '\\$&');

// `feed.every.${catalog}` is read for every catalogue: a key is a family's when its fixed words are, the
// first before a dot.
const families = [...code.matchAll(/`([a-z-]+\.[a-z0-9.-]*\$\{[^`]+)`/g)].map(
  ([, template = '']) =>
    new RegExp(
      `^${template
        .split(/\$\{[^}]*\}/)
        .map(escaped)
        .join('[a-z0-9.-]+')}$`,
    ),
);
// Of a person, the term of the kind is asked for with this ending (law/catalogs/retention.rules.ts,
// archive.store.ts).
const withoutEnding = (key: string) => key.replace(/^(retention\.[a-z]+)\.person$/, '$1');
// The quotas of rates.rules.ts are read together: `where key like 'rate.%'`.
const isRate = (key: string) => key.startsWith('rate.') && code.includes(`'${key.slice('rate.'.length)}'`);

const isRead = (key: string): boolean =>
  code.includes(`'${key}'`) || isRate(key) || families.some((family) => family.test(key));

test('every setting has a reader', () => {
  expect(families.length).toBeGreaterThan(5);
  const keys = [...new Set(defaultSettings.map(({ key }) => withoutEnding(key)))];
  expect(keys.filter((key) => !isRead(key))).toEqual([]);
});

test.each(['window.max-feed-age', 'list.judgment-defaulter.removal', 'rate.nothing', 'feed.none'])(
  '%s, which nothing reads, is caught',
  (key) => {
    expect(isRead(key)).toBe(false);
  },
);

test('every setting says by what law it stands, or that the city set it', () => {
  const silent = defaultSettings.filter(({ basis }) => !/[条号款法]|本市设定/.test(basis));
  expect(silent).toEqual([]);
});

// Statutes of other places bind nobody here: the city took them for its measure, and says so.
const elsewhere = /(?:浙江省|上海市|河南省|山东省|深圳经济特区|北京市|广东省)[^；;，）)]*条例/;
const isOurs = (basis: string) => !elsewhere.test(basis) || /本市设定.*参照/.test(basis);

test('the statute of another place is a measure that the city took, never its law', () => {
  const comments = filesUnder('src').flatMap(({ path, text }) =>
    [...text.matchAll(/Basis: .*/g)].map(([basis]) => `${path}: ${basis}`),
  );
  const settings = defaultSettings.map(({ key, basis }) => `${key}: ${basis}`);
  const others = [...catalogs, ...severeLists, ...editionMeasures, ...ruleSet2.rules].map(
    ({ code, basis }) => `${code}: ${basis}`,
  );
  expect([...comments, ...settings, ...others].filter((basis) => !isOurs(basis))).toEqual([]);
});

// 49号文 has items （一）, （二） …, no articles; article 40 of 优化营商环境条例 is about licences, 44 about commitment.
test('no text cites an article that is not there or says something else', () => {
  const pages = globSync('{docs/**/*.{md,json},README*.md}').map((path) => ({
    path,
    text: readFileSync(path, 'utf8'),
  }));
  const texts = [...filesUnder('src'), ...pages];
  const wrong = /49号[^；，。）|']{0,6}第[^（]{1,6}条|营商环境条例》?第四十条/g;
  const found = texts
    .filter(({ path }) => !/rules\.md$|openapi/.test(path))
    .flatMap(({ path, text }) => [...text.matchAll(wrong)].map(([cited]) => `${path}: ${cited}`));
  expect(found).toEqual([]);
  const rhythms = defaultSettings.filter(({ key }) => key.startsWith('feed.every.'));
  expect(rhythms.filter(({ basis }) => basis.includes('最高人民法院'))).toEqual([]);
});
