import { permit } from '../platform/act.ts';
import type { Ctx } from '../platform/deps.ts';
import { page, readCursor } from '../platform/page-cursor.ts';
import { listRecallRows } from './recall.store.ts';

export const listRecalls = async (ctx: Ctx, query: { limit: number; after?: string }) => {
  permit(ctx, 'check.list');
  const before = readCursor(query.after)?.[0];
  const found = await listRecallRows(ctx.db, {
    agencyId: ctx.actor.agency?.id ?? 0,
    before: before === undefined ? null : Number(before),
    limit: query.limit + 1,
  });
  return page(found, query.limit, ({ id }) => [id]);
};
