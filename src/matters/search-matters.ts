import { permit } from '../platform/act.ts';
import type { Ctx } from '../platform/deps.ts';
import { page, readCursor } from '../platform/page-cursor.ts';
import { findMatters } from './matter.store.ts';

export const searchMatters = async (ctx: Ctx, query: { q?: string; limit: number; after?: string }) => {
  permit(ctx, 'matter.list');
  const after = readCursor(query.after)?.[0];
  const found = await findMatters(ctx.db, {
    words: query.q?.trim() ?? '',
    after: after === undefined ? null : String(after),
    limit: query.limit + 1,
  });
  return page(found, query.limit, ({ code }) => [code]);
};
