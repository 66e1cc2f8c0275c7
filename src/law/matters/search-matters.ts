import type { Ctx } from '../../platform/door/deps.ts';
import { cursors, page, readCursor } from '../../platform/web/page-cursor.ts';
import type { MatterQuery } from './matter.schema.ts';
import { findMatters } from './matter.store.ts';

// The catalogue is for everyone to read: it says what need not be brought along.
// Basis: 国办发〔2020〕42号：目录向社会公布
export const searchMatters = async (ctx: Ctx, query: MatterQuery) => {
  const found = await findMatters(ctx.db, {
    words: query.q?.trim() ?? '',
    list: query.list ?? null,
    kind: query.kind ?? null,
    department: query.department?.trim() || null,
    after: readCursor(cursors.code, query.after)?.[0] ?? null,
    limit: query.limit + 1,
  });
  return page(found, query.limit, ({ code }) => [code]);
};
