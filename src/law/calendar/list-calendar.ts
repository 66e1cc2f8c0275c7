import { permit } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { listYears } from './calendar.store.ts';
import type { LoadedCalendarYear } from './calendar.table.ts';

// The years whose notice is loaded; a deadline that runs beyond them is provisional.
export const listCalendar = (ctx: Ctx): Promise<LoadedCalendarYear[]> => {
  permit(ctx, 'calendar.read');
  return listYears(ctx.db);
};
