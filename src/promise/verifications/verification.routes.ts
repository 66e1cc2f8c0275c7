import type { ProblemCode } from '../../kernel/problems.ts';
import type { Permission } from '../../platform/door/permissions.ts';
import { guarded, jsonAnswer, jsonBody, router } from '../../platform/web/http.ts';
import { decideVerification } from './decide-verification.ts';
import { listVerifications } from './list-verifications.ts';
import { objectToVerification } from './object-to-verification.ts';
import { orderRectification } from './order-rectification.ts';
import { recordFinding } from './record-finding.ts';
import { rejectObjection } from './reject-objection.ts';
import { reopenVerification } from './reopen-verification.ts';
import { showVerification } from './show-verification.ts';
import { startVerification } from './start-verification.ts';
import { undoVerification } from './undo-verification.ts';
import {
  DecisionIn,
  FindingIn,
  ObjectionAnswerIn,
  ObjectionIn,
  RectifyIn,
  ReopenIn,
  VerificationListOut,
  VerificationNo,
  VerificationOut,
  VerificationQuery,
} from './verification.schema.ts';

const tags = ['承诺核查'];
const stepProblems = ['verification.unknown', 'verification.wrong-stage', 'idempotency.reused'] as const;
const ofRecord = ['commitment.row-refused', 'commitment.wrong-stage', 'record.stale'] as const;

const list = guarded(
  { permission: 'verification.list', problems: ['cursor.invalid'] },
  {
    method: 'get',
    operationId: 'listVerifications',
    path: '/verifications',
    tags,
    summary: '本单位承诺的核查，按到期日；登记机构、审计可见全部',
    request: { query: VerificationQuery },
    responses: { 200: jsonAnswer(VerificationListOut, '先到期的在前，没有期限的在后') },
  },
);
const show = guarded(
  { permission: 'verification.show', problems: ['verification.unknown'] },
  {
    method: 'get',
    operationId: 'showVerification',
    path: '/verifications/{no}',
    tags,
    summary: '一件核查：期限、经过；核查中的附登记系统现在所知',
    request: { params: VerificationNo },
    responses: { 200: jsonAnswer(VerificationOut, '核查') },
  },
);

type Step<B> = {
  permission: Permission;
  operationId: string;
  step: string;
  summary: string;
  body: B;
  also?: readonly ProblemCode[];
};
const step = <B extends Parameters<typeof jsonBody>[0]>({ permission, body, also = [], ...of }: Step<B>) =>
  guarded(
    { permission, problems: [...stepProblems, ...also] },
    {
      method: 'post',
      operationId: of.operationId,
      path: `/verifications/{no}/${of.step}`,
      tags,
      summary: of.summary,
      request: { params: VerificationNo, body: jsonBody(body) },
      responses: { 200: jsonAnswer(VerificationOut, '核查') },
    },
  );

const start = guarded(
  { permission: 'verification.start', problems: stepProblems },
  {
    method: 'post',
    operationId: 'startVerification',
    path: '/verifications/{no}/start',
    tags,
    summary: '开始核查',
    request: { params: VerificationNo },
    responses: { 200: jsonAnswer(VerificationOut, '核查') },
  },
);
const find = step({
  permission: 'verification.find',
  operationId: 'recordVerificationFinding',
  step: 'finding',
  summary: '登记核查结论；不实的只是拟处理意见，不改变信用记录',
  body: FindingIn,
  also: ['verification.day', ...ofRecord],
});
const reopen = step({
  permission: 'verification.reopen',
  operationId: 'reopenVerification',
  step: 'reopen',
  summary: '撤回尚未作出决定的核查结论，重新核查',
  body: ReopenIn,
});
const rectify = step({
  permission: 'verification.rectify',
  operationId: 'orderVerificationRectification',
  step: 'rectification',
  summary: '责令限期整改',
  body: RectifyIn,
  also: ['verification.day'],
});
const decide = step({
  permission: 'verification.decide',
  operationId: 'decideVerification',
  step: 'decision',
  summary: '登记决定和文号；终止办理、撤销行政决定的随即记入虚假承诺信息',
  body: DecisionIn,
  also: ['verification.day', ...ofRecord],
});
const object = step({
  permission: 'verification.object',
  operationId: 'objectToVerification',
  step: 'objection',
  summary: '登记当事人对决定的异议',
  body: ObjectionIn,
});
const reject = step({
  permission: 'verification.reject',
  operationId: 'rejectVerificationObjection',
  step: 'reject',
  summary: '异议不成立，维持决定',
  body: ObjectionAnswerIn,
});
const undoings = { uphold: '异议成立', withdraw: '自行撤销决定' } as const;
const undo = (event: keyof typeof undoings) =>
  step({
    permission: `verification.${event}`,
    operationId: `${event}Verification`,
    step: event,
    summary: `${undoings[event]}：决定撤销，虚假承诺信息随之撤回`,
    body: ObjectionAnswerIn,
    also: ofRecord,
  });

export const verificationRoutes = router()
  .openapi(list, async (c) => c.json(await listVerifications(c.get('ctx'), c.req.valid('query')), 200))
  .openapi(show, async (c) => c.json(await showVerification(c.get('ctx'), c.req.valid('param').no), 200))
  .openapi(start, async (c) => c.json(await startVerification(c.get('ctx'), c.req.valid('param').no), 200))
  .openapi(find, async (c) =>
    c.json(await recordFinding(c.get('ctx'), c.req.valid('param').no, c.req.valid('json')), 200),
  )
  .openapi(reopen, async (c) =>
    c.json(await reopenVerification(c.get('ctx'), { ...c.req.valid('json'), ...c.req.valid('param') }), 200),
  )
  .openapi(rectify, async (c) =>
    c.json(await orderRectification(c.get('ctx'), { ...c.req.valid('json'), ...c.req.valid('param') }), 200),
  )
  .openapi(decide, async (c) =>
    c.json(await decideVerification(c.get('ctx'), { ...c.req.valid('json'), ...c.req.valid('param') }), 200),
  )
  .openapi(object, async (c) =>
    c.json(
      await objectToVerification(c.get('ctx'), { ...c.req.valid('json'), ...c.req.valid('param') }),
      200,
    ),
  )
  .openapi(reject, async (c) =>
    c.json(await rejectObjection(c.get('ctx'), { ...c.req.valid('json'), ...c.req.valid('param') }), 200),
  )
  .openapi(undo('uphold'), async (c) => {
    const said = { ...c.req.valid('json'), ...c.req.valid('param'), event: 'uphold' } as const;
    return c.json(await undoVerification(c.get('ctx'), said), 200);
  })
  .openapi(undo('withdraw'), async (c) => {
    const said = { ...c.req.valid('json'), ...c.req.valid('param'), event: 'withdraw' } as const;
    return c.json(await undoVerification(c.get('ctx'), said), 200);
  });
