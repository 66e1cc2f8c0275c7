import { z } from '@hono/zod-openapi';
import { IDENTIFIER_TYPES } from '../../kernel/identifiers.ts';
import { dayIn, instantIn } from '../../platform/web/day-in.schema.ts';
import { cursorDay, listOf, PageQuery } from '../../platform/web/page-cursor.ts';
import { ReasonOut } from '../../window/checks/check.schema.ts';
import {
  outcomeNames,
  risks,
  verificationClasses,
  verificationEvents,
  verificationStates,
} from './verification.rules.ts';
import { methods } from './verification-words.rules.ts';

export const VerificationNo = z.strictObject({
  no: z.string().min(1).max(40).openapi({ description: '核查编号', example: 'HY20261124000001' }),
});

const FREE = '不得含个人证件号码';
const words = (most: number, description: string) =>
  z
    .string()
    .trim()
    .min(2)
    .max(most)
    .openapi({ description: `${description}；${FREE}` });
const documentNo = z.string().trim().min(1).max(128).openapi({ example: '示政服撤〔2026〕1号' });

const note = words(2000, '核查情况：查了什么，看到什么，依据什么');
export const FindingIn = z
  .discriminatedUnion('method', [
    z.strictObject({ method: z.literal('own-data'), isTrue: z.boolean(), note }),
    z.strictObject({
      method: z.literal('assistance'),
      isTrue: z.boolean(),
      note,
      assistanceNo: z.string().trim().min(1).max(64).openapi({ description: '协查反馈的编号' }),
    }),
    z.strictObject({
      method: z.literal('visit'),
      isTrue: z.boolean(),
      note,
      site: words(200, '现场核查的地点'),
      visitedAt: instantIn.openapi({ description: '现场核查的时间' }),
    }),
  ])
  .openapi('VerificationFindingIn', {
    example: { method: 'own-data', isTrue: true, note: '示例：登记住所与承诺一致' },
  });
export type FindingIn = z.output<typeof FindingIn>;

export const ReopenIn = z
  .strictObject({ reason: words(500, '撤回核查结论的原因') })
  .openapi('VerificationReopenIn');
export const RectifyIn = z
  .strictObject({
    by: dayIn.openapi({ description: '整改期限（含当日）' }),
    demand: words(2000, '整改要求'),
  })
  .openapi('VerificationRectifyIn');
export type RectifyIn = z.output<typeof RectifyIn>;
export const DecisionIn = z
  .strictObject({
    outcome: z.enum(outcomeNames).openapi({
      description:
        'fulfilled 整改后已履行；terminated 终止办理；revoked 撤销行政决定：后两者记入虚假承诺信息',
    }),
    documentNo,
    decidedOn: dayIn.optional().openapi({ description: '决定日期，不填为今日' }),
    breach: words(2000, '认定的事实：承诺了什么，核查结果如何'),
  })
  .openapi('VerificationDecisionIn');
export type DecisionIn = z.output<typeof DecisionIn>;
export const ObjectionIn = z
  .strictObject({ reason: words(2000, '当事人的理由') })
  .openapi('VerificationObjectionIn');
export const ObjectionAnswerIn = z
  .strictObject({ documentNo, reason: words(2000, '答复或者撤销的理由') })
  .openapi('VerificationAnswerIn');
export type ObjectionAnswerIn = z.output<typeof ObjectionAnswerIn>;

const moment = z.iso.datetime({ offset: true });
export const VerificationLineOut = z
  .object({
    no: z.string(),
    commitment: z.string().openapi({ description: '承诺编码' }),
    agency: z.string(),
    class: z.enum(verificationClasses),
    risk: z.enum(risks),
    state: z.enum(verificationStates),
    matter: z.object({ code: z.string(), name: z.string() }),
    subject: z.object({
      type: z.enum(IDENTIFIER_TYPES),
      code: z.string().openapi({ description: '自然人号码已遮盖' }),
      name: z.string(),
    }),
    due: z
      .object({
        on: z.iso.date(),
        from: z.iso.date(),
        workingDays: z.int(),
        provisional: z.boolean(),
        overdue: z.boolean(),
      })
      .nullable()
      .openapi({ description: '免予核查和未抽中的为空' }),
    draw: z.string().nullable().openapi({ description: '被哪次抽查抽中' }),
    officer: z
      .string()
      .nullable()
      .openapi({ description: '同一种子随机选派的核查人员；未抽查或单位没有窗口人员的为空' }),
    movedAt: moment,
  })
  .openapi('VerificationLine');
export type VerificationLine = z.infer<typeof VerificationLineOut>;

export const VerificationOut = VerificationLineOut.extend({
  promise: z.string().openapi({ description: '承诺的内容' }),
  madeOn: z.iso.date(),
  method: z.enum(methods).nullable(),
  assistanceNo: z.string().nullable(),
  foundOn: z.iso.date().nullable(),
  rectifyBy: z.iso.date().nullable(),
  outcome: z.enum(outcomeNames).nullable(),
  documentNo: z.string().nullable(),
  decidedOn: z.iso.date().nullable(),
  ownData: z
    .object({ outcome: z.string(), reasons: z.array(ReasonOut) })
    .nullable()
    .openapi({ description: '核查中的：登记系统现在所知，供信息系统比对；只供参考，不是核查结论' }),
  acts: z.array(
    z.object({
      event: z.enum(verificationEvents),
      at: moment,
      by: z.string(),
      note: z.string().nullable(),
      method: z.enum(methods).nullable(),
      site: z.string().nullable(),
      visitedAt: moment.nullable(),
      documentNo: z.string().nullable(),
    }),
  ),
}).openapi('Verification');
export type VerificationShown = z.infer<typeof VerificationOut>;

export const VerificationQuery = PageQuery.extend({
  state: z.enum(verificationStates).optional(),
  overdue: z.enum(['true', 'false']).optional().openapi({ description: '只看逾期未核查、未处理的' }),
}).strict();
export type VerificationQuery = z.output<typeof VerificationQuery>;
export const VerificationListOut = listOf(VerificationLineOut).openapi('VerificationList');
export const VerificationCursor = z.tuple([cursorDay, z.int().min(0)]);
