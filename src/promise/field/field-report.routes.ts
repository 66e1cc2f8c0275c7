import { z } from '@hono/zod-openapi';
import { guarded, jsonAnswer, jsonBody, router } from '../../platform/web/http.ts';
import {
  FieldReportIn,
  FieldReportKey,
  FieldReportListOut,
  FieldReportOut,
  FieldReportQuery,
} from './field-report.schema.ts';
import { listFieldReports } from './list-field-reports.ts';
import { recordFieldReport } from './record-field-report.ts';
import { showFieldPicture } from './show-field-picture.ts';
import { showFieldReport } from './show-field-report.ts';

const tags = ['网格员代办'];

const record = guarded(
  {
    permission: 'field.record',
    problems: [
      'request.too-large',
      'field-report.time',
      'commitment.scan-too-large',
      'commitment.scan-no-picture',
    ],
  },
  {
    method: 'post',
    operationId: 'recordFieldReport',
    path: '/field-reports',
    tags,
    summary: '登记上门核查或者线索；请带 Idempotency-Key，断线重发只记一次',
    request: { body: jsonBody(FieldReportIn) },
    responses: { 201: jsonAnswer(FieldReportOut, '已登记') },
  },
);
const list = guarded(
  { permission: 'field.list', problems: ['cursor.invalid'] },
  {
    method: 'get',
    operationId: 'listFieldReports',
    path: '/field-reports',
    tags,
    summary: '本单位的上门核查和线索；登记机构、审计可见全部',
    request: { query: FieldReportQuery },
    responses: { 200: jsonAnswer(FieldReportListOut, '最新在前') },
  },
);
const show = guarded(
  { permission: 'field.show', problems: ['field-report.unknown'] },
  {
    method: 'get',
    operationId: 'showFieldReport',
    path: '/field-reports/{id}',
    tags,
    summary: '一份上门核查或者线索',
    request: { params: FieldReportKey },
    responses: { 200: jsonAnswer(FieldReportOut, '上门核查或者线索') },
  },
);
const picture = guarded(
  { permission: 'field.show', problems: ['field-report.unknown', 'field-report.no-picture'] },
  {
    method: 'get',
    operationId: 'showFieldReportPicture',
    path: '/field-reports/{id}/picture',
    tags,
    summary: '所附照片；附带的位置等信息在收存时已去除',
    request: { params: FieldReportKey },
    responses: {
      200: {
        description: '照片',
        content: { 'image/jpeg': { schema: z.string() }, 'image/png': { schema: z.string() } },
      },
    },
  },
);

export const fieldReportRoutes = router()
  .openapi(record, async (c) => c.json(await recordFieldReport(c.get('ctx'), c.req.valid('json')), 201))
  .openapi(list, async (c) => c.json(await listFieldReports(c.get('ctx'), c.req.valid('query')), 200))
  .openapi(show, async (c) => c.json(await showFieldReport(c.get('ctx'), c.req.valid('param').id), 200))
  .openapi(picture, async (c) => {
    const { mediaType, bytes } = await showFieldPicture(c.get('ctx'), c.req.valid('param').id);
    return c.body(bytes.slice(), 200, { 'content-type': mediaType });
  });
