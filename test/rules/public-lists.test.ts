import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { day } from '../../src/kernel/day.ts';
import { catalogs } from '../../src/law/catalogs/catalog-list.ts';
import { defaultSettings } from '../../src/law/rulebook/settings.ts';
import { bornOn } from '../../src/public/public-lists/public-entry.rules.ts';
import { matchesTag } from '../../src/public/public-lists/public-file.rules.ts';
import { publicLists } from '../../src/public/public-lists/public-list.rules.ts';
import { isShown, leavesOn } from '../../src/public/public-lists/publicity.rules.ts';
import {
  publicShopName,
  publicText,
  withoutIdentityNo,
} from '../../src/public/public-lists/struck-text.rules.ts';
import { sectionNames } from '../../src/window/reports/report-sections.rules.ts';
import { aCitizenId, aUscc } from '../kit/identities.ts';

const today = day('2026-11-24');
const fact = {
  catalog: 'serious-violation',
  recordState: 'live',
  class: 'severe',
  publishedUntil: null,
  retainedUntil: null,
  listingState: 'listed',
  dueOn: null,
};

describe('what is shown', () => {
  test.each(['held', 'refused', 'unpublished', 'repaired', 'withdrawn', 'archived'])(
    'nothing of a record that is %s',
    (recordState) => expect(isShown({ ...fact, recordState }, today)).toBe(false),
  );
  test.each(['notified', 'expired', 'repaired', 'revoked'])(
    'nothing of a listing that is %s',
    (listingState) => expect(isShown({ ...fact, listingState }, today)).toBe(false),
  );
  test.each(['publishedUntil', 'retainedUntil', 'dueOn'])('%s is the first day without it', (clock) => {
    expect(isShown({ ...fact, [clock]: '2026-11-25' }, today)).toBe(true);
    expect(isShown({ ...fact, [clock]: '2026-11-24' }, today)).toBe(false);
    expect(isShown({ ...fact, [clock]: '2020-01-01' }, today)).toBe(false);
    expect(leavesOn({ ...fact, [clock]: '2027-01-01' }, today)).toBe('2027-01-01');
  });
  test('a minor penalty is not shown whatever its days say', () => {
    const penalty = {
      ...fact,
      catalog: 'administrative-penalty',
      listingState: null,
      publishedUntil: '2027-01-01',
    };
    expect(isShown({ ...penalty, class: 'ordinary' }, today)).toBe(true);
    expect(isShown({ ...penalty, class: 'minor' }, today)).toBe(false);
    expect(isShown({ ...penalty, class: 'ordinary', publishedUntil: null }, today)).toBe(false);
  });
});

describe('what is struck from sentences', () => {
  const around = fc.constantFrom('', '当事人', '，', '（', '号：', ' ', '某');
  test('a citizen’s number, however it is written', () => {
    fc.assert(
      fc.property(
        fc.string(),
        around,
        around,
        fc.constantFrom('plain', 'wide', 'spaced', 'small'),
        (seed, a, b, how) => {
          const code = aCitizenId(seed);
          const written = {
            plain: code,
            small: code.toLowerCase(),
            wide: code.replace(/[0-9X]/g, (char) => String.fromCharCode(char.charCodeAt(0) + 0xfee0)),
            spaced: `${code.slice(0, 6)} ${code.slice(6, 14)} ${code.slice(14)}`,
          }[how];
          expect(withoutIdentityNo(`${a}${written}${b}`)).not.toMatch(/\d{4}/);
        },
      ),
    );
  });
  test('a credit code stays, a telephone and an account go', () => {
    fc.assert(
      fc.property(fc.string(), (seed) => {
        const code = aUscc(seed);
        fc.pre(!/^\d{18}$/.test(code));
        expect(publicText(`（${code}）`)).toBe(`（${code}）`);
      }),
    );
    expect(publicText('电话13800138000、+86 138-0013-8000，账户6222020200112233445')).toBe(
      '电话***、***，账户******',
    );
    expect(publicText('罚款人民币12000元，（2026）示0101执1234号')).toBe(
      '罚款人民币12000元，（2026）示0101执1234号',
    );
  });
  test.each([
    ['示例便利店', '示例便利店'],
    ['王小明', '王*明'],
    ['欧阳小明', '欧**明'],
    ['甲乙丙丁戊己', '甲乙丙丁戊己'],
  ])('the shop %s is named %s', (name, shown) => expect(publicShopName(name)).toBe(shown));
});

test('the day of birth is read from eighteen characters or not at all', () => {
  expect(bornOn('11010519491231002X')).toBe('1949-12-31');
  expect([bornOn('H12345678'), bornOn('110101199002300014')]).toEqual([null, null]);
});

test('a tag is known by itself, weakened, among others, or by the star', () => {
  const [tag, other] = ['"1-x-7-csv"', '"1-x-6-csv"'];
  for (const header of [tag, `W/${tag}`, `${other}, ${tag}`, '*']) expect(matchesTag(header, tag)).toBe(true);
  for (const header of [undefined, '', other, '1-x-7-csv']) expect(matchesTag(header, tag)).toBe(false);
});

test('every list is a catalogue open to the public, shows fields that it has, and none that is personal', () => {
  for (const { code, matter, content } of publicLists) {
    const catalog = catalogs.find((one) => one.code === code);
    expect(catalog?.disclosure).toBe('public');
    const open = catalog?.fields.filter(({ isPersonal }) => !isPersonal).map(({ name }) => name);
    for (const field of [...matter, ...content]) expect(open, `${code}.${field}`).toContain(field);
  }
  const left = catalogs.filter(
    ({ disclosure, code }) => disclosure === 'public' && !publicLists.some((list) => list.code === code),
  );
  expect(left.map(({ code }) => code)).toEqual(['intellectual-property', 'registration']);
});

test('persons stand only on lists with a setting that says so', () => {
  const persons = defaultSettings.filter(({ key }) => /^public\..*\.persons$/.test(key));
  expect(persons.map(({ key, value }) => [key, value])).toEqual([['public.judgment-defaulter.persons', 1]]);
});

test('every catalogue has its section in a report', () => {
  expect(sectionNames).toHaveLength(13);
  const lost = catalogs.filter(({ category }) => !sectionNames.some((name) => name === category));
  expect(lost.map(({ code }) => code)).toEqual([]);
});
