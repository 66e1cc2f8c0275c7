import { createReadStream, statSync } from 'node:fs';
import { basename, extname } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { findAgency } from '../../src/access/agencies/agency.store.ts';
import { findBatch } from '../../src/intake/uploads/batch.store.ts';
import type { BatchRow } from '../../src/intake/uploads/batch.table.ts';
import { submitBatch } from '../../src/intake/uploads/submit-batch.ts';
import { workUploads } from '../../src/intake/uploads/work-uploads.driver.ts';
import { Problem } from '../../src/kernel/problems.ts';
import type { Ctx } from '../../src/platform/door/deps.ts';

const contentTypes: Readonly<Record<string, string>> = {
  '.csv': 'text/csv',
  '.xlsx': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  '.json': 'application/json',
  '.ndjson': 'application/x-ndjson',
};
export const contentTypeOf = (file: string): string =>
  contentTypes[extname(file).toLowerCase()] ?? 'application/octet-stream';

const LOOK_EVERY_MS = 200;
const isUnderWay = ({ status }: BatchRow) => status === 'queued' || status === 'running';

// The operator acts in an agency's name; the audit trail says both.
const inNameOf = async (ctx: Ctx, code: string): Promise<Ctx> => {
  const agency = await findAgency(ctx.db, code);
  if (!agency) throw new Problem('agency.unknown');
  return { ...ctx, actor: { ...ctx.actor, agency } };
};

// A running service may take the batch first; either way we wait for its end.
export const importFile = async (
  ctx: Ctx,
  { file, catalog, agency }: { file: string; catalog: string; agency: string },
): Promise<BatchRow> => {
  let batch = await submitBatch(await inNameOf(ctx, agency), {
    catalog,
    mode: 'append',
    contentType: contentTypeOf(file),
    contentLength: statSync(file).size,
    fileName: basename(file),
    body: createReadStream(file),
  });
  while (isUnderWay(batch)) {
    await workUploads(ctx);
    batch = (await findBatch(ctx.db, batch.id)) ?? batch;
    if (isUnderWay(batch)) await wait(LOOK_EVERY_MS);
  }
  return batch;
};

export const batchLine = (batch: BatchRow): string => {
  const { status, rows, accepted, unchanged, corrected, held, rejected, warnings, problem } = batch;
  const counts = `共 ${rows} 行：收录 ${accepted}、未变 ${unchanged}、更正 ${corrected}、待核 ${held}、退回 ${rejected}；提示 ${warnings}`;
  return status === 'done'
    ? `批次 ${batch.id} 已完成，${counts}`
    : `批次 ${batch.id} 状态 ${status}，${counts}${problem ? `；${problem.code} ${problem.detail ?? ''}` : ''}`;
};
