import { z } from '@hono/zod-openapi';
import { CaseDueOut, CaseStepOut, caseIn, caseOutOf, caseQuery, caseWords } from '../cases/case.schema.ts';
import { disputeEffects, disputeGrounds, disputeStates } from './dispute.rules.ts';

const documentNo = caseWords(128)
  .optional()
  .openapi({ description: '来源单位答复文书号；登记机构代录时必填' });

export const DisputeIn = z
  .strictObject({
    ...caseIn({ subject: '异议人的证件；来源单位自行提出的不填' }),
    ground: z.enum(disputeGrounds).openapi({ description: '理由：有误、遗漏、超期、列入或移出不当' }),
    statement: caseWords(2000).openapi({ example: '处罚决定已被行政复议撤销' }),
  })
  .openapi('DisputeIn');
export type DisputeIn = z.output<typeof DisputeIn>;

export const DisputeReasonIn = z
  .strictObject({ reason: caseWords(2000), documentNo })
  .openapi('DisputeReasonIn');
export const DisputeWithdrawIn = z
  .strictObject({ reason: caseWords(2000).optional() })
  .openapi('DisputeWithdrawIn');
export const UpholdIn = z
  .strictObject({
    effect: z
      .enum(disputeEffects)
      .openapi({ description: 'delete 删除、correct 更正、add 补充、stop 停止披露' }),
    reason: caseWords(2000),
    note: caseWords(2000).optional().openapi({ description: '补充说明，随该信息展示；不得含证件号码' }),
    documentNo,
  })
  .openapi('DisputeUpholdIn');

export const disputeStepsIn = {
  extend: { summary: '延长处理期限，须说明理由，限一次', body: DisputeReasonIn },
  uphold: { summary: '异议成立：删除、更正、补充或停止披露', body: UpholdIn },
  dismiss: { summary: '异议不成立：取消标注，须说明理由', body: DisputeReasonIn },
  withdraw: { summary: '异议人撤回异议', body: DisputeWithdrawIn },
} as const;
export const DisputeQuery = caseQuery(disputeStates);

export const DisputeLineOut = z
  .object({
    ...caseOutOf(disputeStates),
    raisedBy: z.string(),
    raisedOn: z.iso.date(),
    ground: z.enum(disputeGrounds),
    statement: z.string(),
    extended: z.boolean(),
    due: CaseDueOut,
    effect: z.enum(disputeEffects).nullable(),
    note: z.string().nullable(),
    correctedVersion: z.int().nullable().openapi({ description: '更正后的记录版本' }),
  })
  .openapi('DisputeLine');
export const DisputeOut = DisputeLineOut.extend({ steps: z.array(CaseStepOut) }).openapi('Dispute');
