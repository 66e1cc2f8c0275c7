import { z } from '@hono/zod-openapi';
import { dayIn, instantIn } from '../../platform/web/day-in.schema.ts';
import { askedTopics, placesFit, topicsFit } from './subscription.rules.ts';

const words = z.array(z.string().trim().min(1).max(64)).min(1).max(200);

export const FilterIn = z
  .strictObject({
    topics: z
      .array(z.enum(askedTopics))
      .min(1)
      .optional()
      .openapi({
        description: [
          '要哪几类：credit.* 名单变动（不填即此），audit.checkpoint 审计记录的签名检查点（每分钟至多一个，不含个人信息）',
          'credit.assistance.* 向本单位提出的协查请求和对本单位协查的反馈（只有编号和期限，凭密钥取内容）',
        ].join('；'),
        example: ['credit.*', 'audit.checkpoint'],
      }),
    lists: words.optional().openapi({ example: ['judgment-defaulter'] }),
    categories: z
      .array(z.enum(['severe', 'honour']))
      .min(1)
      .optional()
      .openapi({ description: '名单类别：severe 严重失信，honour 守信激励' }),
    subjectKinds: z
      .array(z.enum(['organisation', 'individual-business', 'person', 'government']))
      .min(1)
      .optional(),
    regions: z
      .array(z.string().regex(/^\d{6}$/))
      .min(1)
      .max(200)
      .optional()
      .openapi({ example: ['440300'] }),
    measures: words.optional().openapi({ example: ['CONVENIENCE_LIMIT'] }),
  })
  .refine(topicsFit, { path: ['topics'], message: '不订阅名单变动的，不得再按名单、主体、区划或措施筛选' })
  .openapi('SubscriptionFilter');

const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, '应为 24 小时制的 HH:MM，例如 22:00');
const QuietHours = z
  .strictObject({ from: clockTime, to: clockTime })
  .refine(({ from, to }) => from !== to, { path: ['to'], message: '结束时间不得与开始时间相同' })
  .openapi('QuietHours', {
    description: '免打扰时段，北京时间，可跨零点；期间的通知到时段结束再推送，解除通知不受限制',
    example: { from: '22:00', to: '07:00' },
  });

export const ScheduleIn = z
  .strictObject({
    kind: z.enum(['at-once', 'cron']),
    cron: z.string().max(100).optional().openapi({ example: '30 8 * * *', description: '北京时间，五段式' }),
    workingDaysOnly: z.boolean().optional(),
    quietHours: QuietHours.optional(),
    digestSize: z
      .int()
      .min(1)
      .max(500)
      .optional()
      .openapi({ description: '每次汇总最多含几条通知；超出的分成多次，不填为 200' }),
  })
  .refine((schedule) => (schedule.kind === 'cron') === (schedule.cron !== undefined), {
    path: ['cron'],
    message: 'kind 为 cron 时必须填写 cron，at-once 时不得填写',
  })
  .openapi('SubscriptionSchedule');

const EndpointIn = z.strictObject({ url: z.string().max(2000) });
const Channel = z.enum(['webhook', 'pull', 'inbox', 'file']).openapi({
  description:
    'webhook 推送到接收地址；pull 由系统拉取；inbox 由工作人员在页面查看、签收；file 写入文件夹或存储桶。不填时由 endpoint、drop 推定，都没有即 pull',
});
const format = z.enum(['csv', 'xlsx', 'ndjson']).default('xlsx');
const location = z.string().trim().min(1).max(1000);
const FolderDrop = z.strictObject({
  kind: z.literal('folder'),
  location: location.openapi({
    description: 'DROP_ROOT 之下的相对路径，仅登记机构可填',
    example: 'czj/tongzhi',
  }),
  format,
});
const BucketDrop = z.strictObject({
  kind: z.literal('s3'),
  location: location.openapi({ example: 'https://s3.example.gov.cn/notices/czj/' }),
  format,
  region: z
    .string()
    .regex(/^[a-z0-9-]{1,64}$/, '区域为小写字母、数字或连字符')
    .default('us-east-1'),
  credentials: z
    .strictObject({ accessKeyId: z.string().min(1).max(256), secretAccessKey: z.string().min(1).max(256) })
    .openapi({ description: '访问密钥，加密保存，不再显示' }),
});
const DropIn = z.discriminatedUnion('kind', [FolderDrop, BucketDrop]).openapi('SubscriptionDrop', {
  description: '每次投递写成一个文件，文件名即投递编号；随后写同名 .manifest.json，含 sha256 与序号范围',
});
const unfit = { path: ['channel'], message: 'endpoint 只用于 webhook，drop 只用于 file，两者不得同时填写' };
const name = z.string().trim().min(1).max(100);
const identityBasis = z.string().trim().min(4).max(500);

const sm3Signature = z.boolean().openapi({
  description: '在 webhook-signature 中附加国密签名 v1sm3（HMAC-SM3），与标准签名 v1 并存',
});

export const SubscriptionIn = z
  .strictObject({
    name,
    filter: FilterIn.default({}),
    schedule: ScheduleIn.default({ kind: 'at-once' }),
    channel: Channel.optional(),
    endpoint: EndpointIn.optional(),
    drop: DropIn.optional(),
    sm3Signature: sm3Signature.optional(),
    agency: z.string().optional().openapi({ description: '登记机构代其他单位订阅时填写单位代码' }),
    identityBasis: identityBasis
      .optional()
      .openapi({ description: '推送完整身份的法律依据，仅登记机构可填' }),
  })
  .refine(placesFit, unfit)
  .openapi('SubscriptionIn');

