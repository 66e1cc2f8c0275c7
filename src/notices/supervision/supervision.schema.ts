import { z } from '@hono/zod-openapi';
import { dayIn } from '../../platform/web/day-in.schema.ts';
import { cursorDay, listOf, PageQuery } from '../../platform/web/page-cursor.ts';
import { supervisionKinds } from './supervision-words.rules.ts';

const kind = z.enum(supervisionKinds).openapi({
  description: [
    'lift-delivery 移出通知未送达',
    'lift-untold 收过列入通知、未收到移出通知（如订阅已取消）',
    'lift 移出通知未签收',
    'repair 修复未同步',
    'assistance 协查未反馈',
    'verification 承诺核查、整改未办',
    'feedback 未反馈',
    'receipt 系统未接收，也未签收',
    'complaint 交办的投诉未答复、未报告整改',
  ].join('；'),
});
const state = z.enum(['overdue', 'due-soon']);

const filters = {
  kind: kind.optional(),
  agency: z.string().max(32).optional().openapi({ description: '只看一个单位（单位代码）' }),
  state: state.optional(),
};
export const SupervisionQuery = PageQuery.extend(filters);
export const SupervisionFilter = z.strictObject(filters);

// The last row's day, kind and number with its agency: a notice's number is a UUID, a repair's counts.
export const SupervisionCursor = z.union([
  z.tuple([
    cursorDay,
    kind.exclude(['repair', 'assistance', 'verification', 'complaint']),
    z.string().regex(/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12} \d{1,10}$/),
  ]),
  z.tuple([cursorDay, kind.extract(['assistance']), z.string().regex(/^XC[0-9A-Z-]{17} \d{1,10}$/)]),
  z.tuple([cursorDay, kind.extract(['verification']), z.string().regex(/^HY\d{14} \d{1,10}$/)]),
  z.tuple([cursorDay, kind.extract(['repair']), z.string().regex(/^\d{1,16} \d{1,10}$/)]),
  z.tuple([cursorDay, kind.extract(['complaint']), z.string().regex(/^TS\d{8}-[0-9A-Z]{8} \d{1,10}$/)]),
]);

export const SupervisionItemOut = z
  .object({
    kind,
    id: z.string().openapi({
      description: '通知编号；repair、assistance、verification、complaint 为案件、协查、核查、投诉编号',
    }),
    agency: z.string(),
    agencyName: z.string(),
    subscriptionId: z.uuid().nullable(),
    seq: z.int().nullable(),
    list: z.string().nullable(),
    subjectKind: z.string(),
    subjectName: z.string(),
    openedOn: z.iso.date(),
    dueOn: z.iso.date().openapi({ description: '最迟办理日期（含当日）' }),
    isProvisional: z.boolean().openapi({ description: '涉及节假日安排尚未公布的年度，暂按周末推算' }),
    state,
    workingDaysLate: z.int(),
  })
  .openapi('SupervisionItem');
export const SupervisionOut = listOf(SupervisionItemOut)
  .extend({ today: z.iso.date() })
  .openapi('Supervision');

export const LetterIn = z
  .strictObject({
    agency: z.string().max(32).openapi({ description: '单位代码' }),
    demand: z
      .string()
      .trim()
      .min(1)
      .max(2000)
      .optional()
      .openapi({ description: '办理要求；不填用通用文字' }),
  })
  .openapi('SupervisionLetterIn');
export const LetterOut = z
  .object({
    id: z.uuid(),
    no: z.string().openapi({ example: '督办〔2026〕1号' }),
    agency: z.string(),
    agencyName: z.string(),
    issuer: z.string(),
    issuedBy: z.string(),
    issuedAt: z.string(),
    demand: z.string(),
    items: z.array(SupervisionItemOut).openapi({ description: '发函当日的逾期事项' }),
    dueOn: z.iso.date(),
    isProvisional: z.boolean(),
    overdue: z.boolean(),
    reply: z.string().nullable(),
    repliedBy: z.string().nullable(),
    repliedAt: z.string().nullable(),
  })
  .openapi('SupervisionLetter');
export const LettersOut = listOf(LetterOut);
export const LetterKey = z.strictObject({ id: z.uuid() });
export const ReplyIn = z
  .strictObject({ reply: z.string().trim().min(1).max(4000) })
  .openapi('SupervisionReplyIn');

const count = z.int().min(0);
export const PeriodQuery = z
  .strictObject({ from: dayIn.optional(), to: dayIn.optional() })
  .refine(({ from, to }) => !from || !to || from <= to, {
    message: '起始日期不能晚于截止日期',
    path: ['from'],
  });
export const StatisticsOut = z
  .object({
    from: z.iso.date(),
    to: z.iso.date(),
    items: z.array(
      z.object({
        agency: z.string(),
        agencyName: z.string(),
        told: count.openapi({ description: '期内发出的通知' }),
        received: count.openapi({ description: '本单位系统已接收的（推送应答、拉取确认、文件送达）' }),
        signed: count.openapi({ description: '工作人员已签收的（逐条签收或反馈）' }),
        asked: count.openapi({ description: '其中要求执行措施的' }),
        measures: count.openapi({ description: '要求执行的措施项数' }),
        executed: count,
        notExecuted: count,
        notApplicable: count,
        unanswered: count.openapi({ description: '尚未反馈的措施项数（主体已移出的不计）' }),
        overdueReceipts: count.openapi({ description: '到期既未接收也未签收的；移出通知为未经人工签收的' }),
        overdueFeedback: count,
        lifts: count,
        liftsSigned: count.openapi({ description: '工作人员已签收的移出通知' }),
        medianDays: z.number().nullable().openapi({ description: '从发出到反馈完毕的中位天数' }),
      }),
    ),
  })
  .openapi('ExecutionStatistics');
