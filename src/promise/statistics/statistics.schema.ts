import { z } from '@hono/zod-openapi';
import { dayIn } from '../../platform/web/day-in.schema.ts';
import { listOf, PageQuery } from '../../platform/web/page-cursor.ts';
import { figureWords, groupings, moveEvents } from './promise-figures.rules.ts';

const inOrder = ({ from, to }: { from?: string | undefined; to?: string | undefined }) =>
  !from || !to || from <= to;
const order = { message: '起始日期不能晚于截止日期', path: ['from'] };
const by = z.enum(groupings).default('matter').openapi({ description: '按事项、单位或月份分列' });
const span = { from: dayIn.optional(), to: dayIn.optional() };

export const PromiseStatisticsQuery = z.strictObject({ ...span, by }).refine(inOrder, order);
export type PromiseStatisticsQuery = z.output<typeof PromiseStatisticsQuery>;

export const MoveQuery = PageQuery.extend({
  ...span,
  by,
  event: z.enum(moveEvents).optional().openapi({ description: '所数的步骤；不填为全部' }),
  only: z.string().max(64).optional().openapi({ description: '只列这一事项、单位或月份的' }),
})
  .strict()
  .refine(inOrder, order);
export type MoveQuery = z.output<typeof MoveQuery>;

const count = (event: (typeof moveEvents)[number]) =>
  z.int().min(0).openapi({ description: figureWords[event] });
const FiguresOut = z
  .object(Object.fromEntries(moveEvents.map((event) => [event, count(event)])))
  .openapi('PromiseFigures');

export const PromiseStatisticsOut = z
  .object({
    from: z.iso.date(),
    to: z.iso.date(),
    by: z.enum(groupings),
    items: z.array(z.object({ key: z.string(), name: z.string(), figures: FiguresOut })),
    total: FiguresOut,
  })
  .openapi('PromiseStatistics');

export const MoveListOut = listOf(
  z.object({
    event: z.enum(moveEvents),
    no: z.string(),
    agency: z.string().nullable(),
    matter: z.string().nullable(),
    at: z.iso.datetime(),
  }),
).openapi('PromiseMoveList');
