import { z } from '@hono/zod-openapi';

const words = z.array(z.string().trim().min(1).max(64)).min(1).max(200);

export const FilterIn = z
  .strictObject({
    lists: words.optional().openapi({ example: ['judgment-defaulter'] }),
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
  })
  .refine((schedule) => (schedule.kind === 'cron') === (schedule.cron !== undefined), {
    path: ['cron'],
    message: 'kind 为 cron 时必须填写 cron，at-once 时不得填写',
  })
  .openapi('SubscriptionSchedule');

const EndpointIn = z.strictObject({ url: z.string().max(2000) });
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
    endpoint: EndpointIn.optional().openapi({ description: '不填则只能拉取' }),
    sm3Signature: sm3Signature.optional(),
    agency: z.string().optional().openapi({ description: '登记机构代其他单位订阅时填写单位代码' }),
    identityBasis: identityBasis
      .optional()
      .openapi({ description: '推送完整身份的法律依据，仅登记机构可填' }),
  })
  .openapi('SubscriptionIn');

export const SubscriptionChange = z
  .strictObject({
    name: name.optional(),
    filter: FilterIn.optional(),
    schedule: ScheduleIn.optional(),
    endpoint: EndpointIn.nullable().optional(),
    sm3Signature: sm3Signature.optional(),
    identityBasis: identityBasis.nullable().optional(),
  })
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
    }),
    endpoint: z.object({ url: z.string() }).nullable(),
    state: z.enum(['pending', 'active', 'paused', 'disabled']),
    pauseReason: z.string().nullable(),
    sm3Signature,
    clientCertificate: CertificateOut.nullable(),
    identityBasis: z.string().nullable(),
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

export const ReplayIn = z
  .strictObject({
    fromSeq: z.int().min(1).optional(),
    since: z.iso
      .datetime({ offset: true })
      .optional()
      .openapi({ description: '从该时刻起生成的通知；与 fromSeq 二选一' }),
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
export type ReplayWish = z.infer<typeof ReplayIn>;
