import { act } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { hasProvisionalDues } from './case.store.ts';
import { reckonAgain } from './reckon-dues.step.ts';

export const reckonDues = async (ctx: Ctx): Promise<number> => {
  if (!(await hasProvisionalDues(ctx.db))) return 0;
  return act(ctx, 'case.reckon', async (tx) => {
    const { settled } = await reckonAgain(tx, null);
    return { value: settled, audit: { settled }, events: [] };
  });
};
