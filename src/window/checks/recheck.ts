import { dayOf } from '../../kernel/day.ts';
import { type IdentifierType, isPersonIdentifier } from '../../kernel/identifiers.ts';
import { Problem } from '../../kernel/problems.ts';
import { act } from '../../platform/door/act.ts';
import { type Settled, statementOver } from '../../platform/door/act-together.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { type Lookups, lookupsOf } from '../../registry/subjects/subject-lookup.ts';
import type { CheckIn } from './check.schema.ts';
import { fallenGrounds, findCheck, insertRecheck, keepChecks } from './check.store.ts';
import { checkAnswer } from './check-answer.ts';
import { auditOf, decideChecks } from './check-group.ts';
import type { CheckRow } from './check-row.rules.ts';
import type { Item } from './decide-check.ts';
import { differenceSince } from './recheck.rules.ts';
import { groundsOf } from './shown-check.rules.ts';

// A new check of the same subject and matter is linked to the earlier one, which stays as it was. The answer
// says whether and by what the two differ.
export const recheck = (ctx: Ctx, no: string) =>
  act(ctx, 'check.run', async (tx) => {
    const before = await findCheck(tx, no);
    if (!before || before.agencyId !== ctx.actor.agency?.id) throw new Problem('check.unknown');
    const item = itemAgain(ctx, before);
    const run = statementOver(tx);
    const [decided] = (await decideChecks(run, [{ ctx, item }])) as [Settled<CheckRow>];
    if ('cause' in decided) throw decided.cause;
    const row = decided.value;
    if (row.subjectId === null && mayStandOtherwise(before)) throw new Problem('check.not-repeatable');
    const kept = keepChecks([row]);
    await run(`${kept.text} select 1`, kept.params);
    await insertRecheck(tx, { no: row.no, of: no, at: row.decidedAt });
    const grounds = [before, row].flatMap(({ facts }) => groundsOf(facts));
    const fallen = await fallenGrounds(tx, grounds, item.today);
    return {
      value: { ...checkAnswer(row, ctx), recheck: differenceSince(before, row, fallen) },
      audit: { ...auditOf(row), recheckOf: no },
      events: [],
    };
  });

// A person's number is not kept; its blind index finds the file again.
const itemAgain = (ctx: Ctx, { subject, facts, matter, purpose, caseNo }: CheckRow): Item => {
  const type = subject.type as IdentifierType;
  const lookups = isPersonIdentifier(type)
    ? (facts.lookups ?? lookupsOnce(type, facts.lookup))
    : lookupsOf(ctx.vault, { type, code: subject.code });
  if (!lookups) throw new Problem('check.not-repeatable');
  return {
    asked: { lookups, name: facts.subject.givenName, matter },
    shown: { type, code: subject.code },
    purpose: purpose as CheckIn['purpose'],
    caseNo,
    today: dayOf(ctx.clock.now()),
  };
};

// The first checks kept one key of a number: a file made since may stand under another spelling of it.
const mayStandOtherwise = ({ subject, facts }: CheckRow): boolean =>
  facts.lookups === undefined && ['passport', 'hk-macao-permit', 'taiwan-permit'].includes(subject.type);

// The first checks did not ask for a passport's country.
const lookupsOnce = (type: IdentifierType, lookup: string | undefined): Lookups | undefined => {
  if (!lookup) return undefined;
  return type === 'passport' ? [null, lookup, null] : [lookup, null, null];
};
