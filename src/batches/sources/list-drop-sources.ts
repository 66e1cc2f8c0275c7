import { permit } from '../../platform/act.ts';
import type { Ctx } from '../../platform/deps.ts';
import { page, readCursor } from '../../platform/page-cursor.ts';
import { listSources } from './drop-source.store.ts';

export const listDropSources = async (ctx: Ctx, query: { limit: number; after?: string | undefined }) => {
  permit(ctx, 'source.list');
  const after = readCursor(query.after)?.[0];
  const found = await listSources(ctx.db, {
    limit: query.limit,
    after: after === undefined ? undefined : String(after),
  });
  return page(found, query.limit, ({ id }) => [id]);
};
