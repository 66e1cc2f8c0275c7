import { z } from '@hono/zod-openapi';
import { dayIn } from '../../platform/web/day-in.schema.ts';

export const ZeroReportKey = z.strictObject({
  catalog: z.string().max(64).openapi({ description: '目录代码', example: 'administrative-penalty' }),
});
export const ZeroReportIn = z
  .strictObject({
    periodFrom: dayIn
      .optional()
      .openapi({ description: '期间起日；省略表示自上次报送之后', example: '2026-11-16' }),
    periodTo: dayIn.openapi({ description: '期间止日，不晚于当日', example: '2026-11-24' }),
    note: z.string().trim().min(1).max(500).optional().openapi({ description: '说明，请勿填写个人信息' }),
  })
  .refine(({ periodFrom, periodTo }) => periodFrom === undefined || periodFrom <= periodTo, {
    path: ['periodFrom'],
    message: '期间起日不能晚于止日',
  })
  .openapi('ZeroReportIn');
export type ZeroReportIn = z.output<typeof ZeroReportIn>;

export const ZeroReportOut = z
  .object({
    agency: z.string(),
    catalog: z.string(),
    periodFrom: z.iso.date().nullable(),
    periodTo: z.iso.date(),
    note: z.string().nullable(),
    goodAt: z.iso.datetime().openapi({ description: '该报送项据此视为有效至此时' }),
    reportedAt: z.iso.datetime(),
  })
  .openapi('ZeroReport');
