import { permit } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { cursors, page, readCursor } from '../../platform/web/page-cursor.ts';
import { listSources } from './drop-source.store.ts';

export const listDropSources = async (ctx: Ctx, query: { limit: number; after?: string | undefined }) => {
  permit(ctx, 'source.list');
  const found = await listSources(ctx.db, {
    limit: query.limit,
    after: readCursor(cursors.uuid, query.after)?.[0],
  });
  return page(found, query.limit, ({ id }) => [id]);
};
