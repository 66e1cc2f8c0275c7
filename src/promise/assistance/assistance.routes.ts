import { guarded, jsonAnswer, jsonBody, router } from '../../platform/web/http.ts';
import { askOffice } from './ask-office.ts';
import {
  AnswerIn,
  AssistanceId,
  AssistanceIn,
  AssistanceListOut,
  AssistanceOut,
  AssistanceQuery,
  ReturnIn,
  WhoIn,
  WhoOut,
  WithdrawIn,
} from './assistance.schema.ts';
import { endAssistance } from './end-assistance.ts';
import { listAssistance } from './list-assistance.ts';
import { openAskedIdentity } from './open-asked-identity.ts';
import { showAssistance } from './show-assistance.ts';

const tags = ['协查'];
const stepProblems = [
  'assistance.unknown',
  'assistance.other-side',
  'assistance.wrong-stage',
  'idempotency.reused',
] as const;

const ask = guarded(
  {
    permission: 'assistance.ask',
    problems: [
      'agency.unknown',
      'assistance.oneself',
      'assistance.office-gone',
      'assistance.proof',
      'assistance.name-required',
      'commitment.unknown',
      'subject.identifier',
      'idempotency.reused',
    ],
  },
  {
    method: 'post',
    operationId: 'askAssistance',
    path: '/assistance',
    tags,
    summary: '向知情单位提出协查请求：一个当事人、一句话、一件事',
    request: { body: jsonBody(AssistanceIn) },
    responses: { 201: jsonAnswer(AssistanceOut, '待反馈的协查请求') },
  },
);
const list = guarded(
  { permission: 'assistance.list', problems: ['cursor.invalid'] },
  {
    method: 'get',
    operationId: 'listAssistance',
    path: '/assistance',
    tags,
    summary: '本单位提出的和向本单位提出的协查，先到期的在前；登记机构、审计可见全部',
    request: { query: AssistanceQuery },
    responses: { 200: jsonAnswer(AssistanceListOut, '协查') },
  },
);
const show = guarded(
  { permission: 'assistance.show', problems: ['assistance.unknown'] },
  {
    method: 'get',
    operationId: 'showAssistance',
    path: '/assistance/{id}',
    tags,
    summary: '一件协查：问题、期限、反馈；自然人的姓名、号码已遮盖',
    request: { params: AssistanceId },
    responses: { 200: jsonAnswer(AssistanceOut, '协查') },
  },
);
const identity = guarded(
  {
    permission: 'assistance.identity',
    problems: ['assistance.unknown', 'assistance.other-side', 'assistance.wrong-stage', 'quota.exceeded'],
  },
  {
    method: 'post',
    operationId: 'showAssistanceIdentity',
    path: '/assistance/{id}/identity',
    tags,
    summary: '被协查单位凭用途查看当事人的完整姓名和证件号码；留下审计记录',
    request: { params: AssistanceId, body: jsonBody(WhoIn) },
    responses: { 200: jsonAnswer(WhoOut, '当事人') },
  },
);
const answer = guarded(
  { permission: 'assistance.answer', problems: stepProblems },
  {
    method: 'post',
    operationId: 'replyToAssistance',
    path: '/assistance/{id}/answer',
    tags,
    summary: '被协查单位反馈：相符、不符或无法核实，写明情况和依据',
    request: { params: AssistanceId, body: jsonBody(AnswerIn) },
    responses: { 200: jsonAnswer(AssistanceOut, '已反馈的协查') },
  },
);
const giveBack = guarded(
  { permission: 'assistance.return', problems: stepProblems },
  {
    method: 'post',
    operationId: 'giveBackAssistance',
    path: '/assistance/{id}/return',
    tags,
    summary: '不属本单位：退回请求单位，写明原因；不计入考核',
    request: { params: AssistanceId, body: jsonBody(ReturnIn) },
    responses: { 200: jsonAnswer(AssistanceOut, '已退回的协查') },
  },
);
const withdraw = guarded(
  { permission: 'assistance.withdraw', problems: stepProblems },
  {
    method: 'post',
    operationId: 'withdrawAssistance',
    path: '/assistance/{id}/withdraw',
    tags,
    summary: '请求单位撤回尚未反馈的协查',
    request: { params: AssistanceId, body: { ...jsonBody(WithdrawIn), required: false } },
    responses: { 200: jsonAnswer(AssistanceOut, '已撤回的协查') },
  },
);

export const assistanceRoutes = router()
  .openapi(ask, async (c) => c.json(await askOffice(c.get('ctx'), c.req.valid('json')), 201))
  .openapi(list, async (c) => c.json(await listAssistance(c.get('ctx'), c.req.valid('query')), 200))
  .openapi(show, async (c) => c.json(await showAssistance(c.get('ctx'), c.req.valid('param').id), 200))
  .openapi(identity, async (c) => {
    const input = { no: c.req.valid('param').id, ...c.req.valid('json') };
    return c.json(await openAskedIdentity(c.get('ctx'), input), 200);
  })
  .openapi(answer, async (c) => {
    const input = { no: c.req.valid('param').id, event: 'answer', ...c.req.valid('json') } as const;
    return c.json(await endAssistance(c.get('ctx'), input), 200);
  })
  .openapi(giveBack, async (c) => {
    const input = { no: c.req.valid('param').id, event: 'return', ...c.req.valid('json') } as const;
    return c.json(await endAssistance(c.get('ctx'), input), 200);
  })
  .openapi(withdraw, async (c) => {
    const input = { no: c.req.valid('param').id, event: 'withdraw', ...c.req.valid('json') } as const;
    return c.json(await endAssistance(c.get('ctx'), input), 200);
  });
