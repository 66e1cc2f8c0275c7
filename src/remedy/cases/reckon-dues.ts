import { calendarIn } from '../../law/calendar/calendar.store.ts';
import { act } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { reckonDuesBy } from './case.store.ts';

export const reckonDues = (ctx: Ctx): Promise<number> =>
  act(ctx, 'case.reckon', async (tx) => {
    const { settled } = await reckonDuesBy(tx, await calendarIn(tx), null);
    return { value: settled, audit: { settled }, events: [] };
  });
