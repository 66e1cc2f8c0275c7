import { act } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { reckonAgain } from './reckon-dues.step.ts';

export const reckonDues = (ctx: Ctx): Promise<number> =>
  act(ctx, 'case.reckon', async (tx) => {
    const { settled } = await reckonAgain(tx, null);
    return { value: settled, audit: { settled }, events: [] };
  });
