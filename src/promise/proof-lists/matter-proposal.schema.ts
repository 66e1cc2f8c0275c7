import { z } from '@hono/zod-openapi';
import { replacementWords, riskWords } from '../../law/matters/matter-columns.ts';
import { dayIn } from '../../platform/web/day-in.schema.ts';
import { listOf, PageQuery } from '../../platform/web/page-cursor.ts';
import { offices, proposalStates } from './matter-proposal.rules.ts';
import { fateWords, groundWords, partyWords, stanceWords } from './proposal-words.rules.ts';

const keyed = <K extends string>(words: Readonly<Record<K, string>>) => {
  const told = Object.entries(words).map(([key, word]) => `${key} ${word}`);
  const [first, ...others] = Object.keys(words) as [K, ...K[]];
  return z.enum([first, ...others]).openapi({ description: told.join('；') });
};
const words = (most: number) => z.string().trim().min(1).max(most);
const open = <S extends z.ZodType>(schema: S) => schema.nullable().default(null);

export const ProposalNo = z.strictObject({
  no: z.string().min(1).max(20).openapi({ description: '清理事项编号', example: 'ZM2026000001' }),
});

const content = {
  name: words(200).openapi({ description: '证明名称', example: '示例：经营场所使用证明' }),
  item: words(200).openapi({ description: '办理事项：证明用于办理什么', example: '示例：市场主体设立登记' }),
  basis: open(words(2000)).openapi({
    description: '设定依据；没有的留空，会加提示',
    example: '《示例条例》第十六条',
  }),
  issuingUnit: open(words(200)).openapi({ description: '开具单位' }),
  party: keyed(partyWords).openapi({ example: 'organisation' }),
  ground: open(keyed(groundWords)).openapi({ example: 'online-check' }),
  fate: keyed(fateWords).openapi({ example: 'cancel' }),
  replacement: open(keyed(replacementWords)).openapi({ example: 'sharing' }),
  replacementNote: open(words(1000)).openapi({ description: '怎样办理；没有替代方式的，其理由' }),
  riskClass: open(keyed(riskWords)),
  noticeText: open(words(20_000)).openapi({ description: '告知书文本' }),
  commitmentText: open(words(20_000)).openapi({ description: '承诺书文本' }),
  matterCode: open(
    z
      .string()
      .trim()
      .max(64)
      .regex(/^[\dA-Za-z][\dA-Za-z._/()-]*$/, '编码由字母、数字和 . _ / ( ) - 组成'),
  ).openapi({ description: '拟修改的现行事项的编码；新增的留空' }),
};
export const ProposalIn = z.strictObject(content).openapi('MatterProposalInput', {
  example: {
    name: '示例：经营场所使用证明',
    item: '示例：市场主体设立登记',
    basis: '《示例条例》第十六条',
    party: 'organisation',
    ground: 'online-check',
    fate: 'cancel',
    replacement: 'sharing',
  },
});
export type ProposalIn = z.output<typeof ProposalIn>;

const MOST_AT_ONCE = 500;
const proposals = z
  .array(z.string().min(1).max(20))
  .min(1)
  .max(MOST_AT_ONCE)
  .transform((nos) => [...new Set(nos)].sort())
  .openapi({ description: '清理事项编号，一并办理，要么都办，要么都不办', example: ['ZM2026000001'] });

export const ProposalsIn = z.strictObject({ proposals }).openapi('MatterProposalNumbers');
export const ProposalReturnIn = z
  .strictObject({
    proposals,
    reason: words(1000).openapi({ description: '退回的理由', example: '请补充设定依据' }),
  })
  .openapi('MatterProposalReturn');
export const OpinionIn = z
  .strictObject({
    proposals,
    stance: keyed(stanceWords).openapi({ example: 'agree' }),
    words: words(2000).optional().openapi({ description: '意见；不同意的必填', example: '同意取消' }),
  })
  .refine(({ stance, words: said }) => stance === 'agree' || said !== undefined, {
    path: ['words'],
    message: '不同意的，请写明意见',
  })
  .openapi('MatterProposalOpinion', { example: { proposals: ['ZM2026000001'], stance: 'agree' } });
export const PublishIn = z
  .strictObject({
    proposals,
    documentNo: words(100).openapi({ description: '领导小组决定的文号', example: '示例证明办〔2026〕1号' }),
    decidedOn: dayIn.openapi({ description: '决定日期，不晚于今天', example: '2026-12-20' }),
    name: words(200).optional().openapi({ description: '版本名称；不填即文号' }),
  })
  .openapi('MatterProposalDecision');
export type PublishIn = z.output<typeof PublishIn>;
export type OpinionIn = z.output<typeof OpinionIn>;

