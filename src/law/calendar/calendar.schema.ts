import { z } from '@hono/zod-openapi';
import { dayIn } from '../../platform/web/day-in.schema.ts';

const day = z.iso.date();
const MOST = 60;

export const CalendarYearNo = z.strictObject({
  year: z.coerce.number().int().min(2000).max(2100).openapi({ example: 2027 }),
});
export const calendarSpans = {
  holidays: z
    .array(z.strictObject({ name: z.string().trim().min(1).max(40), from: dayIn, to: dayIn }))
    .max(MOST)
    .openapi({
      description: '放假，起止日期含当日',
      example: [{ name: '元旦', from: '2027-01-01', to: '2027-01-03' }],
    }),
  workdays: z
    .array(dayIn)
    .max(MOST)
    .default([])
    .openapi({ description: '调休上班的周末', example: ['2027-02-07'] }),
};
export const CalendarYearIn = z
  .strictObject({
    source: z
      .string()
      .trim()
      .min(4)
      .max(200)
      .openapi({ description: '依据', example: '国务院办公厅关于2027年部分节假日安排的通知' }),
    ...calendarSpans,
  })
  .openapi('CalendarYearInput');

export const CalendarYearOut = z
  .object({
    year: z.int(),
    source: z.string(),
    loadedAt: z.iso.datetime(),
    days: z.array(z.object({ day, kind: z.enum(['holiday', 'workday']), name: z.string().nullable() })),
  })
  .openapi('CalendarYear');
