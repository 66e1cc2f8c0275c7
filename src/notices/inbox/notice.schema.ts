import { z } from '@hono/zod-openapi';
import { dayIn } from '../../platform/web/day-in.schema.ts';
import { Purpose } from '../../registry/subjects/subject.schema.ts';
import { executionStates, feedbackResults } from './feedback.rules.ts';

const flag = z.enum(['true', 'false']).optional();
export const NoticeFilter = z.strictObject({
  subscription: z.uuid().optional(),
  list: z.string().max(64).optional(),
  type: z.string().max(64).optional().openapi({ example: 'credit.listing.removed' }),
  unread: flag.openapi({ description: '只看未读' }),
  unsigned: flag.openapi({ description: '只看工作人员未签收的；系统可能已接收' }),
  unconfirmed: flag.openapi({ description: '只看工作人员未签收的解除通知' }),
});
export type NoticeFilter = z.infer<typeof NoticeFilter>;

export const NoticeOut = z
  .object({
    id: z.uuid(),
    subscriptionId: z.uuid(),
    epoch: z.int().openapi({ description: '第几期；序号在一期内连续' }),
    seq: z.int(),
    subjectSeq: z.int(),
    type: z.string(),
    initial: z.boolean(),
    list: z.string(),
    state: z.string(),
    subjectKind: z.string(),
    subjectName: z.string(),
    uscc: z.string().nullish(),
    otherCode: z.string().nullish(),
    otherCodeType: z.string().nullish(),
    maskedCode: z.string().nullish(),
    note: z.string().optional().openapi({ description: '审计检查点（audit.checkpoint）的签名原文' }),
    place: z.string().optional().openapi({
      description: '协查通知：所指协查的位置，接在 /api/v1 之后取用',
    }),
    authority: z.string().nullish(),
    documentNo: z.string().nullish(),
    reason: z.string().nullish(),
    listedOn: z.string().nullish(),
    dueOn: z.string().nullish(),
    endedOn: z.string().nullish(),
    measures: z.array(z.string()),
    suspends: z
      .boolean()
      .openapi({ description: '名单停止执行：中止此前要求的措施，待恢复执行或移出的通知' }),
    supersededBy: z.uuid().nullable(),
    deliveryId: z.uuid().nullable(),
    deliveryState: z.string().nullable(),
    readAt: z.string().nullable(),
    receivedAt: z
      .string()
      .nullable()
      .openapi({ description: '本单位系统接收的时间（推送应答、拉取确认、文件送达）；不等于签收' }),
    signedAt: z.string().nullable().openapi({ description: '工作人员签收（或反馈）的时间' }),
    signedBy: z.string().nullable(),
    needsReceipt: z.boolean().openapi({ description: '解除通知须由工作人员签收，系统接收不算' }),
    confirmed: z.boolean(),
    execution: z.enum(executionStates).openapi({
      description: [
        'waiting 系统未接收，也未签收',
        'received 系统已接收，未签收',
        'signed 人工已签收，待反馈',
        'answered 已反馈',
        'lifted 主体已移出',
        'superseded 已被替代',
        'lift-waiting 移出待签收',
        'lift-signed 移出已签收',
      ].join('；'),
    }),
    feedback: z.array(
      z.object({
        measure: z.string(),
        result: z.string(),
        at: z.string(),
        corrected: z.boolean().openapi({ description: '已被后来的反馈更正' }),
      }),
    ),
    createdAt: z.string(),
  })
  .openapi('Notice');

export const NoticeReceiptOut = z
  .object({ id: z.uuid(), signedAt: z.string().nullable(), signedBy: z.string().nullable() })
  .openapi('Receipt');

export const NoticeReceiptsIn = z
  .strictObject({ notices: z.array(z.uuid()).min(1).max(500) })
  .openapi('ReceiptsIn');
export const NoticeReceiptsOut = z
  .object({ signed: z.int().openapi({ description: '此次签收的数量；早已签收的不计' }) })
  .openapi('Receipts');

