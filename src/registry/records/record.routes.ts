import { etagOf } from '../../platform/web/entity-tag.rules.ts';
import { withEtag } from '../../platform/web/entity-tag.schema.ts';
import { guarded, jsonAnswer, jsonBody, router } from '../../platform/web/http.ts';
import { listOf } from '../../platform/web/page-cursor.ts';
import { markRecordCorrected } from './mark-record-corrected.ts';
import { markRecordUncorrected } from './mark-record-uncorrected.ts';
import { CorrectionIn, HeldQuery, RecordId, RecordKey, RecordOut, recordOut } from './record.schema.ts';
import { refuseRecord } from './refuse-record.ts';
import { searchHeldRecords } from './search-held-records.ts';
import { showRecord } from './show-record.ts';

const tags = ['记录'];

const show = guarded(
  { permission: 'record.read', problems: ['record.unknown'] },
  {
    method: 'get',
    operationId: 'showRecord',
    path: '/records/{catalog}/{sourceNo}',
    tags,
    summary: '本单位的一条记录（ETag 为版本）',
    request: { params: RecordKey },
    responses: { 200: withEtag(jsonAnswer(RecordOut, '记录')) },
  },
);
const held = guarded(
  { permission: 'record.list-held', problems: ['cursor.invalid'] },
  {
    method: 'get',
    operationId: 'listHeldRecords',
    path: '/records',
    tags,
    summary: '待登记机构核实的记录',
    request: { query: HeldQuery },
    responses: { 200: jsonAnswer(listOf(RecordOut), '待核实的记录') },
  },
);
const refuse = guarded(
  {
    permission: 'record.refuse',
    problems: ['record.unknown', 'record.wrong-stage', 'record.stale', 'idempotency.reused'],
  },
  {
    method: 'post',
    operationId: 'refuseRecord',
    path: '/records/{id}/refuse',
    tags,
    summary: '不予收录一条待核实的记录',
    request: { params: RecordId },
    responses: { 200: jsonAnswer(RecordOut, '不予收录的记录') },
  },
);
const uncorrected = guarded(
  {
    permission: 'record.mark-uncorrected',
    problems: ['record.unknown', 'record.wrong-stage', 'idempotency.reused'],
  },
  {
    method: 'post',
    operationId: 'markRecordUncorrected',
    path: '/records/{id}/uncorrected',
    tags,
    summary: '标注尚未纠正：最长公示期届满时不自动停止，待认定单位决定',
    request: { params: RecordId, body: jsonBody(CorrectionIn) },
    responses: { 200: jsonAnswer(RecordOut, '已标注的记录') },
  },
);
const corrected = guarded(
  {
    permission: 'record.mark-corrected',
    problems: ['record.unknown', 'record.wrong-stage', 'idempotency.reused'],
  },
  {
    method: 'post',
    operationId: 'markRecordCorrected',
    path: '/records/{id}/corrected',
    tags,
    summary: '标注已纠正：已超过最长公示期的，公示随即停止',
    request: { params: RecordId, body: jsonBody(CorrectionIn) },
    responses: { 200: jsonAnswer(RecordOut, '已标注的记录') },
  },
);

export const recordRoutes = router()
  .openapi(show, async (c) => {
    const record = await showRecord(c.get('ctx'), c.req.valid('param'));
    c.header('etag', etagOf(record));
    return c.json(recordOut(record), 200);
  })
  .openapi(held, async (c) => {
    const { items, next } = await searchHeldRecords(c.get('ctx'), c.req.valid('query'));
    return c.json({ items: items.map(recordOut), next }, 200);
  })
  .openapi(uncorrected, async (c) => {
    const { id } = c.req.valid('param');
    return c.json(recordOut(await markRecordUncorrected(c.get('ctx'), id, c.req.valid('json'))), 200);
  })
  .openapi(corrected, async (c) => {
    const { id } = c.req.valid('param');
    return c.json(recordOut(await markRecordCorrected(c.get('ctx'), id, c.req.valid('json'))), 200);
  })
  .openapi(refuse, async (c) =>
    c.json(recordOut(await refuseRecord(c.get('ctx'), c.req.valid('param').id)), 200),
  );
