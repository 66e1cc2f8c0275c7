import { z } from '@hono/zod-openapi';
import { IDENTIFIER_TYPES } from '../../kernel/identifiers.ts';
import { instantIn } from '../../platform/web/day-in.schema.ts';
import { listOf, PageQuery } from '../../platform/web/page-cursor.ts';
import { IdentityProof, Purpose, SubjectIn } from '../../registry/subjects/subject.schema.ts';
import { recallCauses } from '../recalls/recall-cause.rules.ts';

export const CheckIn = z
  .strictObject({
    subject: SubjectIn,
    matter: z
      .string()
      .trim()
      .min(1)
      .max(64)
      .optional()
      .openapi({ description: '事项代码，不是名称；目录中没有的不予核查' }),
    purpose: Purpose,
    caseNo: z.string().trim().min(1).max(64).optional().openapi({ example: 'BJ-2026-000123' }),
    identityProof: IdentityProof.optional().openapi({ description: '怎样核验了本人身份；记入审计' }),
  })
  .openapi('CheckIn');
export type CheckIn = z.infer<typeof CheckIn>;

export const ReasonOut = z
  .object({
    code: z.string().openapi({ example: 'list.serious-violation' }),
    text: z.string(),
    list: z.string().optional(),
    authority: z.string().nullable(),
    documentNo: z.string().nullable(),
    basis: z.string(),
    since: z.string().nullable(),
    until: z.string().optional(),
    restore: z.string(),
    isDisputed: z.boolean().optional(),
    isUnderAppeal: z.boolean().optional().openapi({ description: '复议或诉讼审理中' }),
    isStayed: z.boolean().optional().openapi({ description: '复议或诉讼期间停止执行：不作为不予适用的理由' }),
  })
  .openapi('Reason');

const CheckedSubject = z
  .object({
    type: z.enum(IDENTIFIER_TYPES),
    code: z.string().openapi({ description: '自然人号码已遮盖' }),
    name: z.string().nullable(),
    isKnown: z.boolean(),
  })
  .openapi('CheckedSubject');

const Receipt = z
  .object({
    no: z.string(),
    decidedAt: z.string(),
    outcome: z.string(),
    dataVersion: z.string().openapi({
      description: '数据版本：点号前为事务号，其前的全部变更均已计入；点号后为最大事件号',
      example: '48211.1302',
    }),
    validUntil: z.iso.datetime({ offset: true }).openapi({ description: '此时刻前有效' }),
    covers: z
      .array(
        z.object({ catalog: z.string(), source: z.string().nullable(), lastGoodOn: z.string().nullable() }),
      )
      .openapi({ description: '核查所及的名单与目录，及其数据最近更新日' }),
    signature: z.string().openapi({ description: '登记系统签名；前十位即结果单校验码' }),
  })
  .openapi('CheckReceipt');

const GreenChannel = z
  .object({
    honours: z.array(
      z.object({
        list: z.string(),
        title: z.string(),
        authority: z.string(),
        documentNo: z.string().nullable(),
        since: z.string(),
        until: z.string().nullable(),
      }),
    ),
    incentives: z.array(
      z.object({ code: z.string(), title: z.string(), content: z.string(), basis: z.string() }),
    ),
  })
  .openapi('GreenChannel');

export const CheckOut = z
  .object({
    no: z.string(),
    outcome: z.enum(['eligible', 'ineligible', 'review', 'matter-not-allowed']),
    reasons: z.array(ReasonOut),
    isGreenLane: z.boolean().openapi({ description: '守信主体：可优先办理' }),
    greenChannel: GreenChannel.nullable().openapi({ description: '给予优先办理的荣誉与激励措施' }),
    subject: CheckedSubject,
    matter: z.string().nullable(),
    matterNote: z
      .string()
      .nullable()
      .openapi({ description: '事项目录从未载入时的说明：保留代码，未就事项作出判断' }),
    purpose: Purpose,
    caseNo: z.string().nullable(),
    ruleSetVersion: z.int(),
    decidedAt: z.iso.datetime({ offset: true }),
    verifyUrl: z.url(),
    advice: z.string(),
    receipt: Receipt.nullable().openapi({ description: '签名回执；早期核查没有' }),
  })
  .openapi('Check');
export type CheckOut = z.infer<typeof CheckOut>;