export const FeedbackIn = z
  .strictObject({
    measure: z.string().min(1).max(64),
    result: z.enum(feedbackResults),
    executedOn: dayIn.optional(),
    documentNo: z.string().trim().min(1).max(100).optional(),
    content: z.string().trim().min(1).max(2000).optional().openapi({ description: '执行措施内容' }),
    amount: z
      .string()
      .max(20)
      .regex(/^\d{1,13}(\.\d{1,6})?$/, '金额写作万元为单位的数字，例如 12.5')
      .optional()
      .openapi({ description: '涉及金额（万元）', example: '12.5' }),
    reason: z.string().trim().min(1).max(2000).optional(),
    note: z.string().trim().min(1).max(2000).optional().openapi({ description: '奖惩说明' }),
  })
  .openapi('FeedbackIn');

export const FeedbackOut = z
  .object({
    id: z.uuid(),
    noticeId: z.uuid(),
    measure: z.string(),
    result: z.string(),
    executedOn: z.string().nullable(),
    documentNo: z.string().nullable(),
    content: z.string().nullable(),
    amount: z.string().nullable(),
    reason: z.string().nullable(),
    note: z.string().nullable(),
    agency: z.string().openapi({ description: '反馈部门' }),
    by: z.string(),
    at: z.string(),
    supersedes: z.uuid().nullable().openapi({ description: '本条更正的反馈；两条都保留' }),
    supersededBy: z.uuid().nullable(),
  })
  .openapi('Feedback');

export const FeedbackListOut = z
  .object({
    list: z.string(),
    incentive: z.boolean().openapi({ description: '真为激励，假为惩戒' }),
    subjectKind: z.string(),
    subjectName: z.string(),
    code: z.string().nullable(),
    listingId: z.int(),
    items: z.array(FeedbackOut),
  })
  .openapi('FeedbackList');

export const IdentityIn = z
  .strictObject({ purpose: Purpose, caseNo: z.string().trim().min(1).max(100) })
  .openapi('IdentityIn');

export const IdentityOut = z
  .object({ noticeId: z.uuid(), name: z.string(), type: z.string(), code: z.string() })
  .openapi('Identity');

export const NoticeFeedOut = z
  .object({
    items: z.array(
      z.looseObject({
        epoch: z.int(),
        seq: z.int(),
        noticeId: z.uuid(),
        supersededBy: z.uuid().nullable(),
        id: z.string(),
        type: z.string(),
        data: z.looseObject({}),
      }),
    ),
    next: z.string().nullable(),
    epoch: z.int().openapi({
      description:
        '订阅现在的一期。大于所记的：数据库从备份恢复过，先忘掉以前的 seq 和 subjectSeq，再收以后的通知',
    }),
    lastSeq: z.int(),
    ackedSeq: z.int(),
  })
  .openapi('Feed');

export const AckIn = z.strictObject({ subscription: z.uuid(), upTo: z.int().min(0) }).openapi('FeedAck');
export const AckOut = z
  .object({ subscription: z.uuid(), epoch: z.int(), ackedSeq: z.int(), lastSeq: z.int() })
  .openapi('FeedAcked');

export const DeliveryOut = z
  .object({
    id: z.uuid(),
    webhookId: z.uuid().openapi({ description: '请求头 webhook-id；重新投递沿用首次投递的编号' }),
    subscriptionId: z.uuid(),
    kind: z.enum(['notice', 'digest', 'ping', 'replay']),
    state: z.enum(['queued', 'ready', 'leased', 'delivered', 'dead', 'superseded']),
    firstSeq: z.int(),
    lastSeq: z.int(),
    urgent: z.boolean(),
    attempt: z.int(),
    dueAt: z.string(),
    createdAt: z.string(),
    endedAt: z.string().nullable(),
    gap: z
      .object({
        fromSeq: z.int(),
        toSeq: z.int(),
        closedBy: z.enum(['replay', 'acknowledgement']).nullable(),
      })
      .nullable()
      .openapi({ description: '投递失败（dead）时接收方缺少的序号；closedBy 说明此后以何种方式补齐' }),
  })
  .openapi('Delivery');

export const DeliveryShown = DeliveryOut.extend({
  notices: z.array(z.object({ id: z.uuid(), seq: z.int() })),
  attempts: z.array(
    z.object({
      attempt: z.int(),
      at: z.string(),
      tookMs: z.int(),
      status: z.int().nullable(),
      fault: z.string().nullable(),
      responseExcerpt: z.string().nullable(),
    }),
  ),
}).openapi('DeliveryWithAttempts');

export type FeedbackDraft = z.infer<typeof FeedbackIn>;
