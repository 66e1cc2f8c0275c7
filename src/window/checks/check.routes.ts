import { z } from '@hono/zod-openapi';
import { problems } from '../../kernel/problems.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { guarded, jsonAnswer, jsonBody, problemOf, router, spelledJson } from '../../platform/web/http.ts';
import { inputProblem, judgesOwnBody } from '../../platform/web/input-faults.ts';
import { countFurther } from '../../platform/web/rate-limit.ts';
import { listRecalls } from '../recalls/list-recalls.ts';
import {
  CheckAsOfIn,
  CheckAsOfOut,
  CheckBatchIn,
  CheckBatchOut,
  CheckDetail,
  CheckIn,
  CheckList,
  CheckListQuery,
  CheckOut,
  ConfirmIn,
  RecallList,
  RecheckOut,
  TurnedChecksOut,
} from './check.schema.ts';
import { type CheckAnswer, spellAnswer } from './check-answer.ts';
import { checkAsOf } from './check-as-of.ts';
import { confirmCheck } from './confirm-check.ts';
import { listChecks } from './list-checks.ts';
import { listTurnedChecks } from './list-turned-checks.ts';
import { recheck } from './recheck.ts';
import { runCheck } from './run-check.ts';
import { runChecks } from './run-checks.ts';
import { showCheck } from './show-check.ts';

const tags = ['窗口核查'];
const byNo = z.strictObject({ no: z.string().min(1).max(40).openapi({ example: 'HC20261124-7K3M9Q2A' }) });

const run = guarded(
  {
    permission: 'check.run',
    door: 'checks',
    problems: [
      'subject.identifier',
      'check.matter-unknown',
      'quota.exceeded',
      'idempotency.reused',
      'idempotency.invalid',
    ],
  },
  {
    method: 'post',
    operationId: 'runCheck',
    path: '/checks',
    tags,
    summary: '核查申请人可否适用告知承诺制',
    request: { body: jsonBody(CheckIn) },
    responses: { 201: jsonAnswer(CheckOut, '核查结果与全部原因') },
  },
);
const runBatch = guarded(
  { permission: 'check.batch', door: 'checks' },
  {
    method: 'post',
    operationId: 'runChecks',
    path: '/checks/batch',
    tags,
    summary: '批量核查（至多一万条），逐条给出结果或错误',
    request: { body: jsonBody(CheckBatchIn) },
    responses: { 200: jsonAnswer(CheckBatchOut, '与请求同序的结果') },
  },
);
const asOf = guarded(
  {
    permission: 'check.as-of',
    door: 'checks',
    problems: ['subject.identifier', 'check.matter-unknown', 'quota.exceeded'],
  },
  {
    method: 'post',
    operationId: 'runCheckAsOf',
    path: '/checks/as-of',
    tags,
    summary: '按当时所知，核查会得出什么结果（仅供了解，无编号与回执）',
    request: { body: jsonBody(CheckAsOfIn) },
    responses: { 200: jsonAnswer(CheckAsOfOut, '当时的结果；此后已修复、撤销或过保存期的不再展示') },
  },
);
const list = guarded(
  { permission: 'check.list', problems: ['cursor.invalid'] },
  {
    method: 'get',
    operationId: 'listChecks',
    path: '/checks',
    tags,
    summary: '本单位的核查记录',
    request: { query: CheckListQuery },
    responses: { 200: jsonAnswer(CheckList, '最新在前') },
  },
);
const recalls = guarded(
  { permission: 'check.list', problems: ['cursor.invalid'] },
  {
    method: 'get',
    operationId: 'listCheckRecalls',
    path: '/checks/recalls',
    tags,
    summary: '依据已撤销、被异议，或按现在所知结果应有不同的核查，须告知申请人',
    request: { query: CheckListQuery },
    responses: { 200: jsonAnswer(RecallList, '最新在前') },
  },
);
const turned = guarded(
  { permission: 'freshness.set' },
  {
    method: 'get',
    operationId: 'listTurnedChecks',
    path: '/checks/turned-by-stale-feeds',
    tags,
    summary: '近三十日仅因数据未更新而转为人工复核的核查次数，按目录',
    responses: { 200: jsonAnswer(TurnedChecksOut, '次数多的在前') },
  },
);
const show = guarded(
  { permission: 'check.show', problems: ['check.unknown'] },
  {
    method: 'get',
    operationId: 'showCheck',
    path: '/checks/{no}',
    tags,
    summary: '查看一次核查及其事实',
    request: { params: byNo },
    responses: { 200: jsonAnswer(CheckDetail, '核查全貌') },
  },
);
const again = guarded(
  {
    permission: 'check.run',
    door: 'checks',
    problems: ['check.unknown', 'check.not-repeatable', 'check.matter-unknown', 'quota.exceeded'],
  },
  {
    method: 'post',
    operationId: 'repeatCheck',
    path: '/checks/{no}/recheck',
    tags,
    summary: '重新核查同一主体与事项，说明与原核查的不同',
    request: { params: byNo },
    responses: { 201: jsonAnswer(RecheckOut, '新的核查结果，及其与原核查的不同') },
  },
);
const confirm = guarded(
  { permission: 'check.confirm', problems: ['check.unknown', 'check.confirmed'] },
  {
    method: 'post',
    operationId: 'confirmCheck',
    path: '/checks/{no}/confirm',
    tags,
    summary: '经办人确认',
    request: { params: byNo, body: jsonBody(ConfirmIn) },
    responses: { 200: jsonAnswer(CheckDetail.shape.confirmation, '确认记录') },
  },
);