const agencyCode = z.string().min(1).max(32);
export const OfficesIn = z
  .strictObject({
    legal: agencyCode.openapi({ description: '司法行政（法制）机构的单位代码', example: 'SFJ' }),
    serviceCentre: agencyCode.openapi({ description: '政务服务机构的单位代码', example: 'ZWFW' }),
  })
  .openapi('MatterOfficesInput');
export const OfficesOut = z
  .object({
    items: z.array(
      z.object({ office: z.enum(offices), agencyCode: z.string(), agency: z.string(), namedAt: z.string() }),
    ),
  })
  .openapi('MatterOffices');

const instant = z.iso.datetime({ offset: true });
export const ProposalOut = z
  .object({
    no: z.string(),
    agency: z.string(),
    name: z.string(),
    item: z.string(),
    basis: z.string().nullable(),
    issuingUnit: z.string().nullable(),
    party: keyed(partyWords),
    ground: keyed(groundWords).nullable(),
    fate: keyed(fateWords),
    replacement: keyed(replacementWords).nullable(),
    replacementNote: z.string().nullable(),
    riskClass: keyed(riskWords).nullable(),
    noticeText: z.string().nullable(),
    commitmentText: z.string().nullable(),
    matterCode: z.string().nullable(),
    state: z.enum(proposalStates),
    flags: z
      .array(z.object({ code: z.string(), message: z.string() }))
      .openapi({ description: '提示：只供核对，不退回' }),
    opinions: z.array(
      z.object({
        office: z.enum(offices),
        stance: keyed(stanceWords),
        words: z.string().nullable(),
        agency: z.string(),
        byName: z.string(),
        round: z.int().openapi({ description: '第几次提交' }),
        isCurrent: z.boolean(),
        at: instant,
      }),
    ),
    commentEndsOn: z.iso.date().nullable().openapi({ description: '征求意见的最后一日' }),
    returnedFor: z.string().nullable(),
    decision: z
      .object({
        documentNo: z.string(),
        decidedOn: z.iso.date(),
        edition: z.int().nullable().openapi({ description: '公布的目录版本；与现行相同的为空' }),
        matter: z.string().openapi({ description: '事项目录中的编码' }),
      })
      .nullable(),
    madeAt: instant,
    movedAt: instant,
  })
  .openapi('MatterProposal');
export type ProposalShown = z.infer<typeof ProposalOut>;
export const ProposalListOut = listOf(ProposalOut).openapi('MatterProposalList');
export const ProposalQuery = PageQuery.extend({ state: z.enum(proposalStates).optional() }).strict();
export type ProposalQuery = z.output<typeof ProposalQuery>;

export const CommentedListOut = listOf(
  ProposalOut.pick({
    no: true,
    agency: true,
    name: true,
    item: true,
    basis: true,
    fate: true,
    replacement: true,
    replacementNote: true,
    commentEndsOn: true,
  }).openapi('MatterProposalCommented'),
).openapi('MatterProposalsCommented');
export type Commented = z.infer<typeof CommentedListOut>;

export const MovedOut = z
  .object({ moved: z.array(z.string()), state: z.enum(proposalStates) })
  .openapi('MatterProposalsMoved');
export const OpinionOut = z
  .object({
    given: z.array(z.string()),
    opened: z.array(z.string()).openapi({ description: '两家意见已齐、开始征求意见的' }),
    commentEndsOn: z.iso.date().nullable(),
  })
  .openapi('MatterProposalOpinionGiven');
export const PublishedOut = z
  .object({
    edition: z.int().nullable().openapi({ description: '与现行目录相同的为空' }),
    counts: z.object({ added: z.int(), changed: z.int(), unchanged: z.int(), removed: z.int() }),
    matters: z.array(z.object({ proposal: z.string(), matter: z.string() })),
  })
  .openapi('MatterProposalsPublished');

const RowTold = z.object({ column: z.string().optional(), code: z.string(), message: z.string() });
export const SheetOut = z
  .object({
    counts: z.object({
      rows: z.int(),
      drafted: z.int(),
      unchanged: z.int(),
      rejected: z.int(),
      warned: z.int(),
    }),
    drafted: z.array(z.object({ row: z.int(), no: z.string() })),
    rows: z
      .array(
        z.object({
          row: z.int(),
          verdict: z.enum(['rejected', 'warned', 'unchanged']),
          errors: z.array(RowTold),
        }),
      )
      .openapi({ description: '退回、提示和已在办的行，逐行说明；不截断' }),
  })
  .openapi('MatterProposalSheet');
export type SheetRead = z.infer<typeof SheetOut>;
