import { z } from '@hono/zod-openapi';
import { dayIn } from '../../platform/web/day-in.schema.ts';
import { SubjectIn } from '../subjects/subject.schema.ts';
import { statementResults } from './prior-notice.rules.ts';

const day = z.iso.date();
const words = (most: number) => z.string().trim().min(4).max(most);

export const PriorNoticeIn = z
  .strictObject({
    list: z.string().max(64).openapi({ description: '名单（目录代码）', example: 'serious-violation' }),
    agency: z.string().max(64).optional().openapi({
      description: '认定单位代码：认定单位自己办理的不填，登记机构代录的必填',
      example: 'SCJG',
    }),
    subject: SubjectIn.required({ name: true }),
    documentNo: words(128).openapi({ description: '告知书文号', example: '示市监告〔2026〕7号' }),
    reason: words(1000).openapi({
      description: '拟列入的事由；不得含证件号码',
      example: '提交虚假材料取得登记',
    }),
    basis: words(500).openapi({
      description: '拟列入的依据',
      example: '市场监督管理严重违法失信名单管理办法第十条',
    }),
    notifiedOn: dayIn.openapi({ description: '告知（送达）之日', example: '2026-11-20' }),
  })
  .openapi('PriorNoticeInput');
export type PriorNoticeIn = z.output<typeof PriorNoticeIn>;

export const StatementIn = z
  .strictObject({
    heardOn: dayIn.openapi({ description: '听取陈述申辩之日', example: '2026-11-24' }),
    statement: words(2000).openapi({
      description: '当事人的陈述、申辩意见；不得含证件号码',
      example: '材料由代理机构提交，本单位不知情',
    }),
    result: z
      .enum(statementResults)
      .openapi({ description: '核实结果：upheld 成立、partly-upheld 部分成立、not-upheld 不成立' }),
    finding: words(2000).openapi({ description: '核实情况', example: '经核实，委托书由法定代表人签署' }),
  })
  .openapi('PriorNoticeStatementInput');
export type StatementIn = z.output<typeof StatementIn>;

export const PriorNoticeOut = z
  .object({
    documentNo: z.string(),
    basis: z.string(),
    notifiedOn: day,
    statementsUntil: z
      .object({
        on: day,
        workingDays: z.int(),
        provisional: z.boolean().openapi({ description: '跨入尚未公布放假安排的年度，公布后重新计算' }),
        over: z.boolean(),
      })
      .openapi({ description: '陈述申辩期限' }),
    statements: z.array(
      z.object({
        heardOn: day,
        statement: z.string(),
        result: z.enum(statementResults),
        finding: z.string(),
      }),
    ),
    decideBy: day.openapi({ description: '应当作出决定之日' }),
    overdue: z.boolean().openapi({ description: '逾期未作决定' }),
  })
  .openapi('PriorNotice');
