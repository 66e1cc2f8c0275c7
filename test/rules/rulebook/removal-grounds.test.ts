import { describe, expect, it, test } from 'vitest';
import { addDays, addMonths, day } from '../../../src/kernel/day.ts';
import { catalogs } from '../../../src/law/catalogs/catalog-list.ts';
import {
  type RemovalClaim,
  removalDoubt,
  restoreOfTerm,
  restoreSentence,
} from '../../../src/law/rulebook/removal.rules.ts';
import { EXAMPLE_LISTED, type RemovalExample } from '../../../src/law/rulebook/removal-ground.ts';
import {
  removalGrounds,
  UNSTATED,
  WITHDRAWN,
  waitSetting,
} from '../../../src/law/rulebook/removal-grounds.ts';
import { ruleSet2 } from '../../../src/law/rulebook/rule-set-2.ts';
import { defaultSettings } from '../../../src/law/rulebook/settings.ts';
import { severeLists } from '../../../src/law/rulebook/severe-lists.ts';

const values = new Map(defaultSettings.map(({ key, value }) => [key, value]));
const setting = (key: string) => {
  const value = values.get(key);
  if (value === undefined) throw new Error(`no setting ${key}`);
  return value;
};
const lists = [...severeLists.map(({ code }) => code), 'false-commitment'];
const each = lists.flatMap((list) =>
  removalGrounds(list).map((ground) => ({ list, code: ground.code, ground })),
);

const claim = (list: string, ground: string, more: Partial<RemovalClaim> = {}): RemovalClaim => ({
  list,
  ground,
  listedOn: EXAMPLE_LISTED,
  dueOn: null,
  measuresUntil: null,
  correctedOn: null,
  ...more,
});
const answer = (about: RemovalClaim, on: string) =>
  removalDoubt(about, { setting, today: day(on) }) ? 'held' : 'taken';
const ofExample = (list: string, code: string, { when, then: _, ...more }: RemovalExample) =>
  answer(claim(list, code, more), when);

describe.each(each)('$list by $code', ({ list, code, ground }) => {
  it('has at least one dated example, and each comes out', () => {
    expect(ground.examples.length).toBeGreaterThan(0);
    for (const example of ground.examples) expect(ofExample(list, code, example)).toBe(example.then);
  });

  it('names what is shown, who grants it and by which law, and its wait is a setting', () => {
    for (const words of [ground.text, ground.evidence, ground.grantedBy, ground.basis])
      expect(words).toMatch(/\p{Script=Han}/u);
    const waits = ground.startsFrom === 'listing' || ground.startsFrom === 'correction';
    expect(values.get(waitSetting(list, code))).toBe(waits ? ground.waitMonths : undefined);
  });

  it('holds to the very day, whatever the setting says', () => {
    if (ground.suspends) return;
    for (const months of [0, 1, 13]) {
      const law = { setting: () => months };
      const start = day('2026-05-10');
      const days = { listedOn: start, correctedOn: start, measuresUntil: start, dueOn: null };
      const waits = ground.startsFrom === 'listing' || ground.startsFrom === 'correction';
      if (ground.startsFrom === 'term') continue;
      const from = waits ? addMonths(start, months) : start;
      const at = (today: string) => removalDoubt(claim(list, code, days), { ...law, today: day(today) });
      expect(at(from)).toBeNull();
      if (ground.startsFrom !== 'none') expect(at(addDays(from, -1))).not.toBeNull();
    }
  });
});

test('the examples of the correction: wages wait from the correction, tax only where it was paid', () => {
  const wage = (correctedOn: string | null, on: string) =>
    answer(
      claim('wage-arrears', 'corrected', { correctedOn: correctedOn === null ? null : day(correctedOn) }),
      on,
    );
  // Listed on 2 March, corrected on 10 May: six months from the listing are not enough.
  expect([wage('2026-05-10', '2026-09-02'), wage('2026-05-10', '2026-11-10')]).toEqual(['held', 'taken']);
  expect(wage(null, '2028-01-01')).toBe('held');
  const tax = (ground: string, on: string) => answer(claim('major-tax-violation', ground), on);
  expect([tax('paid', '2026-09-01'), tax('paid', '2026-09-02')]).toEqual(['held', 'taken']);
  expect([tax('restructuring', '2026-03-02'), tax('merit', '2026-03-02')]).toEqual(['taken', 'taken']);
  expect(answer(claim('false-commitment', 'corrected'), '2026-03-02')).toBe('taken');
});

test.each(lists)(
  '%s: no ground stated is taken, a strange one is held, and after the term all is over',
  (list) => {
    expect(answer(claim(list, UNSTATED), '2026-03-02')).toBe('taken');
    const strange = removalDoubt(claim(list, '领导同意'), { setting, today: EXAMPLE_LISTED });
    expect(strange).toMatchObject({ code: 'row.removal-ground', suspends: false });
    expect(strange?.message).toContain('领导同意');
    expect(answer(claim(list, '领导同意', { dueOn: EXAMPLE_LISTED }), '2026-03-02')).toBe('taken');
  },
);

test.each(severeLists.map(({ code }) => code))(
  '%s: a source takes back at once; a restructuring rests the measures',
  (list) => {
    expect(answer(claim(list, WITHDRAWN), '2026-03-02')).toBe('taken');
    const plan = removalDoubt(claim(list, 'restructuring'), { setting, today: day('2030-01-01') });
    expect(plan?.suspends ?? false).toBe(list !== 'major-tax-violation');
  },
);

test('every list’s column names its grounds in Chinese, each word one of them', () => {
  for (const catalog of catalogs.filter(({ opens }) => opens === 'severe')) {
    const field = catalog.fields.find(({ name }) => name === 'removalGround');
    expect([field?.header, field?.required, field?.isOpen]).toEqual(['移出事由', false, true]);
    const codes = new Set(removalGrounds(catalog.code).map(({ code }) => code));
    for (const [word, code] of Object.entries(field?.aliases ?? {})) {
      expect(word).toMatch(/\p{Script=Han}/u);
      expect(codes).toContain(code);
    }
    const words = catalog.fields.flatMap(({ header, synonyms = [] }) => [header, ...synonyms]);
    expect(words.filter((word) => word === '移出事由')).toEqual(['移出事由']);
  }
});

test('the way back names the months of the table, and promises three days to no listing with a term', () => {
  expect(restoreSentence('wage-arrears', { authority: '人力资源社会保障部门', hasTerm: true })).toContain(
    '自改正之日起满 6 个月',
  );
  const tax = restoreSentence('major-tax-violation', { authority: '税务局', hasTerm: true });
  for (const words of ['满 6 个月', '重整计划', '突出贡献']) expect(tax).toContain(words);
  expect(restoreOfTerm('judgment-defaulter')).not.toMatch(/三个工作日/);
  for (const rule of ruleSet2.rules)
    if (rule.kind === 'listing') expect(rule.restore.length).toBeLessThan(300);
});
