import { guarded, jsonAnswer, router } from '../../platform/web/http.ts';
import { listOf } from '../../platform/web/page-cursor.ts';
import { BatchId, BatchQuery, RowErrorOut } from './batch.schema.ts';
import { downloadBatchErrors } from './download-batch-errors.ts';
import { errorCsv, errorXlsx } from './error-download.ts';
import { showBatchErrors } from './show-batch-errors.ts';

const tags = ['报送'];
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const binary = { schema: { type: 'string', format: 'binary' } } as const;

const errorsJson = guarded(
  { permission: 'batch.errors', problems: ['batch.unknown', 'cursor.invalid'] },
  {
    method: 'get',
    operationId: 'listBatchErrors',
    path: '/batches/{id}/errors.json',
    tags,
    summary: '逐行的退回、待核实与提示（个人信息已遮蔽）',
    request: { params: BatchId, query: BatchQuery },
    responses: { 200: jsonAnswer(listOf(RowErrorOut), '有问题的行') },
  },
);
const errorsCsv = guarded(
  { permission: 'batch.errors', problems: ['batch.unknown'] },
  {
    method: 'get',
    operationId: 'downloadBatchErrorsCsv',
    path: '/batches/{id}/errors.csv',
    tags,
    summary: '退回的行原样加“错误原因”一列，改正后可直接再报（下载留痕）',
    request: { params: BatchId },
    responses: { 200: { description: '带 BOM 的 UTF-8 CSV', content: { 'text/csv': binary } } },
  },
);
const errorsXlsx = guarded(
  { permission: 'batch.errors', problems: ['batch.unknown', 'batch.too-large'] },
  {
    method: 'get',
    operationId: 'downloadBatchErrorsXlsx',
    path: '/batches/{id}/errors.xlsx',
    tags,
    summary: '退回的行原样加“错误原因”一列，电子表格（下载留痕）',
    request: { params: BatchId },
    responses: { 200: { description: 'XLSX', content: { [XLSX]: binary } } },
  },
);

const attachment = (id: string, extension: string, type: string) => ({
  'content-type': type,
  'content-disposition': `attachment; filename="errors-${id}.${extension}"`,
  'cache-control': 'no-store',
});

export const batchErrorRoutes = router()
  .openapi(errorsJson, async (c) =>
    c.json(
      listOf(RowErrorOut).parse(
        await showBatchErrors(c.get('ctx'), c.req.valid('param').id, c.req.valid('query')),
      ),
      200,
    ),
  )
  .openapi(errorsCsv, async (c) => {
    const { id } = c.req.valid('param');
    const found = await downloadBatchErrors(c.get('ctx'), id);
    return c.body(errorCsv(found), 200, attachment(id, 'csv', 'text/csv; charset=utf-8'));
  })
  .openapi(errorsXlsx, async (c) => {
    const { id } = c.req.valid('param');
    const found = await downloadBatchErrors(c.get('ctx'), id);
    return c.body(await errorXlsx(found), 200, attachment(id, 'xlsx', XLSX));
  });
