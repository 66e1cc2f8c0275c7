import { guarded, jsonAnswer, jsonBody, router } from '../../platform/web/http.ts';
import { caseDoors, stepDoor } from '../cases/case.routes.ts';
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
const about = {
  kind: 'dispute',
  path: '/disputes',
  tag,
  name: '异议',
  query: DisputeQuery,
  line: DisputeLineOut,
  whole: DisputeOut,
  steps: {
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
  },
} as const;
const { board, one } = caseDoors(about);

export const disputeRoutes = router()
  .openapi(raise, async (c) => c.json(await raiseDispute(c.get('ctx'), c.req.valid('json')), 201))
  .openapi(board, async (c) => c.json(await listDisputes(c.get('ctx'), c.req.valid('query')), 200))
  .openapi(one, async (c) =>
    c.json(DisputeOut.parse(await showDispute(c.get('ctx'), c.req.valid('param').id)), 200),
  );

for (const step of Object.keys(disputeStepsIn) as DisputeOrder['step'][])
  disputeRoutes.openapi(stepDoor(about, `dispute.${step}`, disputeStepsIn[step]), async (c) => {
    const order = { ...c.req.valid('param'), step, ...c.req.valid('json') };
    return c.json(await stepDispute(c.get('ctx'), order), 200);
  });
