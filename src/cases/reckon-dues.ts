import { readCalendar } from '../calendar/calendar.store.ts';
import { day } from '../kernel/day.ts';
import { act } from '../platform/act.ts';
import type { Ctx } from '../platform/deps.ts';
import { caseKinds, provisionalDues, setDues } from './case.store.ts';
import { dueAfter } from './case-due.rules.ts';

// Days that were reckoned across a year without its notice are reckoned again with the calendar of today.
// Basis: domain.md §12
export const reckonDues = async (ctx: Ctx): Promise<number> => {
  const calendar = await readCalendar(ctx.statement);
  return act(ctx, 'case.reckon', async (tx) => {
    let settled = 0;
    for (const kind of caseKinds) {
      const found = await provisionalDues(tx, kind);
      const reckoned = found.map(({ id, dueFrom, dueCount }) => {
        const { dueOn, isDueProvisional } = dueAfter(calendar, day(dueFrom), dueCount);
        return { id, dueOn, isDueProvisional };
      });
      if (reckoned.length > 0) await setDues(tx, kind, reckoned);
      settled += reckoned.filter(({ isDueProvisional }) => !isDueProvisional).length;
    }
    return { value: settled, audit: { settled }, events: [] };
  });
};
