import type { z } from '@hono/zod-openapi';
import { guarded, jsonAnswer, jsonBody, router } from '../platform/http.ts';
import { listOf } from '../platform/page-cursor.ts';
import {
  DisputeId,
  DisputeIn,
  DisputeLineOut,
  DisputeOut,
  DisputeQuery,
  DisputeReasonIn,
  DisputeWithdrawIn,
  UpholdIn,
} from './dispute.schema.ts';
import { listDisputes } from './list-disputes.ts';
import { raiseDispute } from './raise-dispute.ts';
import { showDispute } from './show-dispute.ts';
import { type DisputeOrder, stepDispute } from './step-dispute.ts';

const tags = ['异议处理'];

const raise = guarded(
  {
    permission: 'dispute.raise',
    problems: [
      'case.target-unknown',
      'case.subject-required',
      'subject.identifier',
      'dispute.not-disputable',
      'dispute.open',
    ],
  },
  {
    method: 'post',
    path: '/disputes',
    tags,
    summary: '提出异议：即时标注并转来源单位',
    request: { body: jsonBody(DisputeIn) },
    responses: { 201: jsonAnswer(DisputeLineOut, '已标注并转办的异议') },
  },
);
const list = guarded(
  { permission: 'dispute.list', problems: ['cursor.invalid'] },
  {
    method: 'get',
    path: '/disputes',
    tags,
    summary: '异议，先到期的在前',
    request: { query: DisputeQuery },
    responses: { 200: jsonAnswer(listOf(DisputeLineOut), '异议') },
  },
);
const show = guarded(
  { permission: 'dispute.show', problems: ['dispute.unknown'] },
  {
    method: 'get',
    path: '/disputes/{id}',
    tags,
    summary: '一件异议及其经过',
    request: { params: DisputeId },
    responses: { 200: jsonAnswer(DisputeOut, '异议') },
  },
);
const stepRoute = <P extends string, S extends z.ZodType>(
  step: DisputeOrder['step'],
  path: P,
  about: { summary: string; body: S },
) =>
  guarded(
    {
      permission: `dispute.${step}`,
      problems: [
        'dispute.unknown',
        'dispute.wrong-stage',
        'dispute.not-corrected',
        'dispute.note-required',
        'case.not-authority',
        'case.not-applicant',
        'record.wrong-stage',
        'record.stale',
        'idempotency.reused',
      ],
    },
    {
      method: 'post',
      path,
      tags,
      summary: about.summary,
      request: { params: DisputeId, body: jsonBody(about.body) },
      responses: { 200: jsonAnswer(DisputeLineOut, '办理后的异议') },
    },
  );
const extend = stepRoute('extend', '/disputes/{id}/extend', {
  summary: '延长处理期限，须说明理由，限一次',
  body: DisputeReasonIn,
});
const uphold = stepRoute('uphold', '/disputes/{id}/uphold', {
  summary: '异议成立：删除、更正、补充或停止披露',
  body: UpholdIn,
});
const dismiss = stepRoute('dismiss', '/disputes/{id}/dismiss', {
  summary: '异议不成立：取消标注，须说明理由',
  body: DisputeReasonIn,
});
const withdraw = stepRoute('withdraw', '/disputes/{id}/withdraw', {
  summary: '异议人撤回异议',
  body: DisputeWithdrawIn,
});

export const disputeRoutes = router()
  .openapi(raise, async (c) => c.json(await raiseDispute(c.get('ctx'), c.req.valid('json')), 201))
  .openapi(list, async (c) => c.json(await listDisputes(c.get('ctx'), c.req.valid('query')), 200))
  .openapi(show, async (c) =>
    c.json(DisputeOut.parse(await showDispute(c.get('ctx'), c.req.valid('param').id)), 200),
  )
  .openapi(extend, async (c) =>
    c.json(
      await stepDispute(c.get('ctx'), { ...c.req.valid('param'), step: 'extend', ...c.req.valid('json') }),
      200,
    ),
  )
  .openapi(uphold, async (c) =>
    c.json(
      await stepDispute(c.get('ctx'), { ...c.req.valid('param'), step: 'uphold', ...c.req.valid('json') }),
      200,
    ),
  )
  .openapi(dismiss, async (c) =>
    c.json(
      await stepDispute(c.get('ctx'), { ...c.req.valid('param'), step: 'dismiss', ...c.req.valid('json') }),
      200,
    ),
  )
  .openapi(withdraw, async (c) =>
    c.json(
      await stepDispute(c.get('ctx'), { ...c.req.valid('param'), step: 'withdraw', ...c.req.valid('json') }),
      200,
    ),
  );
