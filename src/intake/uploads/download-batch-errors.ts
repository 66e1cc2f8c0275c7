import { look } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import type { BatchRow } from './batch.table.ts';
import { listRowFaults } from './batch-error.store.ts';
import { errorLine, placeOfRow, REASON_HEADER } from './error-file.rules.ts';
import { findOwnBatch } from './find-own-batch.ts';
import { originalRow } from './original-row.ts';

export type ErrorFile = { header: string[]; rows: AsyncGenerator<string[]> };

const PAGE_ROWS = 500;

// Gives the refused rows with the agency's own values in full, to be mended and uploaded again. The download
// leaves an audit line.
export const downloadBatchErrors = (ctx: Ctx, id: string): Promise<ErrorFile> =>
  look(ctx, 'batch.errors', async (tx) => {
    const batch = await findOwnBatch(tx, { actor: ctx.actor, action: 'batch.errors' }, id);
    const header = batch.header ?? [];
    const value = { header: [...header, REASON_HEADER], rows: refusedRows(ctx, batch, header) };
    return { value, audit: { batch: id, rejected: batch.rejected } };
  });

async function* refusedRows(
  ctx: Ctx,
  { id, files }: BatchRow,
  header: readonly string[],
): AsyncGenerator<string[]> {
  for (let after = 0; ; ) {
    const found = await listRowFaults(ctx.db, id, { after, limit: PAGE_ROWS, verdicts: ['rejected'] });
    for (const { row, faults, sealed } of found) {
      const original = await originalRow(ctx, id, sealed);
      yield errorLine(header, { row, place: placeOfRow(files, row), faults, original });
    }
    const last = found.at(-1);
    if (!last) return;
    after = last.row;
  }
}
