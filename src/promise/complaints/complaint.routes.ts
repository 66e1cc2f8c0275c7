import type { z } from '@hono/zod-openapi';
import { guarded, jsonAnswer, jsonBody, router } from '../../platform/web/http.ts';
import type { ComplaintEvent } from './complaint.rules.ts';
import {
  AskIn,
  ComplaintIn,
  ComplaintListOut,
  ComplaintNo,
  ComplaintOut,
  ComplaintQuery,
  FiledOut,
  ForwardIn,
  MonthsOut,
  MonthsQuery,
  NoteIn,
  OrderIn,
  TransferIn,
} from './complaint.schema.ts';
import { countComplaints } from './count-complaints.ts';
import { enterComplaint } from './enter-complaint.ts';
import { listComplaints } from './list-complaints.ts';
import { showComplaint } from './show-complaint.ts';
import { stepComplaint } from './step-complaint.ts';

const tags = ['投诉举报'];

const enter = guarded(
  { permission: 'complaint.enter' },
  {
    method: 'post',
    operationId: 'enterComplaint',
    path: '/complaints',
    tags,
    summary: '登记热线或其他系统收到的投诉；编号和查询码告知投诉人',
    request: { body: jsonBody(ComplaintIn) },
    responses: { 201: jsonAnswer(FiledOut, '编号和查询码，查询码只给出一次') },
  },
);
const list = guarded(
  { permission: 'complaint.list', problems: ['cursor.invalid'] },
  {
    method: 'get',
    operationId: 'listComplaints',
    path: '/complaints',
    tags,
    summary: '投诉：登记机构、审计可见全部，单位只见交办给自己的',
    request: { query: ComplaintQuery },
    responses: { 200: jsonAnswer(ComplaintListOut, '最先到期的在前，已办结的在后') },
  },
);
const months = guarded(
  { permission: 'complaint.count' },
  {
    method: 'get',
    operationId: 'countComplaints',
    path: '/complaints/statistics',
    tags,
    summary: '各月收到、转送、交办、查实、整改、转办的件次；不填日期为最近十二个月',
    request: { query: MonthsQuery },
    responses: { 200: jsonAnswer(MonthsOut, '按月') },
  },
);
const show = guarded(
  { permission: 'complaint.show', problems: ['complaint.unknown'] },
  {
    method: 'get',
    operationId: 'showComplaint',
    path: '/complaints/{no}',
    tags,
    summary: '一件投诉及其经过；原文和联系方式只有登记机构能看到',
    request: { params: ComplaintNo },
    responses: { 200: jsonAnswer(ComplaintOut, '投诉') },
  },
);

const summaries: Readonly<Record<ComplaintEvent, string>> = {
  accept: '受理',
  forward: '不属受理范围，转送有权机关',
  ask: '交办被投诉单位，限期答复',
  answer: '被投诉单位答复',
  find: '查实',
  dismiss: '认定不属实，办结',
  order: '通报并责令限期整改',
  report: '单位报告整改',
  mend: '确认已整改，办结',
  transfer: '转有权机关（转办通知书），办结',
};
const step = <S extends z.ZodType>(event: ComplaintEvent, schema: S) =>
  guarded(
    {
      permission: `complaint.${event}`,
      problems: [
        'complaint.unknown',
        'complaint.wrong-stage',
        'idempotency.reused',
        ...(event === 'ask' ? (['agency.unknown'] as const) : []),
        ...(event === 'order' ? (['complaint.date'] as const) : []),
      ],
    },
    {
      method: 'post',
      operationId: `${event}Complaint`,
      path: `/complaints/{no}/${event}`,
      tags,
      summary: summaries[event],
      request: { params: ComplaintNo, body: jsonBody(schema) },
      responses: { 200: jsonAnswer(ComplaintOut, '办理后的投诉') },
    },
  );

export const complaintRoutes = router()
  .openapi(enter, async (c) => c.json(await enterComplaint(c.get('ctx'), c.req.valid('json')), 201))
  .openapi(list, async (c) => c.json(await listComplaints(c.get('ctx'), c.req.valid('query')), 200))
  .openapi(months, async (c) => c.json(await countComplaints(c.get('ctx'), c.req.valid('query')), 200))
  .openapi(show, async (c) => c.json(await showComplaint(c.get('ctx'), c.req.valid('param').no), 200))
  .openapi(step('forward', ForwardIn), async (c) => {
    const asked = { ...c.req.valid('json'), ...c.req.valid('param'), event: 'forward' as const };
    return c.json(await stepComplaint(c.get('ctx'), asked), 200);
  })
  .openapi(step('ask', AskIn), async (c) => {
    const asked = { ...c.req.valid('json'), ...c.req.valid('param'), event: 'ask' as const };
    return c.json(await stepComplaint(c.get('ctx'), asked), 200);
  })
  .openapi(step('order', OrderIn), async (c) => {
    const asked = { ...c.req.valid('json'), ...c.req.valid('param'), event: 'order' as const };
    return c.json(await stepComplaint(c.get('ctx'), asked), 200);
  })
  .openapi(step('transfer', TransferIn), async (c) => {
    const asked = { ...c.req.valid('json'), ...c.req.valid('param'), event: 'transfer' as const };
    return c.json(await stepComplaint(c.get('ctx'), asked), 200);
  });

// These say nothing but their note.
for (const event of ['accept', 'answer', 'find', 'dismiss', 'report', 'mend'] as const)
  complaintRoutes.openapi(step(event, NoteIn), async (c) => {
    const asked = { ...c.req.valid('json'), ...c.req.valid('param'), event };
    return c.json(await stepComplaint(c.get('ctx'), asked), 200);
  });
