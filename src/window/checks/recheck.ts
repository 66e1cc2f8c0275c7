import { dayOf } from '../../kernel/day.ts';
import { type IdentifierType, isPersonIdentifier } from '../../kernel/identifiers.ts';
import { Problem } from '../../kernel/problems.ts';
import { act } from '../../platform/door/act.ts';
import { statementOver } from '../../platform/door/act-together.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { lookupOf } from '../../registry/subjects/subject-lookup.ts';
import type { CheckIn } from './check.schema.ts';
import { findCheck, insertRecheck, keepChecks } from './check.store.ts';
import { checkAnswer } from './check-answer.ts';
import { differenceSince } from './check-difference.ts';
import { auditOf, decideChecks } from './check-group.ts';
import type { CheckRow } from './check-row.rules.ts';
import type { Item } from './decide-check.ts';

// A new check of the same subject and matter, linked to the earlier one, which stays as it was: has the answer changed, and by what?
export const recheck = (ctx: Ctx, no: string) =>
  act(ctx, 'check.run', async (tx) => {
    const before = await findCheck(tx, no);
    if (!before || before.agency_id !== ctx.actor.agency?.id) throw new Problem('check.unknown');
    const item = itemAgain(ctx, before);
    const run = statementOver(tx);
    const [row] = (await decideChecks(run, [{ ctx, item }])) as [CheckRow];
    const kept = keepChecks([row]);
    await run(`${kept.text} select 1`, kept.params);
    await insertRecheck(tx, { no: row.no, of: no, at: row.decided_at });
    const difference = await differenceSince(tx, before, row, item.today);
    return {
      value: { ...checkAnswer(row, ctx), recheck: difference },
      audit: { ...auditOf(row), recheckOf: no },
      events: [],
    };
  });

// A person's number is not kept; its blind index finds the file again.
const itemAgain = (ctx: Ctx, { subject, facts, matter, purpose, case_no }: CheckRow): Item => {
  const type = subject.type as IdentifierType;
  const lookup = isPersonIdentifier(type) ? facts.lookup : lookupOf(ctx.vault, type, subject.code);
  if (!lookup) throw new Problem('check.not-repeatable');
  return {
    asked: { lookup, name: facts.subject.givenName, matter },
    shown: { type, code: subject.code },
    purpose: purpose as CheckIn['purpose'],
    caseNo: case_no,
    today: dayOf(ctx.clock.now()),
  };
};
