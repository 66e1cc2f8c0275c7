import { permit } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { cursors, page, readCursor } from '../../platform/web/page-cursor.ts';
import { keyState } from './key.rules.ts';
import { listKeyRows } from './key.store.ts';

type Query = { agency?: string | undefined; limit: number; after?: string | undefined };

// The newest first, with what each may open; the keys themselves are known to nobody.
export const listKeys = async (ctx: Ctx, { agency, limit, after }: Query) => {
  permit(ctx, 'key.list');
  const found = await listKeyRows(ctx.db, { agency, limit, after: readCursor(cursors.uuid, after)?.[0] });
  const now = ctx.clock.now();
  const items = found.map((row) => ({ ...row, state: keyState(row, now) }));
  return page(items, limit, ({ id }) => [id]);
};
