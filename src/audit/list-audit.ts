import { look } from '../platform/act.ts';
import type { Ctx } from '../platform/deps.ts';
import { page, readCursor } from '../platform/page-cursor.ts';
import { type AuditQuery, listAuditLines } from './audit.store.ts';

// Reading the trail leaves a line in it.
export const listAudit = (ctx: Ctx, query: Omit<AuditQuery, 'before'> & { after?: string }) =>
  look(ctx, 'audit.read', async (tx) => {
    const { after, limit, ...filter } = query;
    const before = readCursor(after)?.[0];
    const found = await listAuditLines(tx, {
      ...filter,
      before: before === undefined ? null : Number(before),
      limit: limit + 1,
    });
    return {
      value: page(found, limit, ({ id }) => [id]),
      audit: { ...filter, subjectId: filter.subjectId ?? null },
    };
  });
