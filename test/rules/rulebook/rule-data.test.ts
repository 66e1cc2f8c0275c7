import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { catalogs } from '../../../src/law/catalogs/catalog-list.ts';
import { draftFaults } from '../../../src/law/rulebook/draft-faults.rules.ts';
import { mayApprove } from '../../../src/law/rulebook/rule-set.rules.ts';
import { type Rule, RuleSet, RuleSetDraft } from '../../../src/law/rulebook/rule-set.schema.ts';
import { ruleSet1 } from '../../../src/law/rulebook/rule-set-1.ts';
import { ruleSet2 } from '../../../src/law/rulebook/rule-set-2.ts';
import { diffRuleSets } from '../../../src/law/rulebook/rule-set-diff.rules.ts';

const severe = catalogs.filter(({ opens }) => opens === 'severe').map(({ code }) => code);
// What honours a subject turns nobody against it (basis.test.ts).
const readable = catalogs.filter(({ nature }) => nature !== 'positive').map(({ code }) => code);
const lawful = { basis: '本市设定：示例规则', restore: '示例恢复办法' };
const outcome = fc.constantFrom('ineligible' as const, 'review' as const);

const listing = (list: string): fc.Arbitrary<Rule> =>
  outcome.map((which) => ({
    kind: 'listing',
    code: `list.${list}`,
    list,
    title: list,
    outcome: which,
    ...lawful,
  }));
const record = (catalog: string): fc.Arbitrary<Rule> =>
  fc
    .tuple(outcome, fc.constantFrom('minor', 'ordinary', 'severe', undefined), fc.boolean())
    .map(([which, class_, within]) => ({
      kind: 'record',
      code: `record.${catalog}`,
      catalog,
      title: catalog,
      outcome: which,
      withinPublicity: within,
      ...(class_ ? { class: class_ } : {}),
      ...lawful,
    }));
const always: Rule[] = ruleSet1.rules.filter(({ kind }) => kind === 'matter' || kind === 'freshness');
const aRuleSet = fc
  .tuple(fc.subarray(severe), fc.subarray(readable))
  .chain(([lists, read]) => fc.tuple(...lists.map(listing), ...read.map(record)))
  .map((rules): RuleSet => ({ version: 1, name: '示例', rules: [...rules, ...always] }));

test('both rule sets and the shipped draft are sound; the second and the draft count every severe list', () => {
  const shipped = JSON.parse(readFileSync('docs/examples/rule-set-severe-lists.json', 'utf8'));
  const { rules } = RuleSetDraft.parse(shipped);
  for (const set of [ruleSet1.rules, ruleSet2.rules, rules]) expect(draftFaults(set, catalogs)).toEqual([]);
  for (const set of [ruleSet2.rules, rules]) {
    const counted = set.flatMap((rule) => (rule.kind === 'listing' ? [rule.list] : []));
    expect(counted.sort()).toEqual([...severe].sort());
  }
  expect(RuleSet.parse(ruleSet2)).toEqual(ruleSet2);
});

test('whatever is put together of known lists and catalogues is sound, and survives being written down', () => {
  fc.assert(
    fc.property(aRuleSet, (set) => {
      expect(draftFaults(set.rules, catalogs)).toEqual([]);
      expect(RuleSet.parse(JSON.parse(JSON.stringify(set)))).toEqual(set);
    }),
  );
});

test('a doubled code, an unknown list or a missing test is always found, at its place', () => {
  fc.assert(
    fc.property(aRuleSet, fc.nat(), (set, at) => {
      const place = at % set.rules.length;
      const again = set.rules[place] as Rule;
      const doubled = draftFaults([...set.rules, again], catalogs).map(({ pointer }) => pointer);
      expect(doubled).toContain(`/rules/${set.rules.length}/code`);
      const unknown = {
        kind: 'listing',
        code: 'list.x',
        list: 'x',
        title: 'x',
        outcome: 'review',
        ...lawful,
      } as const;
      expect(draftFaults([unknown, ...set.rules], catalogs).map(({ pointer }) => pointer)).toEqual([
        '/rules/0/list',
      ]);
      const silent = set.rules.filter(({ kind }) => kind !== 'freshness');
      expect(draftFaults(silent, catalogs).map(({ code }) => code)).toEqual(['rule.missing']);
    }),
  );
});

test('a rule without a basis, or one that reads what honours a subject, is found at its place', () => {
  const about = {
    kind: 'record',
    code: 'record.x',
    title: 'x',
    outcome: 'review',
    withinPublicity: false,
  } as const;
  for (const { code } of catalogs.filter(({ nature }) => nature === 'positive'))
    expect(draftFaults([{ ...about, ...lawful, catalog: code }, ...always], catalogs)).toMatchObject([
      { pointer: '/rules/0/catalog', code: 'rule.honour-harmful' },
    ]);
  const bare = { ...about, ...lawful, catalog: 'false-commitment', basis: '待定' };
  expect(draftFaults([bare, ...always], catalogs)).toMatchObject([
    { pointer: '/rules/0/basis', code: 'rule.basis-missing' },
  ]);
});

test('the difference of two rule sets makes the one from the other', () => {
  fc.assert(
    fc.property(aRuleSet, aRuleSet, (before, after) => {
      const diff = diffRuleSets(before, after);
      const gone = new Set(diff.removed.map(({ code }) => code));
      const changes = new Map(diff.changed.map(({ code, fields }) => [code, fields]));
      const made = [
        ...before.rules
          .filter(({ code }) => !gone.has(code))
          .map((rule) => ({
            ...rule,
            ...Object.fromEntries(
              (changes.get(rule.code) ?? []).map(({ field, after: value }) => [field, value]),
            ),
          })),
        ...diff.added.map(({ rule }) => rule),
      ];
      const sorted = (rules: readonly object[]) =>
        rules
          .map((rule) =>
            JSON.stringify(
              Object.entries(rule)
                .filter(([, value]) => value !== undefined)
                .sort(),
            ),
          )
          .sort();
      expect(sorted(made)).toEqual(sorted(after.rules));
      expect(diffRuleSets(before, before)).toEqual({
        added: [],
        removed: [],
        changed: [],
        isOrderChanged: false,
      });
    }),
  );
});

test.each([
  ['staff:1', 1, 'staff:1', 1, false],
  ['staff:1', 1, 'staff:2', 1, true],
  ['staff:1', 1, 'staff:2', 2, true],
  ['key:1', 1, 'key:2', 1, false],
  ['key:1', 1, 'staff:2', 1, false],
  ['staff:2', 1, 'key:1', 1, false],
  ['key:1', 1, 'key:2', 2, true],
  ['operator:a', null, 'operator:a', null, false],
  ['reference', null, 'key:2', 2, true],
] as const)('%s of %s drafts, %s of %s approves: %s', (drafter, own, approver, other, may) => {
  expect(mayApprove({ by: drafter, agencyId: own }, { by: approver, agencyId: other }).ok).toBe(may);
});
