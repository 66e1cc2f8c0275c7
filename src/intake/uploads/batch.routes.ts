import { guarded, jsonAnswer, router } from '../../platform/web/http.ts';
import { listOf } from '../../platform/web/page-cursor.ts';
import { BatchId, BatchOut, BatchQuery, batchOut, SubmitQuery } from './batch.schema.ts';
import { cancelBatch } from './cancel-batch.ts';
import { confirmBatch } from './confirm-batch.ts';
import { searchBatches } from './search-batches.ts';
import { showBatch } from './show-batch.ts';
import { submitBatch } from './submit-batch.ts';

const tags = ['报送'];
// JSON too is sent as the bytes of a file; a form is left without a schema, so that a generated client takes
// a Blob for each of these types (docs/client.md).
const file = { schema: { type: 'string', format: 'binary' } } as const;

const submit = guarded(
  {
    permission: 'batch.submit',
    door: 'uploads',
    problems: [
      'catalog.unknown',
      'catalog.not-yours',
      'batch.too-large',
      'batch.format',
      'batch.archive',
      'batch.header',
      'batch.empty',
      'batch.upload-broken',
      'idempotency.reused',
      'idempotency.invalid',
    ],
  },
  {
    method: 'post',
    operationId: 'uploadBatch',
    path: '/batches',
    tags,
    summary: '上传一个文件（CSV、TSV、XLSX、JSON 数组、NDJSON、它们的 zip，或含一个 file 的表单）',
    description: '返回 202 即表示文件已加密落库；逐行校验与入库由后台完成，用 GET /batches/{id} 查看进度。',
    request: {
      query: SubmitQuery,
      body: {
        required: true,
        content: {
          'text/csv': file,
          'text/tab-separated-values': file,
          'application/zip': file,
          'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': file,
          'application/x-ndjson': file,
          'application/json': { ...file, example: '[{"sourceNo":"CF-2026-0001"}]' },
          'multipart/form-data': { schema: {} },
        },
      },
    },
    responses: {
      202: {
        ...jsonAnswer(BatchOut, '已受理的批次'),
        headers: {
          Location: { description: '批次地址', schema: { type: 'string' } },
        },
      },
    },
  },
);
const list = guarded(
  { permission: 'batch.list', problems: ['cursor.invalid'] },
  {
    method: 'get',
    operationId: 'listBatches',
    path: '/batches',
    tags,
    summary: '本单位的批次，新的在前',
    request: { query: BatchQuery },
    responses: { 200: jsonAnswer(listOf(BatchOut), '批次列表') },
  },
);
const show = guarded(
  { permission: 'batch.list', problems: ['batch.unknown'] },
  {
    method: 'get',
    operationId: 'showBatch',
    path: '/batches/{id}',
    tags,
    summary: '一个批次的状态、计数与进度',
    request: { params: BatchId },
    responses: { 200: jsonAnswer(BatchOut, '批次') },
  },
);
const cancel = guarded(
  { permission: 'batch.cancel', problems: ['batch.unknown', 'batch.stage', 'idempotency.reused'] },
  {
    method: 'post',
    operationId: 'cancelBatch',
    path: '/batches/{id}/cancel',
    tags,
    summary: '停止处理；已入库的行保留',
    request: { params: BatchId },
    responses: { 200: jsonAnswer(BatchOut, '已取消的批次') },
  },
);
const confirm = guarded(
  { permission: 'batch.confirm', problems: ['batch.unknown', 'batch.stage', 'idempotency.reused'] },
  {
    method: 'post',
    operationId: 'confirmBatch',
    path: '/batches/{id}/confirm',
    tags,
    summary: '确认整表覆盖：撤回文件未列明的记录',
    request: { params: BatchId },
    responses: { 200: jsonAnswer(BatchOut, '继续处理的批次') },
  },
);

export const batchRoutes = router()
  .openapi(submit, async (c) => {
    const length = c.req.header('content-length');
    const batch = await submitBatch(c.get('ctx'), {
      ...c.req.valid('query'),
      contentType: c.req.header('content-type') ?? '',
      contentLength: length === undefined ? null : Number(length),
      fileName: null,
      body: c.req.raw.body,
    });
    c.header('location', `/api/v1/batches/${batch.id}`);
    return c.json(batchOut(batch), 202);
  })
  .openapi(list, async (c) => {
    const { items, next } = await searchBatches(c.get('ctx'), c.req.valid('query'));
    return c.json({ items: items.map(batchOut), next }, 200);
  })
  .openapi(show, async (c) => c.json(batchOut(await showBatch(c.get('ctx'), c.req.valid('param').id)), 200))
  .openapi(cancel, async (c) =>
    c.json(batchOut(await cancelBatch(c.get('ctx'), c.req.valid('param').id)), 200),
  )
  .openapi(confirm, async (c) =>
    c.json(batchOut(await confirmBatch(c.get('ctx'), c.req.valid('param').id)), 200),
  );
