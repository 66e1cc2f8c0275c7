import { act } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { judgeChecks } from './judge-dues.step.ts';
import { hasDues, takeDues } from './touched.store.ts';

const AT_ONCE = 100;

// Judges one bite of the valid checks that a change has touched. An agency whose answer would have been
// different, a clean one too, gets it as a recall. Gives true while more is left.
export const judgeAgain = async (ctx: Ctx): Promise<boolean> => {
  if (!(await hasDues(ctx.db))) return false;
  return act(ctx, 'check.recall', async (tx) => {
    const dues = await takeDues(tx, AT_ONCE);
    const recalled = dues.length > 0 ? await judgeChecks({ ctx, tx }, dues) : [];
    return {
      value: dues.length === AT_ONCE,
      audit: { judged: dues.length, count: recalled.length, checks: recalled },
      events: [],
    };
  });
};
