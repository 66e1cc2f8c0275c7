import { permit } from '../door/act.ts';
import type { Ctx } from '../door/deps.ts';
import { cursors, page, readCursor } from '../web/page-cursor.ts';
import { listScheduleStates } from './schedule-list.store.ts';

export const listSchedules = async (ctx: Ctx, wish: { limit: number; after?: string | undefined }) => {
  permit(ctx, 'schedule.list');
  const found = await listScheduleStates(ctx.db, {
    after: readCursor(cursors.code, wish.after)?.[0] ?? null,
    limit: wish.limit + 1,
    now: ctx.clock.now(),
  });
  return page(found, wish.limit, ({ job }) => [job]);
};
