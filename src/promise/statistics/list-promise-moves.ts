import { reachOf } from '../../access/reach.rules.ts';
import { dayOf } from '../../kernel/day.ts';
import { lookAtPage } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { cursors, page, readCursor } from '../../platform/web/page-cursor.ts';
import { daysAsked } from './promise-figures.rules.ts';
import { searchMoves } from './promise-move.store.ts';
import type { MoveQuery } from './statistics.schema.ts';

/** The steps behind one figure, the newest first. */
export const listPromiseMoves = (ctx: Ctx, query: MoveQuery) =>
  lookAtPage(ctx, 'promise-statistics.read', query, async (tx) => {
    const found = await searchMoves(tx, {
      ...daysAsked(query, dayOf(ctx.clock.now())),
      agencyId: reachOf(ctx.actor, 'promise-statistics.read'),
      event: query.event,
      only: query.only === undefined ? undefined : { by: query.by, value: query.only },
      before: readCursor(cursors.id, query.after)?.[0],
      limit: query.limit + 1,
    });
    const { items, next } = page(found, query.limit, ({ id }) => [id]);
    return {
      items: items.map(({ event, no, agencyName, matter, at }) => ({
        event,
        no,
        agency: agencyName,
        matter,
        at,
      })),
      next,
    };
  });
