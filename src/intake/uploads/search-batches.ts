import { reachOf } from '../../access/reach.rules.ts';
import { permit } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { cursors, page, readCursor } from '../../platform/web/page-cursor.ts';
import { listBatches } from './batch.store.ts';
import type { BatchRow } from './batch.table.ts';

export const searchBatches = async (
  ctx: Ctx,
  query: { limit: number; after?: string },
): Promise<{ items: BatchRow[]; next: string | null }> => {
  permit(ctx, 'batch.list');
  const cursor = readCursor(cursors.instantAndUuid, query.after);
  const found = await listBatches(ctx.db, {
    agencyId: reachOf(ctx.actor, 'batch.list'),
    limit: query.limit,
    ...(cursor ? { after: { createdAt: cursor[0], id: cursor[1] } } : {}),
  });
  return page(found, query.limit, ({ createdAt, id }) => [createdAt, id]);
};