export const SubscriptionChange = z
  .strictObject({
    name: name.optional(),
    filter: FilterIn.optional(),
    schedule: ScheduleIn.optional(),
    channel: Channel.optional(),
    endpoint: EndpointIn.nullable().optional(),
    drop: DropIn.nullable().optional(),
    sm3Signature: sm3Signature.optional(),
    identityBasis: identityBasis.nullable().optional(),
  })
  .refine(placesFit, unfit)
  .openapi('SubscriptionChange');

const pem = z.string().min(1).max(20_000);
export const CertificateIn = z
  .strictObject({
    certificate: pem.openapi({ example: '-----BEGIN CERTIFICATE-----…' }),
    key: pem.openapi({ example: '-----BEGIN PRIVATE KEY-----…' }),
  })
  .openapi('ClientCertificateIn');
export const CertificateOut = z.object({ validUntil: z.string() }).openapi('ClientCertificate');

export const SubscriptionOut = z
  .object({
    id: z.uuid(),
    agency: z.string(),
    name: z.string(),
    filter: FilterIn,
    schedule: z.object({
      kind: z.enum(['at-once', 'cron']),
      cron: z.string().optional(),
      workingDaysOnly: z.boolean().optional(),
      quietHours: QuietHours.optional(),
      digestSize: z.int().optional(),
    }),
    channel: Channel,
    drop: z
      .object({
        kind: z.enum(['folder', 's3']),
        location: z.string(),
        format: z.enum(['csv', 'xlsx', 'ndjson']),
        region: z.string().nullable(),
      })
      .nullable(),
    endpoint: z.object({ url: z.string() }).nullable(),
    state: z.enum(['pending', 'active', 'paused', 'disabled']),
    pauseReason: z.string().nullable(),
    sm3Signature,
    clientCertificate: CertificateOut.nullable(),
    identityBasis: z.string().nullable(),
    epoch: z.int().openapi({ description: '第几期；数据库从备份恢复后加一' }),
    lastSeq: z.int(),
    ackedSeq: z.int(),
    failStreak: z.int(),
    failingSince: z.string().nullable(),
    breakerOpenUntil: z.string().nullable(),
    verifiedAt: z.string().nullable(),
    createdAt: z.string(),
  })
  .openapi('Subscription');

export const SubscriptionMade = SubscriptionOut.extend({
  secret: z.string().openapi({ description: '签名密钥，只显示这一次', example: 'whsec_…' }),
}).openapi('SubscriptionMade');

export const SecretOut = z
  .object({ secret: z.string(), previousValidUntil: z.string() })
  .openapi('SubscriptionSecret');

export const PreviewIn = z
  .strictObject({
    filter: FilterIn.default({}),
    schedule: ScheduleIn.default({ kind: 'at-once' }),
    agency: z.string().optional().openapi({ description: '登记机构代其他单位预览时填写单位代码' }),
    from: dayIn.optional().openapi({ description: '起始日期，不填为 30 天前' }),
    to: dayIn.optional().openapi({ description: '截止日期（含），不填为今天' }),
    sample: z.int().min(0).max(50).default(10),
  })
  .openapi('PreviewIn');

export const PreviewOut = z
  .object({
    from: z.string(),
    to: z.string(),
    notices: z.int(),
    lifts: z.int().openapi({ description: '其中移出通知，不等汇总，单独推送' }),
    digests: z.int().nullable().openapi({ description: '汇总次数；即时推送或定时过密时为 null' }),
    deliveries: z.int().nullable().openapi({ description: '总投递次数：汇总与单独推送之和' }),
    counts: z.array(z.object({ list: z.string(), type: z.string(), day: z.string(), count: z.int() })),
    sample: z.array(
      z.object({
        type: z.string(),
        at: z.string(),
        list: z.string(),
        subjectKind: z.string(),
        subjectName: z.string().openapi({ description: '自然人姓名遮盖' }),
        code: z.string().nullable().openapi({ description: '自然人证件号码遮盖' }),
        region: z.string().nullable(),
        authority: z.string().nullable(),
        measures: z.array(z.string()),
      }),
    ),
  })
  .openapi('SubscriptionPreview');
export type PreviewRequest = z.infer<typeof PreviewIn>;

export const ReplayIn = z
  .strictObject({
    fromSeq: z.int().min(1).optional(),
    since: instantIn.optional().openapi({ description: '从该时刻起生成的通知；与 fromSeq 二选一' }),
    toSeq: z.int().min(1).optional(),
    dryRun: z.boolean().default(false).openapi({ description: '只计数，不发送' }),
  })
  .refine(({ fromSeq, since }) => (fromSeq === undefined) !== (since === undefined), {
    path: ['fromSeq'],
    message: 'fromSeq（起始序号）与 since（起始时刻）须且只能填写一项',
  })
  .openapi('ReplayIn');

export const ReplayOut = z.object({ notices: z.int(), deliveries: z.int() }).openapi('Replay');
export const TestOut = z.object({ deliveryId: z.uuid() }).openapi('SubscriptionTest');

export type SubscriptionDraft = z.infer<typeof SubscriptionIn>;
export type SubscriptionPatch = z.infer<typeof SubscriptionChange>;
export type ReplayRequest = z.infer<typeof ReplayIn>;
export type DropRequest = z.infer<typeof DropIn>;
