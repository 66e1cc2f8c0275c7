import { calendarIn } from '../../law/calendar/calendar.store.ts';
import { act } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { dueAfter } from '../../remedy/cases/case-due.rules.ts';
import { holdProvisional, setTerm } from './assistance.store.ts';

/** Terms that cross a year whose holidays were not known are counted again once they are. */
export const reckonAssistance = (ctx: Ctx): Promise<number> =>
  act(ctx, 'assistance.remind', async (tx) => {
    const calendar = await calendarIn(tx);
    const open = await holdProvisional(tx);
    const known = open.flatMap(({ no, dueFrom, dueCount }) => {
      const { dueOn, isDueProvisional } = dueAfter(calendar, dueFrom, dueCount);
      return dueOn && !isDueProvisional ? [{ no, dueOn, isDueProvisional }] : [];
    });
    for (const { no, ...term } of known) await setTerm(tx, no, term);
    return { value: known.length, audit: { reckoned: known.map(({ no }) => no) }, events: [] };
  });
