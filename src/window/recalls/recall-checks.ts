import { act } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { hasRecalls, insertRecalls } from './recall.store.ts';

// When a reason falls by revocation or dispute, its agency is given the checks that stood on it, to tell the
// applicants.
export const recallChecks = async (ctx: Ctx): Promise<number> => {
  if (!(await hasRecalls(ctx.db))) return 0;
  return act(ctx, 'check.recall', async (tx) => {
    const recalled = await insertRecalls(tx, ctx.clock.now().toISOString());
    return {
      value: recalled.length,
      audit: { count: recalled.length, checks: recalled.slice(0, 100) },
      events: [],
    };
  });
};
