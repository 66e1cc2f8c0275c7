import { reaches } from '../../access/reach.rules.ts';
import { dayOf } from '../../kernel/day.ts';
import type { IdentifierType } from '../../kernel/identifiers.ts';
import { Problem } from '../../kernel/problems.ts';
import { act } from '../../platform/door/act.ts';
import type { Settled } from '../../platform/door/act-together.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { spendLookIn } from '../../platform/door/spend-looks.ts';
import { statementOver } from '../../platform/door/statement-over.ts';
import type { CheckIn } from './check.schema.ts';
import { fallenGrounds, findCheck, insertRecheck, keepChecks } from './check.store.ts';
import { checkAnswer } from './check-answer.ts';
import { namedAs } from './check-facts.store.ts';
import { auditOf, decideChecks } from './check-group.ts';
import type { CheckRow } from './check-row.rules.ts';
import type { Item } from './decide-check.ts';
import { lookupsAgain } from './lookups-again.ts';
import { differenceSince } from './recheck.rules.ts';
import { groundsOf } from './shown-check.rules.ts';

// A new check of the same subject and matter is linked to the earlier one, which stays as it was. The answer
// says whether and by what the two differ.
export const recheck = (ctx: Ctx, no: string) =>
  act(ctx, 'check.run', async (tx) => {
    const before = await findCheck(tx, no);
    if (!before || !reaches(ctx.actor, 'check.run', before.agencyId)) throw new Problem('check.unknown');
    const item = itemAgain(ctx, before);
    const run = statementOver(tx);
    await spendLookIn(tx, ctx, item.purpose);
    const [decided] = (await decideChecks(run, [{ ctx, item }])) as [Settled<CheckRow>];
    if ('cause' in decided) throw decided.cause;
    const row = decided.value;
    if (row.subjectId === null && mayStandOtherwise(before)) throw new Problem('check.not-repeatable');
    const kept = keepChecks(ctx.vault, [row]);
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
