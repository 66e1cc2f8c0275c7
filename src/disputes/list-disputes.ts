import { LAST_DAY } from '../cases/case-wish.ts';
import { dayOf } from '../kernel/day.ts';
import { permit } from '../platform/act.ts';
import type { Ctx } from '../platform/deps.ts';
import { page, readCursor } from '../platform/page-cursor.ts';
import { searchDisputes } from './dispute.store.ts';
import { type DisputeLine, disputeOut } from './dispute-out.ts';

type Wish = {
  state?: string | undefined;
  overdue?: 'true' | 'false' | undefined;
  limit: number;
  after?: string | undefined;
};

// The deadline board: the registrar's shows all, everybody else's what they brought in or have to decide.
export const listDisputes = async (
  ctx: Ctx,
  wish: Wish,
): Promise<{ items: DisputeLine[]; next: string | null }> => {
  permit(ctx, 'dispute.list');
  const today = dayOf(ctx.clock.now());
  const cursor = readCursor(wish.after);
  const found = await searchDisputes(ctx.db, {
    state: wish.state,
    today,
    overdueOn: wish.overdue === 'true' ? today : null,
    agencyId: ctx.actor.roles.includes('registrar') ? null : (ctx.actor.agency?.id ?? 0),
    after: cursor && { dueOn: String(cursor[0]), id: Number(cursor[1]) },
    limit: wish.limit,
  });
  const { items, next } = page(found, wish.limit, ({ dueOn, id }) => [dueOn ?? LAST_DAY, id]);
  return { items: items.map((row) => disputeOut(row, today)), next };
};
