import { z } from '@hono/zod-openapi';
import { feedStates } from './feed-freshness.rules.ts';

const count = z.number().min(0);
const share = z.number().min(0).max(1).nullable();

export const ReportingDutyKey = z.strictObject({
  agency: z.string().max(32).openapi({ description: '单位代码', example: 'SCJG' }),
  catalog: z.string().max(64).openapi({ description: '目录代码', example: 'administrative-penalty' }),
});
export const ReportingDutyQuery = z.strictObject({
  state: z.enum(feedStates).optional().openapi({ description: '只看一种状态' }),
  agency: z.string().max(32).optional().openapi({ description: '只看一个单位（单位代码）' }),
});
export const FrequencyIn = z
  .strictObject({
    everyWorkingDays: z.coerce.number().int().min(1).max(250).openapi({
      description: '至少每多少个工作日报送一次',
      example: 22,
    }),
    reason: z
      .string()
      .trim()
      .min(4)
      .max(500)
      .openapi({ description: '依据或理由', example: '该单位每月集中报送' }),
  })
  .openapi('FrequencyIn');

export const ReportingDutyOut = z
  .object({
    agency: z.string(),
    agencyName: z.string(),
    catalog: z.string(),
    catalogName: z.string(),
    updateFrequency: z.string().nullable().openapi({ description: '目录规定的更新频次（文字）' }),
    everyWorkingDays: z.int().openapi({ description: '按此计算：至少每多少个工作日报送一次' }),
    isOwnFrequency: z.boolean().openapi({ description: '登记机构是否为该单位单独设定' }),
    frequencyReason: z.string().nullable(),
    lastGoodAt: z.iso.datetime().nullable().openapi({ description: '最近一次有效报送' }),
    zeroReport: z
      .object({ periodFrom: z.iso.date().nullable(), periodTo: z.iso.date() })
      .nullable()
      .openapi({ description: '最近一次有效报送是零报告的，其期间；是数据的为 null' }),
    expectedBy: z.iso.date().openapi({ description: '最迟应报日' }),
    daysLate: count.openapi({ description: '已逾期的工作日数' }),
    state: z.enum(feedStates).openapi({ description: 'fresh 正常；due 应报；overdue 逾期；never 从未报送' }),
    isProvisional: z.boolean().openapi({ description: '涉及节假日安排尚未公布的年度，暂按周末推算' }),
  })
  .openapi('Feed');
export const ReportingDutyListOut = z.object({ items: z.array(ReportingDutyOut) });

export const CardQuery = z.strictObject({
  month: z
    .string()
    .regex(/^[12]\d{3}-(0[1-9]|1[0-2])$/, '月份写作 YYYY-MM，例如 2026-11')
    .optional()
    .openapi({ description: '月份，默认当月', example: '2026-11' }),
  agency: z.string().max(32).optional().openapi({ description: '只看一个单位（单位代码）' }),
});

const line = {
  received: count.openapi({ description: '收到的行数' }),
  accepted: count,
  corrected: count,
  unchanged: count,
  held: count,
  rejected: count,
  warnings: count,
  rejectionRate: share.openapi({ description: '退回率：退回 ÷（收到 − 未变化）' }),
  zeroReports: count.openapi({ description: '零报告次数；不计入收到的行数' }),
  lateDays: count.openapi({ description: '逾期的工作日数' }),
  judgedDays: count.openapi({ description: '已考核的工作日数' }),
  lateRate: share.openapi({ description: '迟报率：逾期工作日 ÷ 考核工作日' }),
  completeness: share.openapi({
    description: '完整率：建议填报的选填列中实际填写的比例；该目录未设建议列的为 null',
  }),
  timed: count.openapi({ description: '计入双公示时限的新记录数' }),
  timely: count.openapi({ description: '其中自决定之日起 7 个工作日内首次报送的' }),
  timelinessRate: share.openapi({ description: '双公示及时率' }),
  isProvisional: z.boolean(),
};
const Line = z.object(line);

export const CardOut = z
  .object({
    agency: z.string(),
    agencyName: z.string(),
    month: z.string(),
    score: z.number().min(0).max(100).nullable().openapi({ description: '得分；无可考核内容的为 null' }),
    parts: z
      .object({ punctuality: share, acceptance: share, timeliness: share, completeness: share })
      .openapi({ description: '按时率、合格率、双公示及时率、完整率；权重见设置 scorecard.weight.*' }),
    total: Line,
    catalogs: z.array(z.object({ catalog: z.string(), catalogName: z.string(), ...line })),
  })
  .openapi('ScoreCard');
export const CardListOut = z.object({ month: z.string(), items: z.array(CardOut) });
