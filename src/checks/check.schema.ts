import { z } from '@hono/zod-openapi';
import { IDENTIFIER_TYPES } from '../kernel/identifiers.ts';
import { listOf, PageQuery } from '../platform/page-cursor.ts';
import { Purpose, SubjectIn } from '../subjects/subject.schema.ts';

export const CheckIn = z
  .strictObject({
    subject: SubjectIn,
    matter: z
      .string()
      .trim()
      .min(1)
      .max(64)
      .optional()
      .openapi({ description: '事项代码；载入事项目录后参与判断' }),
    purpose: Purpose,
    caseNo: z.string().trim().min(1).max(64).optional().openapi({ example: 'BJ-2026-000123' }),
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

export const CheckOut = z
  .object({
    no: z.string(),
    outcome: z.enum(['eligible', 'ineligible', 'review', 'matter-not-allowed']),
    reasons: z.array(ReasonOut),
    isGreenLane: z.boolean().openapi({ description: '守信主体：可优先办理' }),
    subject: CheckedSubject,
    matter: z.string().nullable(),
    purpose: Purpose,
    caseNo: z.string().nullable(),
    ruleSetVersion: z.int(),
    decidedAt: z.iso.datetime({ offset: true }),
    verifyUrl: z.url(),
    advice: z.string(),
  })
  .openapi('Check');
export type CheckOut = z.infer<typeof CheckOut>;

export const CheckDetail = CheckOut.extend({
  agency: z.string(),
  facts: z.array(z.record(z.string(), z.unknown())),
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

export const BatchIn = z
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
export const BatchOut = z
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
  z.object({ checkNo: z.string(), why: z.string(), at: z.string() }).openapi('CheckRecall'),
).openapi('CheckRecallList');

export const PublicCheckOut = z
  .object({ no: z.string(), decidedAt: z.string(), outcome: z.string(), valid: z.boolean() })
  .openapi('PublicCheck');
