import { lookAtPage } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { cursors, page, readCursor } from '../../platform/web/page-cursor.ts';
import { listRecallRows } from './recall.store.ts';

export const listRecalls = (ctx: Ctx, query: { limit: number; after?: string }) =>
  lookAtPage(ctx, 'check.list', { ...query, recalls: true }, async (tx) => {
    const found = await listRecallRows(tx, {
      agencyId: ctx.actor.agency?.id ?? 0,
      before: readCursor(cursors.id, query.after)?.[0] ?? null,
      limit: query.limit + 1,
    });
    return page(found, query.limit, ({ id }) => [id]);
  });
