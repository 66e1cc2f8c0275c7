import { permit } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { cursors, page, readCursor } from '../../platform/web/page-cursor.ts';
import { checkpointsAfter } from './checkpoint.store.ts';

// Oldest first, so that a witness goes on from where it was.
export const listCheckpoints = async (ctx: Ctx, { after, limit }: { after?: string; limit: number }) => {
  permit(ctx, 'audit.witness');
  const found = await checkpointsAfter(ctx.db, readCursor(cursors.id, after)?.[0] ?? 0, limit + 1);
  const told = found.map(({ no, size, at, note }) => ({ no, size, at, note }));
  return page(told, limit, ({ no }) => [no]);
};
