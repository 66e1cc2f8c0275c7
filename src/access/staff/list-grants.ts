import { permit } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { cursors, page, readCursor } from '../../platform/web/page-cursor.ts';
import { listGrantRows } from './people.store.ts';

export const listGrants = async (
  ctx: Ctx,
  { after, limit }: { after?: string | undefined; limit: number },
) => {
  permit(ctx, 'grant.list');
  const before = readCursor(cursors.uuid, after)?.[0] ?? null;
  return page(await listGrantRows(ctx.db, { before, limit: limit + 1 }), limit, ({ id }) => [id]);
};