const Difference = z
  .object({
    of: z.string().openapi({ description: '原核查编号；原核查不变' }),
    differs: z.boolean(),
    outcomeBefore: CheckOut.shape.outcome,
    changes: z.array(z.object({ change: z.enum(['appeared', 'fell']), code: z.string(), text: z.string() })),
    ruleSetBefore: z.int().nullable().openapi({ description: '规则版本有变时，原核查所用的版本' }),
  })
  .openapi('CheckDifference');

export const RecheckOut = CheckOut.extend({ recheck: Difference }).openapi('Recheck');

export const CheckDetail = CheckOut.extend({
  agency: z.string(),
  facts: z.array(z.record(z.string(), z.unknown())),
  validity: z.object({
    isValid: z.boolean(),
    validUntil: z.string(),
    why: z.enum(['expired', 'recalled']).nullable().openapi({ description: 'recalled 依据已失去效力' }),
  }),
  recheck: Difference.nullable().openapi({ description: '与所重新核查的原核查相比' }),
  recheckedBy: z.array(z.string()),
  confirmation: z
    .object({
      choice: z.enum(['followed', 'departed']),
      note: z.string().nullable(),
      by: z.string(),
      at: z.string(),
    })
    .nullable(),
}).openapi('CheckDetail');

export const CheckList = listOf(CheckOut).openapi('CheckList');
export const CheckListQuery = PageQuery;

export const CheckAsOfIn = z
  .strictObject({
    ...CheckIn.shape,
    asOf: instantIn.openapi({
      description: '按登记系统在该时刻所知',
      example: '2026-06-01T00:00:00+08:00',
    }),
  })
  .openapi('CheckAsOfIn');
export type CheckAsOfIn = z.infer<typeof CheckAsOfIn>;

export const CheckAsOfOut = CheckOut.pick({
  outcome: true,
  reasons: true,
  subject: true,
  matter: true,
  matterNote: true,
  ruleSetVersion: true,
})
  .extend({
    asOf: z.string(),
    isInformation: z.literal(true).openapi({ description: '仅供了解，不是核查结果' }),
    note: z.string(),
  })
  .openapi('CheckAsOf');
export type CheckAsOfOut = z.infer<typeof CheckAsOfOut>;

export const CheckBatchIn = z
  .strictObject({
    checks: z
      .array(z.unknown())
      .min(1)
      .max(10_000)
      .openapi({
        example: [{ subject: { type: 'uscc', code: '92440300MA5EXMPX83' }, purpose: 'commitment' }],
      }),
  })
  .openapi('CheckBatchIn');
export const CheckBatchOut = z
  .object({
    items: z.array(
      z.union([
        z.object({ ok: z.literal(true), check: CheckOut }),
        z.object({
          ok: z.literal(false),
          error: z.object({ code: z.string(), detail: z.string(), errors: z.array(z.unknown()) }),
        }),
      ]),
    ),
  })
  .openapi('CheckBatch');

export const ConfirmIn = z
  .strictObject({
    choice: z.enum(['followed', 'departed']),
    note: z.string().trim().min(1).max(500).optional(),
  })
  .refine(({ choice, note }) => choice === 'followed' || note !== undefined, {
    path: ['note'],
    message: '不按核查建议办理的，请填写理由',
  })
  .openapi('CheckConfirmIn');

export const RecallList = listOf(
  z
    .object({
      checkNo: z.string(),
      why: z.enum(recallCauses).openapi({
        description:
          'revoked 依据已撤销；disputed 正在处理异议；upheld 经异议处理更改；merged 档案合并或拆分；late 当日已有、事后报送；restored 移出或撤销被恢复；corrected 信息更正；uncertain 身份现有疑点',
      }),
      outcomeBefore: CheckOut.shape.outcome.openapi({ description: '当时的结果' }),
      outcomeNow: CheckOut.shape.outcome
        .nullable()
        .openapi({ description: '按现在所知，当时应有的结果；null 未重新判断，请重新核查' }),
      at: z.string(),
    })
    .openapi('CheckRecall'),
).openapi('CheckRecallList');

export const TurnedChecksOut = z
  .object({
    since: z.string().openapi({ description: '自此日起（近三十日）' }),
    items: z.array(
      z.object({
        catalog: z.string(),
        name: z.string(),
        count: z.int().openapi({ description: '仅因该目录数据未更新而转为人工复核的核查次数' }),
      }),
    ),
  })
  .openapi('TurnedChecks');

export const PublicCheckOut = z
  .object({ no: z.string(), decidedAt: z.string(), outcome: z.string(), valid: z.boolean() })
  .openapi('PublicCheck');
