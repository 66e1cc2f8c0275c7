import { dayOf } from '../../kernel/day.ts';
import { calendarIn } from '../../law/calendar/calendar.store.ts';
import { settingsOn } from '../../law/rulebook/rulebook.store.ts';
import { dueSoonBy } from '../../notices/supervision/duty-due.rules.ts';
import { act } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { holdUnreminded, markReminded } from './assistance.store.ts';
import { tellReminded } from './tell-office.rules.ts';

const AT_ONCE = 200;

// One small step: each office is reminded once of each request, the day before it is due. Gives how many; 0 =
// none is left.
export const remindAssistance = (ctx: Ctx): Promise<number> =>
  act(ctx, 'assistance.remind', async (tx) => {
    const now = ctx.clock.now();
    const today = dayOf(now);
    const before = (await settingsOn(tx, today))('assistance.remind');
    const dueBy = dueSoonBy(await calendarIn(tx), today, before);
    const due = await holdUnreminded(tx, dueBy, AT_ONCE);
    for (const { no } of due) await markReminded(tx, no, now.toISOString());
    return {
      value: due.length,
      audit: { reminded: due.map(({ no }) => no) },
      events: [],
      agencyEvents: due.map(({ no, askedId, dueOn }) => tellReminded({ no, agencyId: askedId, dueOn })),
    };
  });
