import { reachOf } from '../../access/reach.rules.ts';
import { dayOf } from '../../kernel/day.ts';
import { lookAtPage } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { cursors, page, readCursor } from '../../platform/web/page-cursor.ts';
import { listAuthorisationRows } from './authorisation.store.ts';
import { shownAuthorisation } from './shown-authorisation.ts';

export const listAuthorisations = (ctx: Ctx, query: { limit: number; after?: string }) =>
  lookAtPage(ctx, 'authorisation.list', query, async (tx) => {
    const found = await listAuthorisationRows(tx, {
      agencyId: reachOf(ctx.actor, 'authorisation.list'),
      before: readCursor(cursors.uuid, query.after)?.[0],
      limit: query.limit + 1,
    });
    const { items, next } = page(found, query.limit, ({ id }) => [id]);
    const today = dayOf(ctx.clock.now());
    return { items: items.map((row) => shownAuthorisation(row, today)), next };
  });
