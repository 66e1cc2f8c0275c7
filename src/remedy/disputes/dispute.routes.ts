import { guarded, jsonAnswer, jsonBody, router } from '../../platform/web/http.ts';
import { listOf } from '../../platform/web/page-cursor.ts';
import { stepDoor } from '../cases/case.routes.ts';
import { CaseId } from '../cases/case.schema.ts';
import { DisputeIn, DisputeLineOut, DisputeOut, DisputeQuery, disputeStepsIn } from './dispute.schema.ts';
import { listDisputes } from './list-disputes.ts';
import { raiseDispute } from './raise-dispute.ts';
import { showDispute } from './show-dispute.ts';
import { type DisputeOrder, stepDispute } from './step-dispute.ts';

const tag = '异议处理';
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
    operationId: 'raiseDispute',
    path: '/disputes',
    tags: [tag],
    summary: '提出异议：即时标注并转来源单位',
    request: { body: jsonBody(DisputeIn) },
    responses: { 201: jsonAnswer(DisputeLineOut, '已标注并转办的异议') },
  },
);
const board = guarded(
  { permission: 'dispute.list', problems: ['cursor.invalid'] },
  {
    method: 'get',
    operationId: 'listDisputes',
    path: '/disputes',
    tags: [tag],
    summary: '异议，先到期的在前',
    request: { query: DisputeQuery },
    responses: { 200: jsonAnswer(listOf(DisputeLineOut), '异议') },
  },
);
const one = guarded(
  { permission: 'dispute.show', problems: ['dispute.unknown'] },
  {
    method: 'get',
    operationId: 'showDispute',
    path: '/disputes/{id}',
    tags: [tag],
    summary: '一件异议及其经过',
    request: { params: CaseId },
    responses: { 200: jsonAnswer(DisputeOut, '异议') },
  },
);
const steps = {
  path: '/disputes',
  tag,
  line: DisputeLineOut,
  answer: '办理后的异议',
  needBody: true,
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
} as const;

export const disputeRoutes = router()
  .openapi(raise, async (c) => c.json(await raiseDispute(c.get('ctx'), c.req.valid('json')), 201))
  .openapi(board, async (c) => c.json(await listDisputes(c.get('ctx'), c.req.valid('query')), 200))
  .openapi(one, async (c) =>
    c.json(DisputeOut.parse(await showDispute(c.get('ctx'), c.req.valid('param').id)), 200),
  );

for (const step of Object.keys(disputeStepsIn) as DisputeOrder['step'][])
  disputeRoutes.openapi(stepDoor(steps, `dispute.${step}`, disputeStepsIn[step]), async (c) => {
    const order = { ...c.req.valid('param'), step, ...c.req.valid('json') };
    return c.json(await stepDispute(c.get('ctx'), order), 200);
  });
