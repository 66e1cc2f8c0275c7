import { day } from '../../kernel/day.ts';
import type { RuleExample } from '../../law/rulebook/examples/rule-set-2-examples.ts';
import type { RuleSet } from '../../law/rulebook/rule-set.schema.ts';
import { type CheckFacts, type CheckOutcome, decide } from '../checks/check.rules.ts';

const BEARER = '云岫示例商行';
const AUTHORITY = { bearerName: BEARER, authority: '示例机关', documentNo: null, isDisputed: false };

const feedOf = (ageWorkingDays: number) => ({
  catalog: 'judgment-defaulter',
  agency: '示例法院',
  lastGoodOn: day('2026-11-18'),
  ageWorkingDays,
});

/** The facts that a check would know of an example. */
export const exampleFacts = ({ facts: about }: RuleExample): CheckFacts => ({
  subject: {
    isKnown: true,
    name: about.names?.known ?? BEARER,
    givenName: about.names?.given ?? null,
    formerNames: [],
    dissolvedOn: about.dissolvedOn ?? null,
  },
  listings: (about.listings ?? []).map(({ isOfLegalRepresentative, ...listing }, id) => ({
    ...listing,
    ...AUTHORITY,
    id,
    bearer: isOfLegalRepresentative ? 'legal-representative' : 'self',
  })),
  records: (about.records ?? []).map((record, id) => ({
    class: null,
    ...record,
    ...AUTHORITY,
    id,
    bearer: 'self',
  })),
  feeds: about.feedAge === undefined ? [] : [feedOf(about.feedAge)],
  matter: about.isMatterRetained ? { code: 'M-1', isCommitmentAllowed: false } : null,
});

export type ExampleTurn = {
  code: string;
  given: string;
  on: string;
  before: CheckOutcome;
  after: CheckOutcome;
};

/** The examples of the law that another set of rules answers otherwise. */
export const exampleTurns = (
  examples: readonly RuleExample[],
  rules: { before: RuleSet; after: RuleSet },
): ExampleTurn[] =>
  examples.flatMap((example) => {
    const facts = exampleFacts(example);
    const answer = (set: RuleSet) => decide(facts, set, example.on).outcome;
    const [before, after] = [answer(rules.before), answer(rules.after)];
    const { code, given, on } = example;
    return before === after ? [] : [{ code, given, on, before, after }];
  });
