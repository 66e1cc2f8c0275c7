import { permit } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { cursors, page, readCursor } from '../../platform/web/page-cursor.ts';
import { listPeopleRows } from './people.store.ts';

type Query = { agency?: string | undefined; after?: string | undefined; limit: number };

export const listPeople = async (ctx: Ctx, { agency, after, limit }: Query) => {
  permit(ctx, 'staff.list');
  const from = readCursor(cursors.uuid, after)?.[0] ?? null;
  return page(await listPeopleRows(ctx.db, { agency, after: from, limit: limit + 1 }), limit, ({ id }) => [
    id,
  ]);
};
