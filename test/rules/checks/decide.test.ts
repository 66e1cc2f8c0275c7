import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { day } from '../../../src/kernel/day.ts';
import { ruleSet1 } from '../../../src/law/rulebook/rule-set-1.ts';
import { ruleSet2 } from '../../../src/law/rulebook/rule-set-2.ts';
import type { AppealFact } from '../../../src/window/checks/appeal-fact.rules.ts';
import {
  type CheckFacts,
  decide,
  type ListingFact,
  type RecordFact,
} from '../../../src/window/checks/check.rules.ts';
import { type FeedFact, stalestFeeds } from '../../../src/window/checks/feed-freshness.rules.ts';

const TODAY = day('2026-11-24');

const aListing = (about: Partial<ListingFact> = {}): ListingFact => ({
  id: 1,
  bearer: 'self',
  bearerName: '云岫示例商行',
  list: 'serious-violation',
  authority: '示例市场监管局',
  documentNo: '示监列〔2026〕1号',
  listedOn: day('2026-01-05'),
  dueOn: day('2029-01-05'),
  isDisputed: false,
  ...about,
});
const aRecord = (about: Partial<RecordFact> = {}): RecordFact => ({
  id: 7,
  bearer: 'self',
  bearerName: '云岫示例商行',
  catalog: 'administrative-penalty',
  class: 'severe',
  authority: '示例市场监管局',
  documentNo: '示监罚〔2026〕9号',
  decidedOn: day('2026-03-01'),
  publishedUntil: day('2029-03-01'),
  isDisputed: false,
  ...about,
});
const facts = (about: Partial<CheckFacts> = {}): CheckFacts => ({
  subject: { isKnown: true, name: '云岫示例商行', givenName: null, formerNames: [], dissolvedOn: null },
  listings: [],
  records: [],
  feeds: [],
  matter: null,
  ...about,
});
const decided = (about: Partial<CheckFacts>) => {
  const { outcome, reasons } = decide(facts(about), ruleSet1, TODAY);
  return [outcome, ...reasons.map(({ code }) => code)];
};
const stale: FeedFact = {
  catalog: 'serious-violation',
  agency: '示例市场监管局',
  lastGoodOn: day('2026-11-01'),
  ageWorkingDays: 16,
};

describe('the decision table', () => {
  test.each<[string, Partial<CheckFacts>, string[]]>([
    ['a clean known subject', {}, ['eligible']],
    [
      'a code unknown to the registry',
      { subject: { isKnown: false, name: null, givenName: '任意名', formerNames: [], dissolvedOn: null } },
      ['eligible'],
    ],
    [
      'row 1: a matter off the list',
      { matter: { code: 'M9', isCommitmentAllowed: false } },
      ['matter-not-allowed', 'matter.not-listed'],
    ],
    ['row 1: a matter on the list', { matter: { code: 'M1', isCommitmentAllowed: true } }, ['eligible']],
    [
      'row 3: a live serious-violation listing',
      { listings: [aListing()] },
      ['ineligible', 'list.serious-violation'],
    ],
    [
      'row 3: a live judgment-defaulter listing without term',
      { listings: [aListing({ list: 'judgment-defaulter', dueOn: null })] },
      ['ineligible', 'list.judgment-defaulter'],
    ],
    ['row 3: a listing on the day its term ends', { listings: [aListing({ dueOn: TODAY })] }, ['eligible']],
    [
      'row 3: a listing on the last day of its term',
      { listings: [aListing({ dueOn: day('2026-11-25') })] },
      ['ineligible', 'list.serious-violation'],
    ],
    [
      'row 3: a disputed listing stays ineligible',
      { listings: [aListing({ isDisputed: true })] },
      ['ineligible', 'list.serious-violation'],
    ],
    ['row 3: a list no rule names', { listings: [aListing({ list: 'tax-arrears' })] }, ['eligible']],
    [
      'row 4: an unrepaired false commitment',
      { records: [aRecord({ catalog: 'false-commitment', class: null, publishedUntil: null })] },
      ['ineligible', 'commitment.false'],
    ],
    [
      'row 4: a disputed false commitment',
      { records: [aRecord({ catalog: 'false-commitment', isDisputed: true })] },
      ['review', 'commitment.false'],
    ],
    [
      'row 5: a severe penalty inside its publicity',
      { records: [aRecord()] },
      ['ineligible', 'penalty.severe'],
    ],
    [
      'row 5: a severe penalty past its publicity',
      { records: [aRecord({ publishedUntil: TODAY })] },
      ['eligible'],
    ],
    ['row 5: an ordinary penalty', { records: [aRecord({ class: 'ordinary' })] }, ['eligible']],
    [
      'row 5: a disputed severe penalty',
      { records: [aRecord({ isDisputed: true })] },
      ['review', 'penalty.severe'],
    ],
    [
      'row 6: only the legal representative is listed',
      { listings: [aListing({ bearer: 'legal-representative', bearerName: '某甲' })] },
      ['review', 'responsible-person.listed'],
    ],
    [
      'row 6: a penalty of the legal representative',
      { records: [aRecord({ bearer: 'legal-representative' })] },
      ['eligible'],
    ],
    [
      'the operator of a 个体工商户 is listed',
      { listings: [aListing({ bearer: 'operator', bearerName: '某乙' })] },
      ['ineligible', 'list.serious-violation'],
    ],
    [
      'a dissolved subject',
      { subject: { ...facts().subject, dissolvedOn: day('2025-01-01') } },
      ['review', 'subject.dissolved'],
    ],
    [
      'a name that does not fit',
      { subject: { ...facts().subject, givenName: '别家商行' } },
      ['review', 'subject.name-mismatch'],
    ],
    [
      'the name in other brackets and blanks',
      { subject: { ...facts().subject, name: '云岫（示例）商行', givenName: ' 云岫(示例)商行' } },
      ['eligible'],
    ],
    [
      'a former name',
      { subject: { ...facts().subject, givenName: '旧名商行', formerNames: ['旧名商行'] } },
      ['eligible'],
    ],
    ['row 8: a stale feed', { feeds: [stale] }, ['review', 'feed.stale']],
    [
      'row 8: a feed that never came',
      { feeds: [{ ...stale, lastGoodOn: null, ageWorkingDays: null }] },
      ['review', 'feed.stale'],
    ],
    [
      'row 8: a feed of exactly three working days',
      { feeds: [{ ...stale, ageWorkingDays: 3 }] },
      ['eligible'],
    ],
    ['row 8: a stale feed no rule reads', { feeds: [{ ...stale, catalog: 'honour' }] }, ['eligible']],
    [
      'the worst outcome wins and every hit is a reason',
      { matter: { code: 'M9', isCommitmentAllowed: false }, listings: [aListing()], feeds: [stale] },
      ['matter-not-allowed', 'matter.not-listed', 'list.serious-violation', 'feed.stale'],
    ],
  ])('%s', (_name, about, expected) => {
    expect(decided(about)).toEqual(expected);
  });
});

