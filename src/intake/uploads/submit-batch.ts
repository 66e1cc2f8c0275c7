import { withoutPersonalNumbers } from '../../kernel/personal-numbers.ts';
import { Problem } from '../../kernel/problems.ts';
import type { Catalog } from '../../law/catalogs/catalog.ts';
import { columnMapping } from '../../law/catalogs/reading/column-mapping.rules.ts';
import { act, permit } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { assureIndex } from '../../platform/keys/assure-index.ts';
import { incrementalSha256, sha256Hex } from '../../platform/keys/hash.ts';
import { findMapping } from '../reading/column-mapping.store.ts';
import type { FileHead } from '../reading/file-source.ts';
import { readHead } from '../reading/read-head.ts';
import { ownFeed } from '../rows/own-feed.ts';
import { dropUpload, openBatch, queueBatch, type StoredUpload } from './batch.store.ts';
import type { BatchMode, BatchRow } from './batch.table.ts';
import { addPart } from './batch-part.store.ts';
import { boundaryOf, multipartFile, type PartHead } from './multipart-file.ts';
import { splitParts } from './split-parts.ts';
import { PART_BYTES, partPurpose, storedParts } from './stored-parts.ts';

export type Submission = {
  catalog: string;
  mode: BatchMode;
  contentType: string;
  contentLength: number | null;
  fileName: string | null;
  body: AsyncIterable<Uint8Array> | null;
};
type Stored = { head: PartHead; byteCount: number; partCount: number; sha256: string };

// The upload is stored part by part in statements of its own, and the act at the end makes it a batch: a
// break before that leaves nothing behind.
export const submitBatch = async (ctx: Ctx, submission: Submission): Promise<BatchRow> => {
  permit(ctx, 'batch.submit');
  const { catalog, agency } = ownFeed(ctx.actor, submission.catalog);
  if ((submission.contentLength ?? 0) > ctx.config.maxUploadBytes) throw new Problem('batch.too-large');
  // Parts sealed with a wrong key could never be read.
  await assureIndex(ctx);
  const id = ctx.newId();
  await openBatch(ctx.db, {
    id,
    agencyId: agency.id,
    catalog: catalog.code,
    edition: catalog.edition,
    mode: submission.mode,
    format: 'csv',
    submittedBy: ctx.actor.by,
    createdAt: ctx.clock.now().toISOString(),
  });
  try {
    const stored = await store(ctx, id, submission);
    const upload = await checkHead(ctx, { id, catalog, agencyId: agency.id }, stored);
    const batch = await queue(ctx, id, upload);
    ctx.poke('batches');
    return batch;
  } catch (error) {
    throw withWayOut(error, submission.mode);
  } finally {
    await dropUpload(ctx.db, id);
  }
};

// An empty list of additions means that there was nothing to report; the answer names the zero report.
const withWayOut = (error: unknown, mode: BatchMode): unknown =>
  mode === 'append' && error instanceof Problem && error.code === 'batch.empty' && error.detail === undefined
    ? new Problem('batch.empty', {
        detail:
          '请确认文件含表头和至少一行数据后重新上传；本期间没有应报信息的，请在该目录的上传页面作零报告（接口 POST /api/v1/feeds/{目录代码}/zero-reports）。',
        cause: error,
      })
    : error;

const store = async (ctx: Ctx, batchId: string, submission: Submission): Promise<Stored> => {
  const { body, contentType, fileName } = submission;
  if (!body) throw new Problem('batch.empty');
  let head: PartHead = { fileName, contentType };
  const boundary = boundaryOf(contentType);
  const bytes = boundary ? multipartFile(body, boundary, (found) => (head = found)) : body;
  const digest = incrementalSha256();
  const limits = { partBytes: PART_BYTES, maxBytes: ctx.config.maxUploadBytes };
  let [no, byteCount] = [0, 0];
  try {
    for await (const part of splitParts(bytes, limits)) {
      no += 1;
      byteCount += part.byteLength;
      digest.update(part);
      await addPart(ctx.db, { batchId, no, sealed: await ctx.vault.seal(part, partPurpose(batchId)) });
    }
  } catch (cause) {
    throw isCutOff(cause) ? new Problem('batch.upload-broken', { cause }) : cause;
  }
  // A body that ends before its announced length was cut off, whatever the server made of it.
  if (!boundary && byteCount < (submission.contentLength ?? 0)) throw new Problem('batch.upload-broken');
  if (byteCount === 0) throw new Problem('batch.empty');
  return { head, byteCount, partCount: no, sha256: digest.hex() };
};

const isCutOff = (error: unknown) =>
  error instanceof Error && /abort|terminated|premature/i.test(`${error.name} ${error.message}`);

// The head is read with the column mapping of this moment; the batch keeps its version.
const checkHead = async (
  ctx: Ctx,
  { id, catalog, agencyId }: { id: string; catalog: Catalog; agencyId: number },
  { head, byteCount, partCount, sha256 }: Stored,
): Promise<StoredUpload> => {
  const saved = await findMapping(ctx.db, { agencyId, catalog: catalog.code });
  const mapping = saved?.columns ? columnMapping(catalog, saved.columns) : undefined;
  const found = await readHead(
    { catalog, mapping },
    { parts: (from) => storedParts(ctx, { id, partCount }, from), byteCount, ...head },
  );
  refuseLargeXlsx(found, byteCount, ctx.config.maxXlsxBytes);
  return {
    format: found.format,
    encoding: found.encoding,
    separator: found.separator,
    mappingVersion: mapping && saved ? saved.version : null,
    files: found.files?.map(({ byteCount: _, ...file }) => ({ ...file, firstRow: null })) ?? null,
    header: found.header?.map(withoutPersonalNumbers) ?? null,
    fileName: head.fileName && withoutPersonalNumbers(head.fileName),
    byteCount,
    partCount,
    sha256,
  };
};

const refuseLargeXlsx = ({ format, files }: FileHead, byteCount: number, maxBytes: number): void => {
  for (const file of files ?? [{ format, byteCount }])
    if (file.format === 'xlsx' && file.byteCount > maxBytes) throw new Problem('batch.too-large');
};

// The body was not part of the key's request until now. A repeat gets the first batch, and this copy is
// dropped.
const queue = (ctx: Ctx, id: string, upload: StoredUpload): Promise<BatchRow> => {
  const idempotency = ctx.idempotency && {
    key: ctx.idempotency.key,
    requestHash: sha256Hex(`${ctx.idempotency.requestHash}\n${upload.sha256}`),
  };
  return act({ ...ctx, idempotency }, 'batch.submit', async (tx) => {
    const batch = await queueBatch(tx, id, upload);
    if (!batch) throw new Problem('batch.upload-broken');
    const { catalog, mode, byteCount, sha256 } = batch;
    return { value: batch, audit: { batch: id, catalog, mode, byteCount, sha256 }, events: [] };
  });
};
