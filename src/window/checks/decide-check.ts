import type { Day } from '../../kernel/day.ts';
import { isPersonIdentifier } from '../../kernel/identifiers.ts';
import { type Measure, measuresFor } from '../../law/measures/measure.rules.ts';
import type { RuleSet } from '../../law/rulebook/rule-set.schema.ts';
import { storable } from '../../platform/door/db.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import type { IdentityProof } from '../../registry/subjects/subject.schema.ts';
import { decide, honoursThatCount } from './check.rules.ts';
import type { CheckIn } from './check.schema.ts';
import type { AskedFor } from './check-facts.store.ts';
import { newCheckNo } from './check-number.rules.ts';
import { codeOf, signatureOf } from './check-receipt.rules.ts';
import type { CheckRow, KeptFacts, Standpoint } from './check-row.rules.ts';
import { doubtsOf } from './doubt.rules.ts';
import { type ApplicantKind, applicantOf, type FeedFact } from './feed-freshness.rules.ts';
import type { FoundSubject, WeighedRecord } from './weighed-records.rules.ts';

// All checks of one moment are decided under these.
export type CheckConditions = {
  ruleSet: RuleSet;
  weighed: WeighedRecord[];
  feeds: Readonly<Record<ApplicantKind, readonly FeedFact[]>>;
  hasMatters: boolean;
  incentives: Measure[];
  standpoint: Standpoint;
  lists: string[];
};

export type Item = {
  asked: AskedFor;
  shown: { type: CheckIn['subject']['type']; code: string };
  purpose: CheckIn['purpose'];
  caseNo: string | null;
  identityProof: IdentityProof | null;
  today: Day;
};

/** The instant of a decision, and its day in Shanghai. */
export type DecidedAt = { today: Day; at: string };

export const factsOf = (
  { asked, shown }: Pick<Item, 'asked' | 'shown'>,
  found: FoundSubject,
  conditions: Pick<CheckConditions, 'feeds'>,
): KeptFacts => ({
  subject: {
    isKnown: found.id !== null,
    name: found.name,
    givenName: asked.name,
    formerNames: found.formerNames,
    dissolvedOn: found.dissolvedOn,
  },
  listings: found.listings,
  records: found.records,
  feeds: conditions.feeds[applicantOf(shown.type, shown.code)],
  matter: found.matter,
  ...(found.honours.length > 0 ? { honours: found.honours } : {}),
  ...(isPersonIdentifier(shown.type) ? { lookups: asked.lookups } : {}),
  ...doubtsOf(found, asked, shown.type),
});

// One decision with everything it stood on, signed.
export const decideOne = (
  { ctx, item }: { ctx: Ctx; item: Item },
  found: FoundSubject,
  { conditions, moment }: { conditions: CheckConditions; moment: DecidedAt },
): CheckRow => {
  const { asked, shown } = item;
  const { today } = moment;
  const facts = factsOf(item, found, conditions);
  const { outcome, reasons } = decide(facts, conditions.ruleSet, today);
  const row: CheckRow = {
    no: newCheckNo(today, ctx.randomBytes(8)),
    verifyCode: '',
    agencyId: ctx.actor.agency?.id ?? 0,
    actor: ctx.actor.by,
    subjectId: found.id,
    subject: { ...shown, name: found.name ?? asked.name, isKnown: found.id !== null },
    matter: asked.matter && storable(asked.matter),
    purpose: item.purpose,
    caseNo: item.caseNo && storable(item.caseNo),
    outcome,
    reasons,
    facts: {
      ...facts,
      ...incentivesFor(ctx, { facts, outcome, today }, conditions),
      standpoint: conditions.standpoint,
    },
    ruleSetVersion: conditions.ruleSet.version,
    decidedAt: moment.at,
    lists: conditions.lists,
  };
  row.signature = signatureOf(row, ctx.vault.sign) ?? '';
  row.verifyCode = codeOf(row.signature);
  return row;
};

// The incentives that the asking agency may grant for the honours. Basis: 国发〔2016〕33号第二部分
const incentivesFor = (
  { actor }: Ctx,
  { facts, outcome, today }: { facts: KeptFacts; outcome: CheckRow['outcome']; today: Day },
  { incentives }: CheckConditions,
): Pick<KeptFacts, 'incentives'> => {
  const honours = honoursThatCount(outcome, facts.honours ?? [], today);
  if (honours.length === 0 || !actor.agency) return {};
  const { code, name } = actor.agency;
  const granted = honours.flatMap(({ list }) => measuresFor(incentives, { code, name }, list));
  return {
    incentives: [...new Set(granted)].map(({ code, title, content, basis }) => ({
      code,
      title,
      content,
      basis,
    })),
  };
};
