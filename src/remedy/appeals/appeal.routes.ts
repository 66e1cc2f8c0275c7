import { guarded, jsonAnswer, jsonBody, router } from '../../platform/web/http.ts';
import { listOf } from '../../platform/web/page-cursor.ts';
import { stepDoor } from '../cases/case.routes.ts';
import { CaseId } from '../cases/case.schema.ts';
import { AppealIn, AppealLineOut, AppealOut, AppealQuery, appealStepsIn } from './appeal.schema.ts';
import { enterAppeal } from './enter-appeal.ts';
import { listAppeals } from './list-appeals.ts';
import { showAppeal } from './show-appeal.ts';
import { type AppealOrder, stepAppeal } from './step-appeal.ts';

const tag = '复议诉讼';
const enter = guarded(
  {
    permission: 'appeal.enter',
    problems: [
      'case.target-unknown',
      'case.not-authority',
      'appeal.not-appealable',
      'appeal.open',
      'appeal.stay-document',
    ],
  },
  {
    method: 'post',
    operationId: 'enterAppeal',
    path: '/appeals',
    tags: [tag],
    summary: '登记行政复议或行政诉讼：即时标注；停止执行的，核查转人工复核，措施中止',
    request: { body: jsonBody(AppealIn) },
    responses: { 201: jsonAnswer(AppealLineOut, '已登记的复议或诉讼') },
  },
);
const board = guarded(
  { permission: 'appeal.list', problems: ['cursor.invalid'] },
  {
    method: 'get',
    operationId: 'listAppeals',
    path: '/appeals',
    tags: [tag],
    summary: '行政复议和行政诉讼，新登记的在前',
    request: { query: AppealQuery },
    responses: { 200: jsonAnswer(listOf(AppealLineOut), '复议和诉讼') },
  },
);
const one = guarded(
  { permission: 'appeal.show', problems: ['appeal.unknown'] },
  {
    method: 'get',
    operationId: 'showAppeal',
    path: '/appeals/{id}',
    tags: [tag],
    summary: '一件复议或诉讼及其经过',
    request: { params: CaseId },
    responses: { 200: jsonAnswer(AppealOut, '复议或诉讼') },
  },
);
const steps = {
  path: '/appeals',
  tag,
  line: AppealLineOut,
  answer: '办理后的复议或诉讼',
  needBody: true,
  problems: [
    'appeal.unknown',
    'appeal.wrong-stage',
    'appeal.not-corrected',
    'case.not-authority',
    'record.wrong-stage',
    'record.stale',
    'idempotency.reused',
  ],
} as const;

export const appealRoutes = router()
  .openapi(enter, async (c) => c.json(await enterAppeal(c.get('ctx'), c.req.valid('json')), 201))
  .openapi(board, async (c) =>
    c.json(listOf(AppealLineOut).parse(await listAppeals(c.get('ctx'), c.req.valid('query'))), 200),
  )
  .openapi(one, async (c) =>
    c.json(AppealOut.parse(await showAppeal(c.get('ctx'), c.req.valid('param').id)), 200),
  );

for (const step of Object.keys(appealStepsIn) as AppealOrder['step'][])
  appealRoutes.openapi(stepDoor(steps, `appeal.${step}`, appealStepsIn[step]), async (c) => {
    const order = { ...c.req.valid('param'), step, ...c.req.valid('json') };
    return c.json(await stepAppeal(c.get('ctx'), order), 200);
  });
