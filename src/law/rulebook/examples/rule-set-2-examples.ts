import { addMonths, type Day, day } from '../../../kernel/day.ts';
import type { Rule } from '../rule-set.schema.ts';
import { ruleSet2 } from '../rule-set-2.ts';
import { severeLists } from '../severe-lists.ts';

type Listed = { list: string; listedOn: Day; dueOn: Day | null; isOfLegalRepresentative?: true };
type Recorded = {
  catalog: string;
  class?: string;
  said?: string;
  decidedOn: Day;
  publishedUntil: Day | null;
};

// Each example gives the facts, the day of the question and the answer: run by the tests, printed in
// docs/rules.md.
export type RuleExample = {
  code: string;
  given: string;
  on: Day;
  outcome: 'eligible' | 'review' | 'ineligible' | 'matter-not-allowed';
  facts: {
    listings?: readonly Listed[];
    records?: readonly Recorded[];
    names?: { known: string; given: string };
    dissolvedOn?: Day;
    isMatterRetained?: true;
    feedAge?: number;
  };
};

const LISTED = day('2026-03-02');
const ASKED = day('2026-11-24');

type About = Omit<RuleExample, 'on' | 'code'> & { on?: Day };
const example = (code: string, { on = ASKED, ...about }: About): RuleExample => ({ code, on, ...about });

const listExamples = ({ code, title, list }: Extract<Rule, { kind: 'listing' }>): RuleExample[] => {
  const term = severeLists.find((one) => one.code === list)?.termMonths ?? null;
  const dueOn = term === null ? null : addMonths(LISTED, term);
  const listings = [{ list, listedOn: LISTED, dueOn }];
  const told = `${LISTED} 被列入${title}，${dueOn ? `期限至 ${dueOn}` : '未定期限'}`;
  const during = example(code, { given: told, facts: { listings }, outcome: 'ineligible' });
  return dueOn === null
    ? [during]
    : [during, example(code, { given: told, facts: { listings }, on: dueOn, outcome: 'eligible' })];
};

const promise = (said: string): Recorded => ({
  catalog: 'credit-commitment',
  said,
  decidedOn: LISTED,
  publishedUntil: addMonths(LISTED, 36),
});
const penalty = { catalog: 'administrative-penalty', decidedOn: LISTED };
const registered = { catalog: 'registration', decidedOn: LISTED, publishedUntil: null };

const others: readonly RuleExample[] = [
  example('matter.not-listed', {
    given: '所办事项在事项目录中列为保留清单',
    facts: { isMatterRetained: true },
    outcome: 'matter-not-allowed',
  }),
  example('commitment.false', {
    given: `${LISTED} 被认定虚假承诺，至今未修复`,
    facts: { records: [{ catalog: 'false-commitment', decidedOn: LISTED, publishedUntil: null }] },
    outcome: 'ineligible',
  }),
  example('commitment.unfulfilled', {
    given: `${LISTED} 作出的承诺，履行状态为全部未履行`,
    facts: { records: [promise('全部未履行')] },
    outcome: 'ineligible',
  }),
  example('commitment.unfulfilled', {
    given: `${LISTED} 作出的承诺，履行状态已更正为全部履行`,
    facts: { records: [promise('全部履行')] },
    outcome: 'eligible',
  }),
  example('commitment.partly-unfulfilled', {
    given: `${LISTED} 作出的承诺，履行状态为部分履行`,
    facts: { records: [promise('部分履行')] },
    outcome: 'review',
  }),
  example('penalty.severe', {
    given: `${LISTED} 受严重类处罚，公示至 2027-03-02`,
    facts: { records: [{ ...penalty, class: 'severe', publishedUntil: day('2027-03-02') }] },
    on: day('2027-03-01'),
    outcome: 'ineligible',
  }),
  example('penalty.severe', {
    given: `${LISTED} 受一般类处罚，公示至 2027-03-02`,
    facts: { records: [{ ...penalty, class: 'ordinary', publishedUntil: day('2027-03-02') }] },
    outcome: 'eligible',
  }),
  example('responsible-person.listed', {
    given: `其法定代表人 ${LISTED} 被列入失信被执行人名单，主体本身未被列入`,
    facts: {
      listings: [
        { list: 'judgment-defaulter', listedOn: LISTED, dueOn: null, isOfLegalRepresentative: true },
      ],
    },
    outcome: 'review',
  }),
  example('subject.name-mismatch', {
    given: '填写的名称既非登记名称，也非曾用名',
    facts: { names: { known: '云岫示例商行', given: '云岫示例贸易公司' } },
    outcome: 'review',
  }),
  example('subject.dissolved', {
    given: `${LISTED} 登记注销`,
    facts: { dissolvedOn: LISTED },
    outcome: 'review',
  }),
  example('subject.revoked', {
    given: `${LISTED} 登记状态为吊销`,
    facts: { records: [{ ...registered, said: '吊销' }] },
    outcome: 'review',
  }),
  example('subject.revoked', {
    given: `${LISTED} 登记状态为存续`,
    facts: { records: [{ ...registered, said: '存续' }] },
    outcome: 'eligible',
  }),
  example('subject.deceased', {
    given: `${LISTED} 登记死亡`,
    facts: { records: [{ catalog: 'death-record', decidedOn: LISTED, publishedUntil: null }] },
    outcome: 'review',
  }),
  example('feed.stale', {
    given: '失信被执行人名单已四个工作日未更新',
    facts: { feedAge: 4 },
    outcome: 'review',
  }),
];

export const ruleExamples: readonly RuleExample[] = [
  ...ruleSet2.rules.flatMap((rule) => (rule.kind === 'listing' ? listExamples(rule) : [])),
  ...others,
];
