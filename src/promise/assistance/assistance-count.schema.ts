import { z } from '@hono/zod-openapi';

export const MonthQuery = z.strictObject({
  month: z
    .string()
    .regex(/^20\d{2}-(0[1-9]|1[0-2])$/, '月份写作 YYYY-MM，例如 2026-11')
    .optional()
    .openapi({ description: '请求提出的月份，默认当月', example: '2026-11' }),
});

const count = z.int().min(0);
export const AssistanceCountsOut = z
  .object({
    month: z.string(),
    items: z.array(
      z.object({
        agency: z.string(),
        agencyName: z.string(),
        asked: count.openapi({ description: '当月向该单位提出的协查；已撤回的不计' }),
        inTime: count,
        late: count.openapi({ description: '逾期反馈和逾期未反馈' }),
        pending: count.openapi({ description: '未反馈而未到期' }),
        returned: count.openapi({ description: '不属该单位而退回，不扣分' }),
        points: count.openapi({ description: '扣分：逾期件数乘以设定值' }),
      }),
    ),
  })
  .openapi('AssistanceCounts');
