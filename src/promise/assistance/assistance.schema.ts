import { z } from '@hono/zod-openapi';
import { IDENTIFIER_TYPES } from '../../kernel/identifiers.ts';
import { listOf, PageQuery } from '../../platform/web/page-cursor.ts';
import { CaseNo, Purpose, SubjectIn } from '../../registry/subjects/subject.schema.ts';
import { assistanceStates, findings } from './assistance.rules.ts';

export const AssistanceId = z.strictObject({
  id: z.string().min(1).max(40).openapi({
    description: '协查编号',
    example: 'XC20261124-7K3M9Q2A',
  }),
});

const oneSentence = z
  .string()
  .trim()
  .min(4)
  .max(200)
  .refine((text) => !/\p{Cc}/u.test(text), '请用一句话提问，不得换行')
  .refine((text) => !/[。？！?!]./u.test(text), '一次只问一句；有多项要核实的，请分别提出协查请求');
const text = (most: number) => z.string().trim().min(1).max(most);
const reason = z.string().trim().min(4).max(500);

export const AssistanceIn = z
  .strictObject({
    to: z.string().trim().min(1).max(32).openapi({ description: '被协查单位代码', example: 'GAJ' }),
    subject: SubjectIn.openapi({ description: '当事人，名称必填；证件号码加密保存，由被协查单位凭用途查看' }),
    proof: z.string().trim().min(1).max(64).optional().openapi({
      description: '证明事项代码，须由被协查单位开具；不填即自由提问',
      example: 'ZM-1',
    }),
    question: oneSentence.optional().openapi({
      description: '要核实的一件事，一句话；填写了证明事项的可以不填。不得含个人证件号码',
      example: '该经营场所现在是否由当事人使用？',
    }),
    commitment: text(40).optional().openapi({ description: '本单位出具的告知承诺书编码' }),
    verification: text(40).optional().openapi({ description: '核查编号' }),
  })
  .refine(({ proof, question }) => proof !== undefined || question !== undefined, {
    path: ['question'],
    message: '请填写要核实的问题，或者选择证明事项',
  })
  .openapi('AssistanceIn', {
    example: {
      to: 'GAJ',
      subject: { type: 'uscc', code: '92440300MA5EXMPX83', name: '示例便利店' },
      question: '该经营场所现在是否由当事人使用？',
    },
  });
export type AssistanceIn = z.output<typeof AssistanceIn>;

export const AnswerIn = z
  .strictObject({
    finding: z.enum(findings).openapi({
      description: 'consistent 相符；inconsistent 不符；unverifiable 无法核实',
    }),
    text: text(1000).openapi({ description: '核实情况；不得含个人证件号码', example: '经查，情况属实。' }),
    evidence: text(500).optional().openapi({
      description: '依据的登记、档案或文书；无法核实的可以不填',
      example: '不动产登记簿 2026 年第 12 号',
    }),
  })
  .refine(({ finding, evidence }) => finding === 'unverifiable' || evidence !== undefined, {
    path: ['evidence'],
    message: '相符或不符的，须写明依据的登记、档案或文书',
  })
  .openapi('AssistanceAnswerIn', {
    example: { finding: 'consistent', text: '经查，情况属实。', evidence: '不动产登记簿 2026 年第 12 号' },
  });
export type AnswerIn = z.output<typeof AnswerIn>;

export const ReturnIn = z
  .strictObject({
    reason: reason.openapi({
      description: '为何不属本单位；知道应问谁的，请写明',
      example: '该事项由街道办事处管理',
    }),
  })
  .openapi('AssistanceReturnIn');
export const WithdrawIn = z
  .strictObject({
    reason: reason.optional().openapi({ description: '撤回的原因', example: '当事人已改走一般程序' }),
  })
  .openapi('AssistanceWithdrawIn');

export const WhoIn = z
  .strictObject({ purpose: Purpose, caseNo: CaseNo })
  .openapi('AssistanceIdentityIn', { example: { purpose: 'supervision', caseNo: 'XC-2026-1' } });
export type WhoIn = z.output<typeof WhoIn>;
export const WhoOut = z
  .object({ id: z.string(), name: z.string(), type: z.enum(IDENTIFIER_TYPES), code: z.string() })
  .openapi('AssistanceIdentity');

const office = z.object({ code: z.string(), name: z.string() });
export const AssistanceOut = z
  .object({
    id: z.string().openapi({ example: 'XC20261124-7K3M9Q2A' }),
    state: z.enum(assistanceStates),
    from: office.openapi({ description: '请求协查的单位' }),
    to: office.openapi({ description: '被协查单位' }),
    subject: z.object({
      kind: z.string(),
      type: z.enum(IDENTIFIER_TYPES),
      code: z.string().openapi({ description: '自然人号码已遮盖' }),
      name: z.string().openapi({ description: '自然人姓名已遮盖' }),
    }),
    proof: z.object({ code: z.string(), name: z.string() }).nullable(),
    question: z.string(),
    commitment: z.string().nullable(),
    verification: z.string().nullable(),
    askedAt: z.iso.datetime({ offset: true }),
    askedBy: z.string(),
    due: z.object({
      on: z.iso.date().openapi({ description: '最迟反馈日期（含当日）' }),
      from: z.iso.date(),
      workingDays: z.int(),
      provisional: z.boolean().openapi({ description: '涉及节假日安排尚未公布的年度，暂按周末推算' }),
      overdue: z.boolean(),
    }),
    answer: z
      .object({ finding: z.enum(findings), text: z.string(), evidence: z.string().nullable() })
      .nullable(),
    reason: z.string().nullable().openapi({ description: '退回或撤回的原因' }),
    endedAt: z.iso.datetime({ offset: true }).nullable(),
    endedBy: z.string().nullable(),
  })
  .openapi('Assistance');
export type AssistanceShown = z.infer<typeof AssistanceOut>;

export const AssistanceQuery = PageQuery.extend({
  state: z.enum(assistanceStates).optional(),
  side: z.enum(['asking', 'asked']).optional().openapi({
    description: 'asked 只看向本单位提出的；asking 只看本单位提出的',
  }),
}).strict();
export type AssistanceQuery = z.output<typeof AssistanceQuery>;
export const AssistanceListOut = listOf(AssistanceOut).openapi('AssistanceList');
