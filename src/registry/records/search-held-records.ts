import { dayOf } from '../../kernel/day.ts';
import { look } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { cursors, page, readCursor } from '../../platform/web/page-cursor.ts';
import type { RecordRow } from './record.table.ts';
import { listHeldRecords } from './record-view.store.ts';

// Records that wait for the registrar, oldest first.
export const searchHeldRecords = (
  ctx: Ctx,
  query: { limit: number; after?: string },
): Promise<{ items: RecordRow[]; next: string | null }> =>
  look(ctx, 'record.list-held', async (tx) => {
    const after = readCursor(cursors.id, query.after)?.[0] ?? 0;
    const found = await listHeldRecords(tx, { after, limit: query.limit, today: dayOf(ctx.clock.now()) });
    return { value: page(found, query.limit, ({ id }) => [id]), audit: { count: found.length } };
  });
