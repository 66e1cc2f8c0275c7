import { type RouteConfig, z } from '@hono/zod-openapi';
import type { AgencyTopic } from '../../platform/door/agency-events.ts';
import type { Topic } from '../../platform/door/outbox.ts';
import { listingFlags } from '../../registry/listings/listing.rules.ts';
import { RepairNoticeOut } from '../../remedy/repairs/repair-notice.schema.ts';

// The pushes as receivers see them: webhooks in the OpenAPI document. Nothing here runs when a push is made;
// test/http/pushes.test.ts holds the bodies that are sent against these shapes.
const MeasureSaid = z
  .object({
    code: z.string(),
    kind: z.enum(['I', 'II', 'III']),
    title: z.string(),
    content: z.string(),
    basis: z.string(),
  })
  .openapi('PushedMeasure');

const known = z.string().nullable();

const envelope = {
  specversion: z.literal('1.0'),
  id: z.uuid().openapi({ description: '同一条通知永不变，重发、重新投递亦然' }),
  source: z.string(),
  time: z.iso.datetime({ offset: true }),
  datacontenttype: z.literal('application/json'),
  epoch: z.int().min(1).openapi({
    description:
      '第几期；数据库从备份恢复后加一。大于所记的，先忘掉以前的 seq 和 subjectSeq；没有此项的按 1 计',
    example: 1,
  }),
};

const listingState = {
  list: z.string(),
  kind: z.enum(['severe', 'honour']).nullable(),
  state: z.string(),
  region: known,
  authority: known,
  documentNo: known,
  reason: known,
  basis: known,
  listedOn: known,
  dueOn: known,
  measuresUntil: known,
  measuresEndedOn: known,
  endedOn: known,
  endGround: known,
};

const webhooks: Record<Topic, { name: string; summary: string }> = {
  'credit.listing.created': { name: 'ListingCreated', summary: '列入严重失信主体名单' },
  'credit.listing.changed': { name: 'ListingChanged', summary: '名单事项有变更' },
  'credit.listing.removed': { name: 'ListingRemoved', summary: '移出名单：解除措施，并须签收' },
  'credit.honour.created': { name: 'HonourCreated', summary: '列入守信激励名单，或其事项有变更' },
  'credit.honour.removed': { name: 'HonourRemoved', summary: '移出守信激励名单，并须签收' },
};
const topics = Object.keys(webhooks) as Topic[];

export const PushedNotice = z
  .object({
    ...envelope,
    type: z.enum(topics),
    subject: z.string().openapi({ description: '主体，按它守序', example: 'subjects/7' }),
    data: z.object({
      noticeId: z.uuid(),
      seq: z.int().openapi({ description: '一个订阅的一期（epoch）内连续无缺' }),
      subjectSeq: z.int().openapi({ description: '不大于该主体已办的最大值的，跳过' }),
      initial: z.boolean().openapi({ description: '开订时已在列的名单事项，或恢复后重新告知的现状' }),
      subject: z.object({
        kind: z.string(),
        name: z.string(),
        code: known,
        codeType: known,
        masked: z.boolean().openapi({ description: '自然人证件号码已遮盖' }),
      }),
      listingId: z.int(),
      ...listingState,
      flags: z.array(z.enum(listingFlags)).openapi({
        description:
          '名单事项现有的标注：disputed 异议处理中；under-appeal 复议或诉讼审理中；stayed 停止执行；removal-held 认定单位已移出、待登记机构确认；measures-suspended 其间惩戒措施暂停',
      }),
      measures: z.array(MeasureSaid),
      suspended: z
        .array(MeasureSaid)
        .openapi({ description: '停止执行期间中止的措施：暂停执行，待恢复执行或移出的通知' }),
      stillAsked: z
        .array(z.object({ measure: z.string(), lists: z.array(z.string()) }))
        .openapi({ description: '解除、停止执行通知：因其他在列名单仍须执行、不得解除的措施' }),
      information: z.array(MeasureSaid).openapi({ description: '第三类措施，供参考' }),
      repairNotice: RepairNoticeOut.nullable().openapi({
        description: '信用修复告知书的内容；仅 credit.listing.created 中严重失信名单的列入通知有',
      }),
      needsReceipt: z.boolean(),
      supersedes: z.array(z.uuid()).openapi({ description: '被本条替代、不再推送的通知' }),
    }),
  })
  .openapi('PushedNotice');

