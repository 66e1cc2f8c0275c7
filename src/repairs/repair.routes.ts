import type { z } from '@hono/zod-openapi';
import type { ProblemCode } from '../kernel/problems.ts';
import { guarded, jsonAnswer, jsonBody, router } from '../platform/http.ts';
import { listOf } from '../platform/page-cursor.ts';
import { applyForRepair } from './apply-for-repair.ts';
import { listRepairs } from './list-repairs.ts';
import {
  RepairId,
  RepairIn,
  RepairLineOut,
  RepairOut,
  RepairQuery,
  RepairReasonIn,
  RepairStepIn,
  SupplyIn,
} from './repair.schema.ts';
import { showRepair } from './show-repair.ts';
import type { RepairOrder } from './step-repair.ts';
import { stepRepair } from './step-repair.ts';

const tags = ['信用修复'];
type Step = RepairOrder['step'];

const apply = guarded(
  {
    permission: 'repair.apply',
    problems: [
      'case.target-unknown',
      'case.subject-required',
      'subject.identifier',
      'repair.not-repairable',
      'repair.too-early',
      'repair.barred',
      'repair.open',
    ],
  },
  {
    method: 'post',
    path: '/repairs',
    tags,
    summary: '申请信用修复（窗口代当事人，或认定单位依职权）',
    description: '材料只登记名称与是否收到，不上传文件。最短公示期未满的，答复最早可申请日期。',
    request: { body: jsonBody(RepairIn) },
    responses: { 201: jsonAnswer(RepairLineOut, '已提交认定单位的修复申请') },
  },
);
const list = guarded(
  { permission: 'repair.list', problems: ['cursor.invalid'] },
  {
    method: 'get',
    path: '/repairs',
    tags,
    summary: '修复案件，先到期的在前',
    request: { query: RepairQuery },
    responses: { 200: jsonAnswer(listOf(RepairLineOut), '修复案件') },
  },
);
const show = guarded(
  { permission: 'repair.show', problems: ['repair.unknown'] },
  {
    method: 'get',
    path: '/repairs/{id}',
    tags,
    summary: '一件修复案件及其经过',
    request: { params: RepairId },
    responses: { 200: jsonAnswer(RepairOut, '修复案件') },
  },
);

const ofSteps: readonly ProblemCode[] = [
  'repair.unknown',
  'repair.wrong-stage',
  'repair.materials-missing',
  'case.not-authority',
  'case.not-applicant',
  'record.wrong-stage',
  'record.stale',
  'listing.wrong-stage',
  'idempotency.reused',
];
const optionalBody = <S extends z.ZodType>(schema: S) => ({
  content: { 'application/json': { schema } },
  required: false as const,
});
const stepRoute = <P extends string, S extends z.ZodType>(
  step: Step,
  path: P,
  about: { summary: string; body: S },
) =>
  guarded(
    { permission: `repair.${step}`, problems: ofSteps },
    {
      method: 'post',
      path,
      tags,
      summary: about.summary,
      request: { params: RepairId, body: optionalBody(about.body) },
      responses: { 200: jsonAnswer(RepairLineOut, '办理后的案件') },
    },
  );

const supply = stepRoute('supply', '/repairs/{id}/supply', { summary: '登记补收的材料', body: SupplyIn });
const accept = stepRoute('accept', '/repairs/{id}/accept', {
  summary: '受理（三个工作日内）',
  body: RepairStepIn,
});
const reject = stepRoute('reject', '/repairs/{id}/reject', {
  summary: '不予受理，须说明理由',
  body: RepairReasonIn,
});
const extend = stepRoute('extend', '/repairs/{id}/extend', {
  summary: '延长至十个工作日，须说明理由，限一次',
  body: RepairReasonIn,
});
const grant = stepRoute('grant', '/repairs/{id}/grant', {
  summary: '准予修复：即时终止公示、停止共享、解除措施',
  body: RepairStepIn,
});
const refuse = stepRoute('refuse', '/repairs/{id}/refuse', {
  summary: '不予修复，须说明理由',
  body: RepairReasonIn,
});
const withdraw = stepRoute('withdraw', '/repairs/{id}/withdraw', {
  summary: '申请人撤回申请',
  body: RepairStepIn,
});
const restore = stepRoute('restore', '/repairs/{id}/restore', {
  summary: '查实虚假材料：撤销修复，恢复公示与列入',
  body: RepairReasonIn,
});

export const repairRoutes = router()
  .openapi(apply, async (c) => c.json(await applyForRepair(c.get('ctx'), c.req.valid('json')), 201))
  .openapi(list, async (c) => c.json(await listRepairs(c.get('ctx'), c.req.valid('query')), 200))
  .openapi(show, async (c) => {
    const found = await showRepair(c.get('ctx'), c.req.valid('param').id);
    return c.json(RepairOut.parse(found), 200);
  })
  .openapi(supply, async (c) =>
    c.json(
      await stepRepair(c.get('ctx'), { ...c.req.valid('param'), step: 'supply', ...c.req.valid('json') }),
      200,
    ),
  )
  .openapi(accept, async (c) =>
    c.json(
      await stepRepair(c.get('ctx'), { ...c.req.valid('param'), step: 'accept', ...c.req.valid('json') }),
      200,
    ),
  )
  .openapi(reject, async (c) =>
    c.json(
      await stepRepair(c.get('ctx'), { ...c.req.valid('param'), step: 'reject', ...c.req.valid('json') }),
      200,
    ),
  )
  .openapi(extend, async (c) =>
    c.json(
      await stepRepair(c.get('ctx'), { ...c.req.valid('param'), step: 'extend', ...c.req.valid('json') }),
      200,
    ),
  )
  .openapi(grant, async (c) =>
    c.json(
      await stepRepair(c.get('ctx'), { ...c.req.valid('param'), step: 'grant', ...c.req.valid('json') }),
      200,
    ),
  )
  .openapi(refuse, async (c) =>
    c.json(
      await stepRepair(c.get('ctx'), { ...c.req.valid('param'), step: 'refuse', ...c.req.valid('json') }),
      200,
    ),
  )
  .openapi(withdraw, async (c) =>
    c.json(
      await stepRepair(c.get('ctx'), { ...c.req.valid('param'), step: 'withdraw', ...c.req.valid('json') }),
      200,
    ),
  )
  .openapi(restore, async (c) =>
    c.json(
      await stepRepair(c.get('ctx'), { ...c.req.valid('param'), step: 'restore', ...c.req.valid('json') }),
      200,
    ),
  );
