import { z } from '@hono/zod-openapi';
import { guarded, jsonAnswer, jsonBody, router } from '../../platform/web/http.ts';
import { listReports } from './list-reports.ts';
import { makeReport } from './make-report.ts';
import { ReportIn, ReportList, ReportListQuery, ReportMade, ReportOut } from './report.schema.ts';
import { showReport } from './show-report.ts';

const tags = ['信用报告'];
const byNo = z.strictObject({ no: z.string().min(1).max(40).openapi({ example: 'BG20261124-7K3M9Q2A' }) });

const make = guarded(
  {
    permission: 'report.make',
    problems: [
      'subject.identifier',
      'file.case-no-required',
      'identity.proof-required',
      'authorisation.required',
      'authorisation.other',
      'authorisation.ended',
      'quota.exceeded',
    ],
  },
  {
    method: 'post',
    operationId: 'makeReport',
    path: '/reports',
    tags,
    summary: '出具一个主体的公共信用信息报告',
    request: { body: jsonBody(ReportIn) },
    responses: { 201: jsonAnswer(ReportMade, '报告编号与验证地址') },
  },
);
const list = guarded(
  { permission: 'report.list', problems: ['cursor.invalid'] },
  {
    method: 'get',
    operationId: 'listReports',
    path: '/reports',
    tags,
    summary: '本单位出具的信用报告',
    request: { query: ReportListQuery },
    responses: { 200: jsonAnswer(ReportList, '最新在前') },
  },
);
const show = guarded(
  { permission: 'report.show', problems: ['report.unknown'] },
  {
    method: 'get',
    operationId: 'showReport',
    path: '/reports/{no}',
    tags,
    summary: '查看一份信用报告（此后不得再展示的内容不再出现）',
    request: { params: byNo },
    responses: { 200: jsonAnswer(ReportOut, '按国家目录十三类分节') },
  },
);

export const reportRoutes = router()
  .openapi(make, async (c) => {
    const made = await makeReport(c.get('ctx'), c.req.valid('json'));
    return c.json(ReportMade.parse(made), 201, { location: `/api/v1/reports/${made.no}` });
  })
  .openapi(list, async (c) =>
    c.json(ReportList.parse(await listReports(c.get('ctx'), c.req.valid('query'))), 200),
  )
  .openapi(show, async (c) => c.json(await showReport(c.get('ctx'), c.req.valid('param').no), 200));
