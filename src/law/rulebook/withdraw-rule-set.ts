import { Problem } from '../../kernel/problems.ts';
import { act, must } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { knownRuleSet, stampOf } from './known-rule-set.ts';
import { stepRuleSet } from './rule-set.rules.ts';
import { withdrawRow } from './rule-set.store.ts';

export const withdrawRuleSet = (ctx: Ctx, version: number, reason: string, ifMatch?: string) =>
  act(ctx, 'rule-set.withdraw', async (tx) => {
    const { row, shown } = await knownRuleSet(ctx, tx, version, ifMatch);
    must(stepRuleSet(shown.state, 'withdraw'));
    if (!(await withdrawRow(tx, row, { ...stampOf(ctx), reason }))) throw new Problem('rule-set.wrong-stage');
    const after = await knownRuleSet(ctx, tx, version);
    return {
      value: { ...after.shown, revision: after.row.revision },
      audit: { version, reason, was: shown.state },
      events: [],
    };
  });
