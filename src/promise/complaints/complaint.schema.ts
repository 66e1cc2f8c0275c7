import { z } from '@hono/zod-openapi';
import { dayIn } from '../../platform/web/day-in.schema.ts';
import { listOf, PageQuery } from '../../platform/web/page-cursor.ts';
import {
  complaintEvents,
  complaintKinds,
  complaintStates,
  complaintWays,
  typedComplaintCode,
} from './complaint.rules.ts';

export const ComplaintNo = z.strictObject({
  no: z.string().min(1).max(40).openapi({ description: '投诉编号', example: 'TS20261124-7K3M9Q2A' }),
});

const NOT_HERE = '；不得含个人证件号码、银行卡号、手机号码';
// A telephone number or an address of mail; a citizen's number is longer than any telephone's.
const CONTACT = /^(?:\+?\d[\d\- ]{5,15}\d|[^\s@]+@[^\s@]+\.[^\s@]+)$/;

export const ComplaintIn = z
  .strictObject({
    kind: z.enum(complaintKinds),
    subject: z
      .string()
      .trim()
      .min(2)
      .max(100)
      .openapi({ description: `标题，加密留存${NOT_HERE}`, example: '已取消的证明仍要求提交' }),
    text: z
      .string()
      .trim()
      .min(10)
      .max(4000)
      .openapi({
        description: `何时、何处、何单位、办理何事，加密留存${NOT_HERE}`,
        example: '示例：办理经营场所登记时，窗口仍要求提交已经取消的使用证明。',
      }),
    unit: z
      .string()
      .trim()
      .min(2)
      .max(100)
      .optional()
      .openapi({ description: '被投诉的单位', example: '示例街道办事处' }),
    contact: z
      .string()
      .trim()
      .max(60)
      .regex(CONTACT, '请填写电话号码或电子邮箱，或者不填')
      .optional()
      .openapi({ description: '电话或电子邮箱，可以不填；加密留存，只有登记机构能看到' }),
  })
  .openapi('ComplaintIn');
export type ComplaintIn = z.output<typeof ComplaintIn>;

export const FollowIn = z.strictObject({
  no: z.string().trim().toUpperCase().min(1).max(40),
  code: z.string().trim().min(1).max(60).transform(typedComplaintCode),
});
export type FollowIn = z.output<typeof FollowIn>;

const note = z.string().trim().min(2).max(2000);
const said = (description: string) => note.openapi({ description: `${description}${NOT_HERE}` });
const to = z.string().trim().min(2).max(100);
export const NoteIn = z
  .strictObject({ note: said('说明；被投诉单位只能看到交办、整改的内容和自己的答复') })
  .openapi('ComplaintNoteIn');
export const ForwardIn = z
  .strictObject({
    to: to.openapi({ description: '收件机关', example: '示例市教育局' }),
    note: said('转送的理由'),
  })
  .openapi('ComplaintForwardIn');
export const AskIn = z
  .strictObject({
    agency: z
      .string()
      .trim()
      .min(1)
      .max(32)
      .openapi({ description: '被投诉单位的单位代码', example: 'SCJG' }),
    note: said('请单位说明的事项；单位看不到投诉原文和投诉人，请勿写入可以识别投诉人的内容'),
  })
  .openapi('ComplaintAskIn');
export const OrderIn = z
  .strictObject({
    by: dayIn.openapi({ description: '整改期限（含当日）：明日起一年以内' }),
    note: said('通报和整改要求'),
  })
  .openapi('ComplaintOrderIn');
export const TransferIn = z
  .strictObject({
    to: to.optional().openapi({ description: '收件机关；不填为纪检监察机关' }),
    note: said('转办的事由'),
  })
  .openapi('ComplaintTransferIn');

export const StepChoice = z.object({ event: z.enum(complaintEvents) });

export const FiledOut = z
  .object({
    no: z.string(),
    code: z.string().openapi({ description: '查询码，只在此时给出一次；凭编号和查询码查看办理状态' }),
    receivedAt: z.iso.datetime({ offset: true }),
  })
  .openapi('ComplaintFiled');
export type FiledComplaint = z.infer<typeof FiledOut>;

const due = z
  .object({ on: z.iso.date(), provisional: z.boolean(), overdue: z.boolean() })
  .nullable()
  .openapi({ description: '下一步的最迟日期；已办结的为空' });

export const ComplaintLineOut = z
  .object({
    no: z.string(),
    kind: z.enum(complaintKinds),
    way: z.enum(complaintWays),
    state: z.enum(complaintStates),
    agency: z.string().nullable().openapi({ description: '交办的单位' }),
    handedTo: z.string().nullable().openapi({ description: '转送、转办的机关' }),
    receivedAt: z.iso.datetime({ offset: true }),
    movedAt: z.iso.datetime({ offset: true }),
    due,
  })
  .openapi('ComplaintLine');
export type ComplaintLine = z.infer<typeof ComplaintLineOut>;

export const ComplaintOut = ComplaintLineOut.extend({
  said: z
    .object({
      subject: z.string(),
      text: z.string(),
      unit: z.string().nullable(),
      contact: z.string().nullable(),
    })
    .nullable()
    .openapi({ description: '投诉原文和联系方式：只有登记机构能看到' }),
  steps: z.array(
    z.object({
      place: z.int(),
      step: z.enum(['file', ...complaintEvents]),
      to: z.enum(complaintStates),
      note: z.string().nullable().openapi({ description: '看不到内容的为空' }),
      addressee: z.string().nullable().openapi({ description: '文书的收件单位' }),
      due: z.iso.date().nullable().openapi({ description: '文书写明的期限' }),
      late: z.boolean(),
      agency: z.string().nullable(),
      by: z.string(),
      at: z.iso.datetime({ offset: true }),
    }),
  ),
}).openapi('Complaint');
export type ComplaintShown = z.infer<typeof ComplaintOut>;

export const ComplaintQuery = PageQuery.extend({
  state: z.enum(complaintStates).optional(),
  overdue: z.enum(['true']).optional().openapi({ description: '只看逾期的' }),
}).strict();
export type ComplaintQuery = z.output<typeof ComplaintQuery>;
export const ComplaintListOut = listOf(ComplaintLineOut).openapi('ComplaintList');

const count = z.int().min(0);
export const MonthsQuery = z.strictObject({ from: dayIn.optional(), to: dayIn.optional() });
export const MonthsOut = z
  .object({
    from: z.iso.date(),
    to: z.iso.date(),
    months: z.array(
      z.object({
        month: z.string().openapi({ example: '2026-11' }),
        counts: z
          .record(z.enum(['file', ...complaintEvents]), count)
          .openapi({ description: '各步骤的件次，file 为收到' }),
        late: count.openapi({ description: '其中逾期才作出的步骤' }),
      }),
    ),
  })
  .openapi('ComplaintMonths');
export type ComplaintMonths = z.infer<typeof MonthsOut>;

export type FollowedComplaint = {
  no: string;
  state: ComplaintLine['state'];
  handedTo: string | null;
  by: string | null;
};
