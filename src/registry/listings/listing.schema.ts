import { z } from '@hono/zod-openapi';
import { askedGrounds } from '../../law/rulebook/removal-grounds.ts';
import { dayIn, instantIn } from '../../platform/web/day-in.schema.ts';
import { PageQuery } from '../../platform/web/page-cursor.ts';
import { listingFlags, listingStates } from './listing.rules.ts';
import { PriorNoticeOut } from './prior-notice.schema.ts';

const day = z.iso.date();

export const ListingQuery = PageQuery.extend({
  list: z
    .string()
    .max(64)
    .optional()
    .openapi({ description: '名单（目录代码）', example: 'serious-violation' }),
  state: z.enum(listingStates).optional().openapi({
    description:
      '不给 state 也不给 changedSince 时，不含已撤销的；已撤销的只告知须删除哪一条。已告知、尚未列入的（notified）须指明 state，只给认定单位自己的，登记机构与审计人员可见全部，查自然人也无须 purpose',
  }),
  changedSince: instantIn
    .optional()
    .openapi({ description: '此时刻起有变化的', example: '2026-11-01T00:00:00+08:00' }),
  subjectKind: z.enum(['organisation', 'person']).default('organisation').openapi({
    description:
      'organisation 包括个体工商户与机关；查询自然人须给出 list 与 purpose，且本单位承担该名单的措施',
  }),
  overdue: z
    .enum(['true', 'false'])
    .optional()
    .openapi({ description: '与 state=notified 同用；true：只看逾期未作决定的' }),
  removalGround: z.string().max(64).optional().openapi({
    description: '按移出事由查；unstated 为未说明事由的',
    example: 'unstated',
  }),
  purpose: z.string().trim().min(2).max(200).optional().openapi({ description: '查询自然人名单的用途' }),
})
  .strict()
  .refine(({ overdue, state }) => overdue === undefined || state === 'notified', {
    path: ['overdue'],
    message: 'overdue 须与 state=notified 同用。',
  });

export const FlagsOut = z.array(z.enum(listingFlags)).openapi({
  description: '状态之外的标注：disputed 异议处理中、under-appeal 复议或诉讼审理中、stayed 停止执行',
});

export const ListingOut = z
  .object({
    id: z.int(),
    list: z.string(),
    kind: z.enum(['severe', 'honour']),
    state: z.enum(listingStates),
    subject: z.object({
      subjectKind: z.string(),
      subjectName: z.string(),
      uscc: z.string().optional(),
      otherCode: z.string().optional().openapi({
        description: '尚无统一社会信用代码的组织：组织机构代码或工商注册号，种类见 otherCodeType',
      }),
      otherCodeType: z.enum(['org-code', 'business-registration-no']).optional(),
      maskedCode: z.string().optional(),
    }),
    region: z.string(),
    authority: z.string(),
    documentNo: z.string().nullable(),
    reason: z.string().nullable(),
    listedOn: day.nullable().openapi({ description: '列入之日；尚未列入的为空' }),
    dueOn: day.nullable().openapi({ description: '名单管理期届满之日；空为至履行完毕，或尚未列入' }),
    measuresUntil: day.nullable().openapi({ description: '惩戒措施期限届满之日；空为与名单同止' }),
    measuresEndedOn: day.nullable(),
    endedOn: day.nullable(),
    endGround: z.string().nullable(),
    removalGround: z.string().nullable().openapi({ description: '移出事由的代码；未说明的为 unstated' }),
    disputed: z.boolean(),
    flags: FlagsOut,
    version: z.int(),
    changedAt: z.iso.datetime(),
    priorNotice: PriorNoticeOut.optional().openapi({ description: '仅 state=notified' }),
  })
  .openapi('Listing');