test('every reason names its basis and how to restore, and a listing hit its authority, document and dates', () => {
  const { reasons } = decide(
    facts({ listings: [aListing({ isDisputed: true, bearer: 'operator', bearerName: '某乙' })] }),
    ruleSet1,
    TODAY,
  );
  expect(reasons[0]).toMatchObject({
    code: 'list.serious-violation',
    list: 'serious-violation',
    authority: '示例市场监管局',
    documentNo: '示监列〔2026〕1号',
    since: '2026-01-05',
    until: '2029-01-05',
    isDisputed: true,
  });
  expect(reasons[0]?.text).toContain('某乙');
  for (const reason of reasons) expect(reason.basis.length * reason.restore.length).toBeGreaterThan(0);
});

test('of several feeders of one catalogue the longest silent speaks', () => {
  const fresh = { ...stale, agency: '甲局', ageWorkingDays: 0 };
  const never = { ...stale, agency: '丙局', ageWorkingDays: null, lastGoodOn: null };
  expect(stalestFeeds([fresh, stale, never])).toEqual([never]);
});

const anyListing = fc
  .record({
    bearer: fc.constantFrom('self', 'operator', 'legal-representative'),
    list: fc.constantFrom('serious-violation', 'judgment-defaulter', 'other'),
    dueOn: fc.constantFrom(null, day('2026-11-24'), day('2027-01-01')),
    isDisputed: fc.boolean(),
  })
  .map((about) => aListing(about as Partial<ListingFact>));

const anAppeal = {
  kind: 'litigation',
  authority: '示例法院',
  caseNo: '示初1号',
  startedOn: '2026-04-01',
} as const;

test.each([ruleSet1, ruleSet2])(
  'under any rule set what is stayed bars nobody, and an appeal alone frees nobody',
  (rules) => {
    const stayed = { ...anAppeal, stayDocumentNo: '示裁1号' };
    const pending = { ...anAppeal, stayDocumentNo: null };
    const barring = [
      { listings: [aListing()] },
      { listings: [aListing({ bearer: 'operator', bearerName: '某乙' })] },
      { listings: [aListing({ isDisputed: true })] },
      { records: [aRecord()] },
      { records: [aRecord({ catalog: 'false-commitment', class: null })] },
    ];
    for (const about of barring) {
      const under = (appeal: AppealFact) => ({
        listings: (about.listings ?? []).map((fact) => ({ ...fact, appeal })),
        records: (about.records ?? []).map((fact) => ({ ...fact, appeal })),
      });
      expect(decide(facts(about), rules, TODAY).outcome).toBe('ineligible');
      expect(decide(facts(under(pending)), rules, TODAY).outcome).toBe('ineligible');
      expect(decide(facts(under(stayed)), rules, TODAY)).toMatchObject({
        outcome: 'review',
        reasons: [{ code: `${about.listings ? 'listing' : 'record'}.stayed`, isStayed: true }],
      });
    }
  },
);

test('more facts never improve the outcome, and eligible means no reason at all', () => {
  const rank = { eligible: 0, review: 1, ineligible: 2, 'matter-not-allowed': 3 };
  fc.assert(
    fc.property(fc.array(anyListing, { maxLength: 4 }), anyListing, (some, one) => {
      const before = decide(facts({ listings: some }), ruleSet1, TODAY);
      const after = decide(facts({ listings: [...some, one] }), ruleSet1, TODAY);
      expect(rank[after.outcome]).toBeGreaterThanOrEqual(rank[before.outcome]);
      expect(before.outcome === 'eligible').toBe(before.reasons.length === 0);
    }),
  );
});
