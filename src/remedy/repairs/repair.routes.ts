import { guarded, jsonAnswer, jsonBody, router } from '../../platform/web/http.ts';
import { listOf } from '../../platform/web/page-cursor.ts';
import { stepDoor } from '../cases/case.routes.ts';
import { CaseId } from '../cases/case.schema.ts';
import { applyForRepair } from './apply-for-repair.ts';
import { listRepairs } from './list-repairs.ts';
import { RepairIn, RepairLineOut, RepairOut, RepairQuery, repairStepsIn } from './repair.schema.ts';
import { showRepair } from './show-repair.ts';
import { type RepairOrder, stepRepair } from './step-repair.ts';

const tag = '信用修复';
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
    operationId: 'applyForRepair',
    path: '/repairs',
    tags: [tag],
    summary: '申请信用修复（窗口代当事人，或认定单位依职权）',
    description: '材料只登记名称与是否收到，不上传文件。最短公示期未满的，答复最早可申请日期。',
    request: { body: jsonBody(RepairIn) },
    responses: { 201: jsonAnswer(RepairLineOut, '已提交认定单位的修复申请') },
  },
);
const board = guarded(
  { permission: 'repair.list', problems: ['cursor.invalid'] },
  {
    method: 'get',
    operationId: 'listRepairs',
    path: '/repairs',
    tags: [tag],
    summary: '修复案件，先到期的在前',
    request: { query: RepairQuery },
    responses: { 200: jsonAnswer(listOf(RepairLineOut), '修复案件') },
  },
);
const one = guarded(
  { permission: 'repair.show', problems: ['repair.unknown'] },
  {
    method: 'get',
    operationId: 'showRepair',
    path: '/repairs/{id}',
    tags: [tag],
    summary: '一件修复案件及其经过',
    request: { params: CaseId },
    responses: { 200: jsonAnswer(RepairOut, '修复案件') },
  },
);
const steps = {
  path: '/repairs',
  tag,
  line: RepairLineOut,
  answer: '办理后的案件',
  needBody: false,
  problems: [
    'repair.unknown',
    'repair.wrong-stage',
    'repair.materials-missing',
    'case.not-authority',
    'case.not-applicant',
    'record.wrong-stage',
    'record.stale',
    'listing.wrong-stage',
    'idempotency.reused',
  ],
} as const;

export const repairRoutes = router()
  .openapi(apply, async (c) => c.json(await applyForRepair(c.get('ctx'), c.req.valid('json')), 201))
  .openapi(board, async (c) => c.json(await listRepairs(c.get('ctx'), c.req.valid('query')), 200))
  .openapi(one, async (c) =>
    c.json(RepairOut.parse(await showRepair(c.get('ctx'), c.req.valid('param').id)), 200),
  );

for (const step of Object.keys(repairStepsIn) as RepairOrder['step'][])
  repairRoutes.openapi(stepDoor(steps, `repair.${step}`, repairStepsIn[step]), async (c) => {
    const order = { ...c.req.valid('param'), step, ...c.req.valid('json') };
    return c.json(await stepRepair(c.get('ctx'), order), 200);
  });
