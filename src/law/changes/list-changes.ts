import { permit } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { cursors, page, readCursor } from '../../platform/web/page-cursor.ts';
import type { ChangeQuery } from './change.schema.ts';
import { findChanges } from './change.store.ts';
import { summaryOut } from './change-out.ts';

// The history of the law in this city: who drafted, who approved, upon what document.
export const listChanges = async (ctx: Ctx, { kind, state, after, limit }: ChangeQuery) => {
  permit(ctx, 'change.list');
  const below = readCursor(cursors.uuid, after)?.[0];
  const found = await findChanges(ctx.db, { kind, state, below, limit: limit + 1 });
  const { items, next } = page(found, limit, ({ id }) => [id]);
  return { items: items.map(summaryOut), next };
};
