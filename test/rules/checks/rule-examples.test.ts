import { expect, test } from 'vitest';
import { ruleExamples } from '../../../src/law/rulebook/examples/rule-set-2-examples.ts';
import { ruleSet2 } from '../../../src/law/rulebook/rule-set-2.ts';
import { decide } from '../../../src/window/checks/check.rules.ts';
import { exampleFacts, exampleTurns } from '../../../src/window/simulations/rule-example.rules.ts';

test.each(
  ruleExamples.map((example) => [`${example.code}: ${example.given}, ${example.on}`, example] as const),
)('%s', (_, example) => {
  const { outcome, reasons } = decide(exampleFacts(example), ruleSet2, example.on);
  expect(outcome).toBe(example.outcome);
  expect(reasons.map(({ code }) => code)).toEqual(example.outcome === 'eligible' ? [] : [example.code]);
});

test('every rule has an example that meets it', () => {
  const met = new Set(ruleExamples.flatMap(({ code, outcome }) => (outcome === 'eligible' ? [] : [code])));
  expect(ruleSet2.rules.map(({ code }) => code).filter((code) => !met.has(code))).toEqual([]);
});

test('another set of rules shows the examples that it answers otherwise, and the same set shows none', () => {
  expect(exampleTurns(ruleExamples, { before: ruleSet2, after: ruleSet2 })).toEqual([]);
  const softer = ruleSet2.rules.map((rule) =>
    rule.code === 'list.wage-arrears' ? { ...rule, outcome: 'review' as const } : rule,
  );
  const turned = exampleTurns(ruleExamples, {
    before: ruleSet2,
    after: { ...ruleSet2, rules: softer as typeof ruleSet2.rules },
  });
  expect(turned).toMatchObject([
    { code: 'list.wage-arrears', on: '2026-11-24', before: 'ineligible', after: 'review' },
  ]);
});