export const PushedPing = z
  .object({
    ...envelope,
    type: z.literal('registry.ping'),
    data: z.object({ subscriptionId: z.uuid() }),
  })
  .openapi('PushedPing');

export const PushedCheckpoint = z
  .object({
    ...envelope,
    type: z.literal('audit.checkpoint'),
    subject: z.literal('audit/checkpoints'),
    data: z.object({
      noticeId: z.uuid(),
      seq: z.int(),
      subjectSeq: z.int().openapi({ description: '检查点的号码' }),
      initial: z.literal(false),
      note: z.string().openapi({
        description: '签名的检查点原文（C2SP signed note），原样留存；用 client/verify-trail.ts 验证',
      }),
      needsReceipt: z.literal(false),
      supersedes: z.array(z.uuid()).openapi({ description: '被本条替代、不再推送的检查点；拉取仍可取得' }),
    }),
  })
  .openapi('PushedCheckpoint');

const agencyTopics = ['credit.assistance.asked', 'credit.assistance.answered'] as const;
const agencyWebhooks: Record<AgencyTopic, { name: string; summary: string }> = {
  'credit.assistance.asked': { name: 'AssistanceAsked', summary: '向本单位提出协查、将到期或已撤回' },
  'credit.assistance.answered': { name: 'AssistanceAnswered', summary: '本单位提出的协查已反馈或被退回' },
};

export const PushedAssistance = z
  .object({
    ...envelope,
    type: z.enum(agencyTopics),
    subject: z.string().openapi({ example: 'assistance/XC20261124-7K3M9Q2A' }),
    data: z.object({
      noticeId: z.uuid(),
      seq: z.int(),
      subjectSeq: z.int(),
      initial: z.literal(false),
      state: z.enum(['asked', 'due-soon', 'withdrawn', 'answered', 'returned']),
      title: z.string(),
      text: z.string().openapi({ description: '不含当事人的姓名和号码' }),
      dueOn: known,
      place: z.string(),
      url: z.string().openapi({ description: '凭本单位密钥取协查内容；完整身份另以 /identity 查看' }),
      needsReceipt: z.literal(false),
      supersedes: z.array(z.uuid()),
    }),
  })
  .openapi('PushedAssistance');

const answers = {
  '2XX': { description: '已经收妥' },
  '4XX': { description: '401、403 暂停订阅，410 停用订阅，429 稍后重发，其余重试后作罢' },
  '5XX': { description: '稍后重发' },
};

const headers = z.object({
  'webhook-id': z.uuid().openapi({ description: '投递编号，每次重发相同' }),
  'webhook-timestamp': z.string().openapi({ description: '签名时刻，Unix 秒；相差超过五分钟的拒收' }),
  'webhook-signature': z.string().openapi({
    description: 'v1,<HMAC-SHA256>，以空格分隔，其一相符即可；v1sm3 为国密签名',
  }),
  'x-replay': z.string().optional().openapi({ description: '第几次重新投递' }),
});

const webhook = (type: string, about: { name: string; summary: string }, batch: z.ZodType): RouteConfig => ({
  method: 'post',
  path: type,
  operationId: `receive${about.name}`,
  tags: ['推送'],
  summary: about.summary,
  security: [],
  request: {
    headers,
    body: { required: true, content: { 'application/cloudevents-batch+json': { schema: batch } } },
  },
  responses: answers,
});

const Notices = z.array(PushedNotice).openapi('PushedNotices', {
  description: '一次推送的通知；汇总推送时各种变动可在同一批中，须逐条看 type',
});

export const pushes: readonly RouteConfig[] = [
  ...topics.map((topic) => webhook(topic, webhooks[topic], Notices)),
  ...agencyTopics.map((topic) => webhook(topic, agencyWebhooks[topic], z.array(PushedAssistance))),
  webhook(
    'audit.checkpoint',
    { name: 'Checkpoint', summary: '审计记录的签名检查点，仅发给 filter.topics 要它的订阅' },
    z.array(PushedCheckpoint),
  ),
  webhook(
    'registry.ping',
    { name: 'Ping', summary: '连通测试：验签后答 2xx，订阅由此生效' },
    z.array(PushedPing),
  ),
];