export const ListingId = z.strictObject({ id: z.coerce.number().int().positive() });
const words = {
  ground: z.string().trim().min(4).max(500),
  documentNo: z.string().trim().max(128).optional().openapi({ example: '示市监移〔2026〕3号' }),
  version: z
    .int()
    .positive()
    .optional()
    .openapi({ description: '读到的名单版本；其后有人改动的，答 409 listing.stale 并说明改了什么' }),
};
const decision = (example: string) => z.strictObject({ ...words, ground: words.ground.openapi({ example }) });
export const RemovalIn = decision('已履行行政处罚决定并消除不良影响，提前移出')
  .extend({
    removalGround: z.enum(askedGrounds).optional().openapi({
      description: '移出事由的代码，各名单不同（GET /severe-lists 的 grounds）；不填的记为 unstated',
      example: 'performed',
    }),
    correctedOn: dayIn.optional().openapi({
      description: '改正之日；等待期自改正之日起算的事由须填',
      example: '2026-05-10',
    }),
  })
  .openapi('ListingRemoval');
export const RevocationIn = decision('列入决定被行政复议撤销').openapi('ListingRevocation');
export const RestorationIn = decision('以虚假材料取得移出，恢复列入').openapi('ListingRestoration');
export const ExtensionIn = decision('以暴力、威胁方法妨碍执行，延长期限')
  .extend({
    until: dayIn.optional().openapi({ description: '名单管理期延长至', example: '2029-03-02' }),
    measuresUntil: dayIn.optional().openapi({ description: '惩戒措施期限至', example: '2028-03-02' }),
  })
  .refine(({ until, measuresUntil }) => until !== undefined || measuresUntil !== undefined, {
    message: '请填写 until（名单管理期延长至）或 measuresUntil（惩戒措施期限至）。',
    path: ['until'],
  })
  .openapi('ListingExtension');

const RemovalHeld = z.object({
  code: z.string(),
  message: z.string().openapi({ description: '为何待登记机构确认' }),
  ground: z.string(),
  on: day,
  suspends: z.boolean().openapi({ description: '其间惩戒措施是否暂停' }),
});

export const DecidedOut = z
  .object({
    id: z.int(),
    list: z.string(),
    state: z.enum(listingStates),
    listedOn: day.nullable().openapi({ description: '尚未列入即撤销的为空' }),
    dueOn: day.nullable(),
    measuresUntil: day.nullable(),
    endedOn: day.nullable(),
    endGround: z.string().nullable(),
    removalGround: z.string().nullable().openapi({ description: '移出事由的代码' }),
    removalHeld: RemovalHeld.nullable().default(null).openapi({ description: '待登记机构确认的移出' }),
    version: z.int(),
  })
  .openapi('DecidedListing');

const months = z.int().nullable();
export const SevereListOut = z
  .object({
    code: z.string(),
    name: z.string(),
    authority: z.string().openapi({ description: '认定单位' }),
    basis: z.string(),
    trigger: z.string(),
    startsFrom: z
      .enum(['listing', 'publication', 'penalty', 'decision'])
      .openapi({ description: '期限起算：列入、公布、处罚、认定之日' }),
    termMonths: months.openapi({ description: '名单管理期（月）；空为以认定单位的决定为准' }),
    removalConditions: z.string(),
    grounds: z
      .array(
        z.object({
          code: z.string(),
          text: z.string(),
          startsFrom: z.enum(['listing', 'correction', 'ban', 'term', 'none']).openapi({
            description: '等待期起算：列入、改正、措施届满、期限届满之日；none 不设等待期',
          }),
          waitMonths: z.int().openapi({ description: '等待期（月），按今日的设置' }),
          evidence: z.string(),
          grantedBy: z.string(),
          suspendsMeasures: z.boolean().openapi({ description: '待确认期间是否暂停惩戒措施' }),
          basis: z.string(),
        }),
      )
      .openapi({ description: '移出事由' }),
    extensionMinMonths: months.openapi({ description: '一次至少延长的月数' }),
    extensionMaxMonths: months.openapi({ description: '可延长的最长月数；空为不得延长' }),
    fed: z.boolean().openapi({ description: '本系统是否归集该名单' }),
    decisionStates: z
      .array(z.string())
      .openapi({ description: '列入决定应当载明的内容（表头）；缺的照收并提示' }),
    incompleteDecisions: z
      .int()
      .nullable()
      .openapi({ description: '在列而决定内容不全的记录数；仅登记机构可见' }),
  })
  .openapi('SevereList');
