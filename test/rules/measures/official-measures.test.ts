import { expect, test } from 'vitest';
import { editionMeasures, officialMeasures } from '../../../src/law/measures/edition-2026.ts';
import { concerns, isAsked, measuresFor } from '../../../src/law/measures/measure.rules.ts';
import { measureOf } from '../../../src/law/measures/official-measure.ts';

// Read from the statutes, not from the edition: which law carries which bar for which list.
const COURT = 'judgment-defaulter';
const MARKET = 'serious-violation';
const [TAX, WAGE, SAFETY, BUYING] = [
  'major-tax-violation',
  'wage-arrears',
  'work-safety-violation',
  'procurement-violation',
];
const carried: readonly (readonly [law: RegExp, lists: readonly string[]])[] = [
  [/政府采购法第七十七条/, [BUYING]],
  [/财库〔2016〕125号/, [COURT, TAX, BUYING]],
  [/招标投标法/, []],
  [/法〔2016〕285号/, [COURT]],
  [/公司法/, [COURT]],
  [/公务员法/, []],
  [/总局令第44号/, [MARKET]],
  [/国家税务总局公告2021年第21号/, [TAX]],
  [/文化和旅游部令第7号/, ['culture-tourism-violation']],
  [/保障农民工工资支付条例/, [WAGE]],
  [/安全生产法/, [SAFETY]],
  [/税收征收管理法/, [TAX]],
  [/民事诉讼法|限制被执行人高消费|失信被执行人信用监督/, [COURT]],
  [/食品安全法/, [MARKET]],
  [/药品管理法/, ['drug-violation']],
  [/行政许可法/, [MARKET, SAFETY, 'drug-violation']],
  [/兵役法/, ['conscription-refusal']],
  [/证券法/, ['securities-violation']],
  [/反电信网络诈骗法/, ['telecom-fraud']],
  [/财政违法行为处罚处分条例/, []],
  [/国发〔2016〕33号第三部分/, [MARKET, TAX, SAFETY, BUYING]],
  [/国发〔2016〕33号第二部分/, ['honour']],
];

const claims = officialMeasures.flatMap(({ code, follows }) =>
  Object.entries(follows).map(([list, basis]) => ({ code, list, basis })),
);

test.each(carried)('%s carries a measure for %j and for no other list', (law, lists) => {
  const strange = claims.filter(({ list, basis }) => law.test(basis) && !lists.includes(list));
  expect(strange).toEqual([]);
});

// Laws that bind every listed subject alike: kind III, and how an agency grants conveniences or chooses whom
// it inspects.
const forAll = /征信业管理条例第二十一条|商业银行法第三十五条|国办发〔2020〕42号|国办发〔2019〕35号/;
test('every list of every measure has a law of this table behind it', () => {
  const known = ({ list, basis }: (typeof claims)[number]) =>
    forAll.test(basis) || carried.some(([law, lists]) => law.test(basis) && lists.includes(list));
  expect(claims.filter((claim) => !known(claim))).toEqual([]);
});

test('a measure of kind I never stands on what binds all alike', () => {
  const bars = officialMeasures.filter(({ kind }) => kind === 'I');
  expect(bars.filter(({ follows }) => Object.values(follows).some((basis) => forAll.test(basis)))).toEqual(
    [],
  );
});

test('an honour brings incentives only, and nothing that brings one restricts anybody', () => {
  const touching = editionMeasures.filter(
    ({ code, lists }) => lists.includes('honour') || code.startsWith('INCENTIVE.'),
  );
  expect(touching.length).toBeGreaterThan(0);
  for (const measure of touching)
    expect(measure).toMatchObject({
      kind: 'II',
      lists: ['honour'],
      code: expect.stringMatching(/^INCENTIVE\./),
    });
});

test.each([
  'MARKET_ENTRY.LICENSE_BAR',
  'OCCUPATION_BAR',
  'MARKET_ENTRY.FOOD_DRUG',
  'ENROLMENT_LIMIT.CONSCRIPTION',
])('%s is there, of kind I', (code) => {
  expect(editionMeasures.find((measure) => measure.code === code)).toMatchObject({ kind: 'I' });
});

const examples = officialMeasures.flatMap((official) =>
  official.examples.map((example) => ({ code: official.code, official, example })),
);
test.each(examples)('$code: $example.list, $example.kind, $example.department → $example.outcome', (one) => {
  const { list, kind, department } = one.example;
  const [measure] = measuresFor([measureOf(one.official)], { code: 'X', name: department }, list).filter(
    (found) => concerns(found, kind),
  );
  const answered = measure === undefined ? 'not-asked' : isAsked(measure) ? 'asked' : 'told';
  expect(answered).toBe(one.example.outcome);
});

test('each measure shows by example whom it is asked of, and codes stand once', () => {
  const silent = officialMeasures.filter(({ examples: all }) =>
    all.every(({ outcome }) => outcome === 'not-asked'),
  );
  expect(silent).toEqual([]);
  expect(new Set(editionMeasures.map(({ code }) => code)).size).toBe(editionMeasures.length);
});
