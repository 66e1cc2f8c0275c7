import { z } from '@hono/zod-openapi';
import { askedGrounds } from '../../law/rulebook/removal-grounds.ts';
import { dayIn } from '../../platform/web/day-in.schema.ts';
import { CaseDueOut, CaseStepOut, caseIn, caseOutOf, caseQuery, caseWords } from '../cases/case.schema.ts';
import { repairStates } from './repair.rules.ts';
import { materialCodes } from './repair-materials.rules.ts';

export const Materials = z.array(z.enum(materialCodes)).max(10);

export const RepairIn = z
  .strictObject({
    ...caseIn({ subject: '申请人的证件；认定单位依职权提出的不填' }),
    reason: caseWords(2000).openapi({ example: '已缴清罚款并完成整改' }),
    removalGround: z.enum(askedGrounds).optional().openapi({
      description: '移出事由（GET /severe-lists 的 grounds）；不填的按该名单的一般事由',
      example: 'corrected',
    }),
    correctedOn: dayIn.optional().openapi({
      description: '改正之日；等待期自改正之日起算的名单须填',
      example: '2026-05-10',
    }),
    received: Materials.default([]).openapi({ description: '已收到的材料；只登记名称，不上传文件' }),
  })
  .openapi('RepairIn');
export type RepairIn = z.output<typeof RepairIn>;

const documentNo = caseWords(128)
  .optional()
  .openapi({ description: '认定单位决定文书号；登记机构代录时必填' });
export const RepairStepIn = z
  .strictObject({ reason: caseWords(2000).optional(), documentNo })
  .openapi('RepairStepIn');
export const RepairReasonIn = z
  .strictObject({ reason: caseWords(2000), documentNo })
  .openapi('RepairReasonIn');
export const SupplyIn = z.strictObject({ received: Materials.min(1) }).openapi('RepairSupplyIn');

// The pages offer the steps in this order.
export const repairStepsIn = {
  supply: { summary: '登记补收的材料', body: SupplyIn },
  accept: { summary: '受理（三个工作日内）', body: RepairStepIn },
  reject: { summary: '不予受理，须说明理由', body: RepairReasonIn },
  extend: { summary: '延长至十个工作日，须说明理由，限一次', body: RepairReasonIn },
  grant: { summary: '准予修复：即时终止公示、停止共享、解除措施', body: RepairStepIn },
  refuse: { summary: '不予修复，须说明理由', body: RepairReasonIn },
  withdraw: { summary: '申请人撤回申请', body: RepairStepIn },
  restore: { summary: '查实虚假材料：撤销修复，恢复公示与列入', body: RepairReasonIn },
} as const;
export const RepairQuery = caseQuery(repairStates);

const day = z.iso.date();
export const RepairLineOut = z
  .object({
    ...caseOutOf(repairStates),
    appliedBy: z.string(),
    appliedOn: day,
    reason: z.string(),
    class: z.enum(['minor', 'ordinary', 'severe']),
    rule: z.object({ no: z.int(), name: z.string(), basis: z.string() }),
    possibleFrom: day,
    removalGround: z.string().nullable().openapi({ description: '移出事由的代码' }),
    correctedOn: day.nullable().openapi({ description: '改正之日' }),
    materials: z.array(z.object({ code: z.string(), name: z.string(), received: z.boolean() })),
    extended: z.boolean(),
    due: CaseDueOut,
    grantedAt: z.string().nullable(),
    awaiting: z.array(z.string()).openapi({ description: '尚未确认解除的单位' }),
    restoredOn: day.nullable(),
    remedy: z.string().nullable(),
  })
  .openapi('RepairLine');
export const RepairOut = RepairLineOut.extend({ steps: z.array(CaseStepOut) }).openapi('Repair');
