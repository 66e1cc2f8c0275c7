import { expect, test } from 'vitest';
import { day } from '../../../src/kernel/day.ts';
import { ruleSet2 } from '../../../src/law/rulebook/rule-set-2.ts';
import { type RuleExample, ruleExamples } from '../../../src/law/rulebook/rule-set-2-examples.ts';
import { type CheckFacts, decide } from '../../../src/window/checks/check.rules.ts';

const bearerName = '云岫示例商行';
const factsOf = ({ facts: about }: RuleExample): CheckFacts => ({
  subject: {
    isKnown: true,
    name: about.names?.known ?? bearerName,
    givenName: about.names?.given ?? null,
    formerNames: [],
    dissolvedOn: about.dissolvedOn ?? null,
  },
  listings: (about.listings ?? []).map(({ isOfLegalRepresentative, ...listing }, id) => ({
    ...listing,
    id,
    bearer: isOfLegalRepresentative ? 'legal-representative' : 'self',
    bearerName,
    authority: '示例机关',
    documentNo: null,
    isDisputed: false,
  })),
  records: (about.records ?? []).map((record, id) => ({
    class: null,
    ...record,
    id,
    bearer: 'self',
    bearerName,
    authority: '示例机关',
    documentNo: null,
    isDisputed: false,
  })),
  feeds:
    about.feedAge === undefined
      ? []
      : [
          {
            catalog: 'judgment-defaulter',
            agency: '示例法院',
            lastGoodOn: day('2026-11-18'),
            ageWorkingDays: about.feedAge,
          },
        ],
  matter: about.isMatterRetained ? { code: 'M-1', isCommitmentAllowed: false } : null,
});

test.each(
  ruleExamples.map((example) => [`${example.code}: ${example.given}, ${example.on}`, example] as const),
)('%s', (_, example) => {
  const { outcome, reasons } = decide(factsOf(example), ruleSet2, example.on);
  expect(outcome).toBe(example.outcome);
  expect(reasons.map(({ code }) => code)).toEqual(example.outcome === 'eligible' ? [] : [example.code]);
});

test('every rule has an example that meets it', () => {
  const met = new Set(ruleExamples.flatMap(({ code, outcome }) => (outcome === 'eligible' ? [] : [code])));
  expect(ruleSet2.rules.map(({ code }) => code).filter((code) => !met.has(code))).toEqual([]);
});
