import { calendarIn } from '../../law/calendar/calendar.store.ts';
import { act } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { hasProvisionalDues, reckonDuesBy } from './case.store.ts';

// A night without a provisional term leaves no audit line.
export const reckonDues = async (ctx: Ctx): Promise<number> => {
  if (!(await hasProvisionalDues(ctx.db))) return 0;
  return act(ctx, 'case.reckon', async (tx) => {
    const { settled } = await reckonDuesBy(tx, await calendarIn(tx), null);
    return { value: settled, audit: { settled }, events: [] };
  });
};