type Entry = z.infer<typeof CheckBatchOut>['items'][number];

// An entry that cannot be read is refused in its place; the others are checked together.
const runBatchOf = async (ctx: Ctx, entries: readonly unknown[]): Promise<Entry[]> => {
  const read = entries.map((entry) => {
    const one = CheckIn.safeParse(entry);
    return { problem: inputProblem(one, ctx.clock), data: one.data };
  });
  const answers = await runChecks(
    ctx,
    read.flatMap(({ problem, data }) => (data && !problem ? [data] : [])),
  );
  let next = 0;
  return read.map(({ problem }): Entry => {
    if (problem) return refused(problem);
    const answer = answers[next++];
    return answer && 'value' in answer ? { ok: true, check: answer.value } : refused(answer?.cause);
  });
};

const refused = (cause: unknown): Entry => {
  const { code, detail, errors } = problemOf(cause);
  if (problems[code].status >= 500) throw cause;
  return { ok: false, error: { code, detail: detail ?? problems[code].detail, errors: [...errors] } };
};

export const checkRoutes = router()
  .openapi(run, async (c) => {
    const answer = await runCheck(c.get('ctx'), c.req.valid('json'));
    return spelledJson<CheckAnswer, 201>(c, spellAnswer(answer), 201);
  })
  .openapi(
    runBatch,
    async (c) => {
      const { checks } = c.req.valid('json');
      countFurther(c, 'checks', checks.length - 1);
      return c.json({ items: await runBatchOf(c.get('ctx'), checks) }, 200);
    },
    judgesOwnBody,
  )
  .openapi(asOf, async (c) => c.json(await checkAsOf(c.get('ctx'), c.req.valid('json')), 200))
  .openapi(list, async (c) =>
    c.json(CheckList.parse(await listChecks(c.get('ctx'), c.req.valid('query'))), 200),
  )
  .openapi(recalls, async (c) =>
    c.json(RecallList.parse(await listRecalls(c.get('ctx'), c.req.valid('query'))), 200),
  )
  .openapi(turned, async (c) => c.json(await listTurnedChecks(c.get('ctx')), 200))
  .openapi(show, async (c) =>
    c.json(CheckDetail.parse(await showCheck(c.get('ctx'), c.req.valid('param').no)), 200),
  )
  .openapi(again, async (c) =>
    c.json(RecheckOut.parse(await recheck(c.get('ctx'), c.req.valid('param').no)), 201),
  )
  .openapi(confirm, async (c) =>
    c.json(await confirmCheck(c.get('ctx'), { no: c.req.valid('param').no, ...c.req.valid('json') }), 200),
  );
