import { permit } from './act.ts';
import type { Ctx } from './deps.ts';
import { page, readCursor } from './page-cursor.ts';
import { listScheduleStates } from './schedule-list.store.ts';

export const listSchedules = async (ctx: Ctx, wish: { limit: number; after?: string | undefined }) => {
  permit(ctx, 'schedule.list');
  const [after] = readCursor(wish.after) ?? [];
  const found = await listScheduleStates(ctx.db, {
    after: after === undefined ? null : String(after),
    limit: wish.limit + 1,
    now: ctx.clock.now(),
  });
  return page(found, wish.limit, ({ job }) => [job]);
};
