import { type Day, dayOf } from '../../kernel/day.ts';
import { type IdentifierType, maskCode } from '../../kernel/identifiers.ts';
import { Problem } from '../../kernel/problems.ts';
import { refuseMatters } from '../../law/matters/refuse-matters.ts';
import type { Group, Settled } from '../../platform/door/act-together.ts';
import type { Statement } from '../../platform/door/db.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { assureIndex } from '../../platform/keys/assure-index.ts';
import { identified } from '../../registry/subjects/identified.rules.ts';
import { lookupsOf } from '../../registry/subjects/subject-lookup.ts';
import type { CheckIn } from './check.schema.ts';
import { keepChecks } from './check.store.ts';
import { type CheckAnswer, checkAnswer } from './check-answer.ts';
import { conditionsOn, forgetConditions } from './check-conditions.ts';
import { type AskedFor, findFacts, namedAs } from './check-facts.store.ts';
import type { CheckRow } from './check-row.rules.ts';
import { decideOne, type Item } from './decide-check.ts';
import { lookupsAgain } from './lookups-again.ts';
import type { FoundSubject } from './weighed-records.rules.ts';

export const itemOf = (ctx: Ctx, input: CheckIn): Item => {
  const today = dayOf(ctx.clock.now());
  const identifier = identified(input.subject, today);
  const { type, code } = identifier;
  return {
    asked: {
      lookups: lookupsOf(ctx.vault, identifier),
      ...namedAs(ctx.vault, type, input.subject.name ?? null),
      matter: input.matter ?? null,
    },
    shown: { type, code: maskCode(type, code) },
    purpose: input.purpose,
    caseNo: input.caseNo ?? null,
    identityProof: input.identityProof ?? null,
    today,
  };
};

type Member = { ctx: Ctx; item: Item };

// One read for all; what it gives is not yet kept.
export const decideChecks = async (
  run: Statement,
  members: readonly Member[],
): Promise<Settled<CheckRow, Problem>[]> => {
  const [{ ctx }] = members as [Member];
  const asked = members.map(({ item }) => item.asked);
  const { conditions, subjects, refused, moment } = await factsOfOneDay(run, ctx, asked);
  return members.map((member, place) => {
    const cause = refused[place];
    return cause
      ? { cause }
      : { value: decideOne(member, subjects[place] as FoundSubject, { conditions, moment }) };
  });
};

const DAYS_TRIED = 3;

// Number, rules, validity and the instant of the decision are of one day: where midnight passes meanwhile,
// all is read again for the day that has begun.
const factsOfOneDay = async (run: Statement, ctx: Ctx, asked: readonly AskedFor[]) => {
  for (let left = DAYS_TRIED; ; left--) {
    const today = dayOf(ctx.clock.now());
    const { conditions, subjects } = await factsUnder(run, ctx, { today, asked });
    const matters = asked.map(({ matter }, place) => ({ matter, isFound: !!subjects[place]?.matter }));
    const refused = await refuseMatters(run, matters, conditions.hasMatters);
    const at = ctx.clock.now();
    if (dayOf(at) === today)
      return { conditions, subjects, refused, moment: { today, at: at.toISOString() } };
    if (left <= 1) throw new Problem('database.unavailable');
  }
};

// The facts say by themselves which rule set counts: one that was approved a moment ago, here or in another
// process, is read before anything is decided by the former.
const factsUnder = async (
  run: Statement,
  ctx: Ctx,
  { today, asked }: { today: Day; asked: readonly AskedFor[] },
) => {
  const [conditions] = await Promise.all([conditionsOn(run, ctx, today), assureIndex(ctx, run)]);
  const found = await findFacts(run, asked, { weighed: conditions.weighed, today });
  if (found.ruleSetVersion === conditions.ruleSet.version) return { conditions, subjects: found.subjects };
  forgetConditions(ctx);
  const renewed = await conditionsOn(run, ctx, today);
  const { subjects } = await findFacts(run, asked, { weighed: renewed.weighed, today });
  return { conditions: renewed, subjects };
};

export const auditOf = (row: CheckRow) => ({
  subjectId: row.subjectId,
  no: row.no,
  purpose: row.purpose,
  caseNo: row.caseNo,
  outcome: row.outcome,
});

// How a person proved who they are stands in the line only where they asked about themselves.
const auditWith = (row: CheckRow, { identityProof }: Item) =>
  identityProof ? { ...auditOf(row), identityProof } : auditOf(row);

export const checkTogether: Group<Item, CheckAnswer> = {
  action: 'check.run',
  most: 256,
  quotaOf: ({ purpose }) => purpose,
  decide: async (run, members) => {
    const checks = await decideChecks(run, members);
    return {
      answers: checks.map((one, place) =>
        'cause' in one
          ? { refusal: one.cause }
          : {
              value: checkAnswer(one.value, (members[place] as Member).ctx),
              audit: auditWith(one.value, (members[place] as Member).item),
            },
      ),
      write: keepChecks(
        (members[0] as Member).ctx.vault,
        checks.flatMap((one) => ('value' in one ? [one.value] : [])),
      ),
    };
  },
};

/** A check asked anew about the same subject and matter: the answer of now, kept only by a caller that keeps it. */
export const decideAgain = async (run: Statement, ctx: Ctx, before: CheckRow): Promise<CheckRow> => {
  const [decided] = await decideChecks(run, [{ ctx, item: itemAgain(ctx, before) }]);
  if (!decided) throw new Problem('check.not-repeatable');
  if ('cause' in decided) throw decided.cause;
  if (decided.value.subjectId === null && mayStandOtherwise(before))
    throw new Problem('check.not-repeatable');
  return decided.value;
};

const itemAgain = (ctx: Ctx, before: CheckRow): Item => {
  const { subject, facts, matter, purpose, caseNo } = before;
  const lookups = lookupsAgain(ctx.vault, before);
  if (!lookups) throw new Problem('check.not-repeatable');
  return {
    asked: { lookups, ...namedAs(ctx.vault, subject.type, facts.subject.givenName), matter },
    shown: { type: subject.type as IdentifierType, code: subject.code },
    purpose: purpose as CheckIn['purpose'],
    caseNo,
    // Shown at the check before this one; its line has it.
    identityProof: null,
    today: dayOf(ctx.clock.now()),
  };
};

// The first checks kept one key of a number: a file made since may stand under another spelling of it.
const mayStandOtherwise = ({ subject, facts }: CheckRow): boolean =>
  facts.lookups === undefined && ['passport', 'hk-macao-permit', 'taiwan-permit'].includes(subject.type);
