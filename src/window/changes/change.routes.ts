import { z } from '@hono/zod-openapi';
import type { ProblemCode } from '../../kernel/problems.ts';
import {
  ChangeId,
  ChangeIn,
  ChangeOut,
  ChangeQuery,
  ChangeReason,
  ChangeSummary,
} from '../../law/changes/change.schema.ts';
import { draftChange } from '../../law/changes/draft-change.ts';
import { draftProblems } from '../../law/changes/draft-problems.rules.ts';
import { listChanges } from '../../law/changes/list-changes.ts';
import { showChange } from '../../law/changes/show-change.ts';
import { withdrawChange } from '../../law/changes/withdraw-change.ts';
import { guarded, jsonAnswer, jsonBody, router } from '../../platform/web/http.ts';
import { listOf, PageQuery } from '../../platform/web/page-cursor.ts';
import { approveChange } from './approve-change.ts';
import { listAffected } from './list-affected.ts';
import { simulateChange } from './simulate-change.ts';

const tags = ['规则'];
const AffectedOut = z
  .object({
    subject: z.object({
      id: z.int(),
      kind: z.string(),
      name: z.string().openapi({ description: '自然人姓名已遮盖' }),
      uscc: z.string().nullable(),
    }),
    about: z.string(),
    before: z.string(),
    after: z.string(),
  })
  .openapi('AffectedSubject');

const list = guarded(
  { permission: 'change.list', problems: ['cursor.invalid'] },
  {
    method: 'get',
    operationId: 'listChanges',
    path: '/changes',
    tags,
    summary: '措施、期限与参数、严重失信名单、节假日安排的变更，最新在前',
    request: { query: ChangeQuery },
    responses: { 200: jsonAnswer(listOf(ChangeSummary), '变更') },
  },
);
const draft = guarded(
  { permission: 'change.draft', problems: draftProblems },
  {
    method: 'post',
    operationId: 'draftChange',
    path: '/changes',
    tags,
    summary: '起草一项变更；由另一名登记员批准后才生效',
    request: { body: jsonBody(ChangeIn) },
    responses: { 201: jsonAnswer(ChangeOut, '草案') },
  },
);
const show = guarded(
  { permission: 'change.list', problems: ['change.unknown'] },
  {
    method: 'get',
    operationId: 'showChange',
    path: '/changes/{id}',
    tags,
    summary: '一项变更，逐项写明原为、改为',
    request: { params: ChangeId },
    responses: { 200: jsonAnswer(ChangeOut, '变更') },
  },
);
const stepProblems: readonly ProblemCode[] = ['change.unknown', 'change.wrong-stage'];
const simulate = guarded(
  { permission: 'change.simulate', problems: stepProblems },
  {
    method: 'post',
    operationId: 'simulateChange',
    path: '/changes/{id}/simulate',
    tags,
    summary: '按现有数据计算该变更涉及多少主体；不改变任何数据',
    request: { params: ChangeId },
    responses: { 200: jsonAnswer(ChangeOut, '变更，simulation 为本次结果') },
  },
);
const affected = guarded(
  { permission: 'change.simulate', problems: [...stepProblems, 'cursor.invalid'] },
  {
    method: 'get',
    operationId: 'listAffectedSubjects',
    path: '/changes/{id}/affected',
    tags,
    summary: '该草案涉及的主体，以此刻的数据为准，留痕',
    description: '自然人只显示遮盖后的姓名。',
    request: { params: ChangeId, query: PageQuery },
    responses: { 200: jsonAnswer(listOf(AffectedOut), '主体') },
  },
);
const approve = guarded(
  {
    permission: 'change.approve',
    problems: [...stepProblems, ...draftProblems, 'change.own-draft', 'change.outdated'],
  },
  {
    method: 'post',
    operationId: 'approveChange',
    path: '/changes/{id}/approve',
    tags,
    summary: '批准变更，不得由起草人批准；批准即写入现行规定',
    request: { params: ChangeId },
    responses: { 200: jsonAnswer(ChangeOut, '已批准的变更') },
  },
);
const withdraw = guarded(
  { permission: 'change.withdraw', problems: stepProblems },
  {
    method: 'post',
    operationId: 'withdrawChange',
    path: '/changes/{id}/withdraw',
    tags,
    summary: '撤回草案',
    request: { params: ChangeId, body: jsonBody(ChangeReason) },
    responses: { 200: jsonAnswer(ChangeOut, '已撤回的变更') },
  },
);

export const changeRoutes = router()
  .openapi(list, async (c) =>
    c.json(listOf(ChangeSummary).parse(await listChanges(c.get('ctx'), c.req.valid('query'))), 200),
  )
  .openapi(draft, async (c) =>
    c.json(ChangeOut.parse(await draftChange(c.get('ctx'), c.req.valid('json'))), 201),
  )
  .openapi(show, async (c) =>
    c.json(ChangeOut.parse(await showChange(c.get('ctx'), c.req.valid('param').id)), 200),
  )
  .openapi(simulate, async (c) =>
    c.json(ChangeOut.parse(await simulateChange(c.get('ctx'), c.req.valid('param').id)), 200),
  )
  .openapi(affected, async (c) => {
    const { id } = c.req.valid('param');
    return c.json(listOf(AffectedOut).parse(await listAffected(c.get('ctx'), id, c.req.valid('query'))), 200);
  })
  .openapi(approve, async (c) =>
    c.json(ChangeOut.parse(await approveChange(c.get('ctx'), c.req.valid('param').id)), 200),
  )
  .openapi(withdraw, async (c) => {
    const { id } = c.req.valid('param');
    return c.json(ChangeOut.parse(await withdrawChange(c.get('ctx'), id, c.req.valid('json').reason)), 200);
  });
