import { calendarIn } from '../../law/calendar/calendar.store.ts';
import { act } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { dueAfter } from '../../remedy/cases/case-due.rules.ts';
import { hasProvisionalComplaints, moveComplaintTo, provisionalComplaints } from './complaint.store.ts';

// Days reckoned by weekends alone are reckoned again, until the year's holidays are known.
export const reckonComplaintDues = async (ctx: Ctx): Promise<void> => {
  if (!(await hasProvisionalComplaints(ctx.db))) return;
  await act(ctx, 'case.reckon', async (tx) => {
    const calendar = await calendarIn(tx);
    const open = await provisionalComplaints(tx);
    for (const { no, dueFrom, dueCount } of open)
      if (dueFrom !== null && dueCount !== null)
        await moveComplaintTo(tx, no, dueAfter(calendar, dueFrom, dueCount));
    return { value: undefined, audit: { complaints: open.length }, events: [] };
  });
};
