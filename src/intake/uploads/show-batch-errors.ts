import { Problem } from '../../kernel/problems.ts';
import { findCatalog } from '../../law/catalogs/catalog-list.ts';
import { permit } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { cursors, page, readCursor } from '../../platform/web/page-cursor.ts';
import { mappingOfBatch } from '../reading/mapping-of-batch.ts';
import { listRowFaults } from './batch-error.store.ts';
import { maskedRow, placeOfRow, withValues } from './error-file.rules.ts';
import { findOwnBatch } from './find-own-batch.ts';
import { originalRow } from './original-row.ts';

// The screen shows the agency masked values. Its own values in full are a download, which is audited.
export const showBatchErrors = async (ctx: Ctx, id: string, query: { limit: number; after?: string }) => {
  permit(ctx, 'batch.errors');
  const batch = await findOwnBatch(ctx.db, { actor: ctx.actor, action: 'batch.errors' }, id);
  const catalog = findCatalog(batch.catalog, batch.edition);
  if (!catalog) throw new Problem('catalog.unknown');
  const found = await listRowFaults(ctx.db, id, {
    after: readCursor(cursors.row, query.after)?.[0] ?? 0,
    limit: query.limit + 1,
    verdicts: ['rejected', 'held', 'warned'],
  });
  const layout = { catalog, mapping: await mappingOfBatch(ctx.db, catalog, batch) };
  const items = found.map(async ({ row, verdict, faults, sealed }) => {
    const original = await originalRow(ctx, id, sealed);
    const cells = original && maskedRow(layout, batch.header ?? [], original);
    return {
      row,
      ...placeOfRow(batch.files, row),
      verdict,
      errors: withValues(faults, cells ?? []),
      values: cells && Object.fromEntries(cells.map(({ header, text }) => [header, text])),
    };
  });
  return page(await Promise.all(items), query.limit, ({ row }) => [row]);
};
