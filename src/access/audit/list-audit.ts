import { look } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { cursors, page, readCursor } from '../../platform/web/page-cursor.ts';
import { type AuditQuery, listAuditLines } from './audit.store.ts';

// Reading the trail leaves a line in it.
export const listAudit = (ctx: Ctx, query: Omit<AuditQuery, 'before'> & { after?: string }) =>
  look(ctx, 'audit.read', async (tx) => {
    const { after, limit, ...filter } = query;
    const found = await listAuditLines(tx, {
      ...filter,
      before: readCursor(cursors.id, after)?.[0] ?? null,
      limit: limit + 1,
    });
    return {
      value: page(found, limit, ({ id }) => [id]),
      audit: { ...filter, subjectId: filter.subjectId ?? null },
    };
  });
