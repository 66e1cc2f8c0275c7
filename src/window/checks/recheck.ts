import { reaches } from '../../access/reach.rules.ts';
import { dayOf } from '../../kernel/day.ts';
import { Problem } from '../../kernel/problems.ts';
import { act } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { spendLookIn } from '../../platform/door/spend-looks.ts';
import { statementOver } from '../../platform/door/statement-over.ts';
import type { CheckIn } from './check.schema.ts';
import { fallenGrounds, findCheck, insertRecheck, keepChecks } from './check.store.ts';
import { checkAnswer } from './check-answer.ts';
import { auditOf, decideAgain } from './check-group.ts';
import { differenceSince } from './recheck.rules.ts';
import { groundsOf } from './shown-check.rules.ts';

// A new check of the same subject and matter is linked to the earlier one, which stays as it was. The answer
// says whether and by what the two differ.
export const recheck = (ctx: Ctx, no: string) =>
  act(ctx, 'check.run', async (tx) => {
    const before = await findCheck(tx, no);
    if (!before || !reaches(ctx.actor, 'check.run', before.agencyId)) throw new Problem('check.unknown');
    await spendLookIn(tx, ctx, before.purpose as CheckIn['purpose']);
    const run = statementOver(tx);
    const row = await decideAgain(run, ctx, before);
    const kept = keepChecks(ctx.vault, [row]);
    await run(`${kept.text} select 1`, kept.params);
    await insertRecheck(tx, { no: row.no, of: no, at: row.decidedAt });
    const grounds = [before, row].flatMap(({ facts }) => groundsOf(facts));
    const fallen = await fallenGrounds(tx, grounds, dayOf(ctx.clock.now()));
    return {
      value: { ...checkAnswer(row, ctx), recheck: differenceSince(before, row, fallen) },
      audit: { ...auditOf(row), recheckOf: no },
      events: [],
    };
  });
