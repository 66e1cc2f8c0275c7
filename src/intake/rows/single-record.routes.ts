import { etagOf } from '../../platform/web/entity-tag.rules.ts';
import { IfMatch, withEtag } from '../../platform/web/entity-tag.schema.ts';
import { guarded, jsonAnswer, jsonBody, router } from '../../platform/web/http.ts';
import { judgesOwnBody } from '../../platform/web/input-faults.ts';
import {
  AdmissionIn,
  RecordFields,
  RecordId,
  RecordKey,
  RecordOut,
  recordOut,
  WithdrawQuery,
} from '../../registry/records/record.schema.ts';
import { admitRecord } from './admit-record.ts';
import { putRecord } from './put-record.ts';
import { withdrawRecord } from './withdraw-record.ts';

const tags = ['记录'];

const put = guarded(
  {
    permission: 'record.write',
    problems: [
      'catalog.unknown',
      'catalog.not-yours',
      'record.rejected',
      'record.precondition',
      'record.precondition-required',
      'record.stale',
    ],
  },
  {
    method: 'put',
    operationId: 'putRecord',
    path: '/records/{catalog}/{sourceNo}',
    tags,
    summary: '报送或更正一条记录；更正须带 If-Match',
    description:
      '可放心重发：与现有内容相同的报送答 200，不产生新版本，也不要求 If-Match。两人同时更正同一版本，后到者得 412。',
    request: { params: RecordKey, headers: IfMatch, body: jsonBody(RecordFields) },
    responses: {
      200: withEtag(jsonAnswer(RecordOut, '更正后的，或内容未变的记录')),
      201: withEtag(jsonAnswer(RecordOut, '新收录的记录')),
    },
  },
);
const withdraw = guarded(
  {
    permission: 'record.withdraw',
    problems: ['record.unknown', 'record.wrong-stage', 'record.precondition', 'record.stale'],
  },
  {
    method: 'delete',
    operationId: 'withdrawRecord',
    path: '/records/{catalog}/{sourceNo}',
    tags,
    summary: '撤回一条记录；由其列入的名单随之移出（事由 withdrawn-by-source），再次报送即重新列入',
    description: '可放心重发：已撤回的记录再撤回仍答 200，不产生新版本。If-Match 可省略。',
    request: { params: RecordKey, headers: IfMatch, query: WithdrawQuery },
    responses: { 200: withEtag(jsonAnswer(RecordOut, '已撤回的记录')) },
  },
);
const admit = guarded(
  {
    permission: 'record.admit',
    problems: [
      'record.unknown',
      'record.wrong-stage',
      'record.decision-fallen',
      'record.stale',
      'listing.document-required',
      'listing.wrong-stage',
      'idempotency.reused',
    ],
  },
  {
    method: 'post',
    operationId: 'admitRecord',
    path: '/records/{id}/admit',
    tags,
    summary: '收录一条待核实的记录，或者凭文书确认一项待核的移出',
    request: { params: RecordId, body: { ...jsonBody(AdmissionIn), required: false } },
    responses: { 200: jsonAnswer(RecordOut, '已收录的记录') },
  },
);

export const singleRecordRoutes = router()
  .openapi(
    put,
    async (c) => {
      const { record, isNew } = await putRecord(c.get('ctx'), {
        ...c.req.valid('param'),
        fields: c.req.valid('json'),
        ifMatch: c.req.header('if-match'),
      });
      c.header('etag', etagOf(record));
      return c.json(recordOut(record), isNew ? 201 : 200);
    },
    judgesOwnBody,
  )
  .openapi(withdraw, async (c) => {
    const record = await withdrawRecord(c.get('ctx'), {
      ...c.req.valid('param'),
      reason: c.req.valid('query').reason,
      ifMatch: c.req.header('if-match'),
    });
    c.header('etag', etagOf(record));
    return c.json(recordOut(record), 200);
  })
  .openapi(admit, async (c) =>
    c.json(recordOut(await admitRecord(c.get('ctx'), c.req.valid('param').id, c.req.valid('json'))), 200),
  );
