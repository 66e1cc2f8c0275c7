import { z } from '@hono/zod-openapi';
import { guarded, jsonAnswer, jsonBody, router } from '../../platform/web/http.ts';
import { base64Of } from './authorisation.rules.ts';
import {
  AuthorisationIn,
  AuthorisationList,
  AuthorisationOut,
  AuthorisationQuery,
  ScanOut,
} from './authorisation.schema.ts';
import { listAuthorisations } from './list-authorisations.ts';
import { recordAuthorisation } from './record-authorisation.ts';
import { showAuthorisationScan } from './show-authorisation-scan.ts';
import { withdrawAuthorisation } from './withdraw-authorisation.ts';

const tags = ['本人授权'];
const byId = z.strictObject({ id: z.uuid() });

const record = guarded(
  {
    permission: 'authorisation.record',
    problems: ['subject.identifier', 'authorisation.person', 'authorisation.period', 'authorisation.scan'],
  },
  {
    method: 'post',
    operationId: 'recordAuthorisation',
    path: '/authorisations',
    tags,
    summary: '登记一份本人授权：谁授权本单位、为何目的、起止日期、授权书扫描件',
    request: { body: jsonBody(AuthorisationIn) },
    responses: { 201: jsonAnswer(AuthorisationOut, '授权编号，查询时填写') },
  },
);
const list = guarded(
  { permission: 'authorisation.list', problems: ['cursor.invalid'] },
  {
    method: 'get',
    operationId: 'listAuthorisations',
    path: '/authorisations',
    tags,
    summary: '本单位登记的本人授权（不含姓名、号码）',
    request: { query: AuthorisationQuery },
    responses: { 200: jsonAnswer(AuthorisationList, '最新在前') },
  },
);
const scan = guarded(
  { permission: 'authorisation.scan', problems: ['authorisation.unknown'] },
  {
    method: 'get',
    operationId: 'showAuthorisationScan',
    path: '/authorisations/{id}/scan',
    tags,
    summary: '查看授权书扫描件（留痕）',
    request: { params: byId },
    responses: { 200: jsonAnswer(ScanOut, 'Base64') },
  },
);
const withdraw = guarded(
  { permission: 'authorisation.withdraw', problems: ['authorisation.unknown', 'authorisation.withdrawn'] },
  {
    method: 'post',
    operationId: 'withdrawAuthorisation',
    path: '/authorisations/{id}/withdraw',
    tags,
    summary: '本人撤回授权：随时可以，不必说明理由，立即生效',
    request: { params: byId },
    responses: { 200: jsonAnswer(AuthorisationOut, '已撤回') },
  },
);

export const authorisationRoutes = router()
  .openapi(record, async (c) => {
    const made = await recordAuthorisation(c.get('ctx'), c.req.valid('json'));
    return c.json(AuthorisationOut.parse(made), 201, { location: `/api/v1/authorisations/${made.id}` });
  })
  .openapi(list, async (c) =>
    c.json(AuthorisationList.parse(await listAuthorisations(c.get('ctx'), c.req.valid('query'))), 200),
  )
  .openapi(scan, async (c) => {
    const { bytes, ...about } = await showAuthorisationScan(c.get('ctx'), c.req.valid('param').id);
    return c.json({ ...about, scan: base64Of(bytes) }, 200);
  })
  .openapi(withdraw, async (c) =>
    c.json(AuthorisationOut.parse(await withdrawAuthorisation(c.get('ctx'), c.req.valid('param').id)), 200),
  );
