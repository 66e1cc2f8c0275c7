import { z } from '@hono/zod-openapi';
import { guarded, jsonAnswer, router } from '../web/http.ts';
import { listOf, PageQuery } from '../web/page-cursor.ts';
import { listSchedules } from './list-schedules.ts';
import { runSchedule } from './run-schedule.ts';

const tags = ['运行'];
const count = z.int().min(0);
const instant = z.iso.datetime();

const RunOut = z
  .object({
    slot: instant.openapi({ description: '应运行的时刻；人工运行即提出的时刻' }),
    startedAt: instant.nullable(),
    finishedAt: instant.nullable(),
    tookMs: count.nullable(),
    result: z.enum(['waiting', 'running', 'done', 'failed']),
    fault: z.string().nullable(),
    missedTicks: count.openapi({ description: '停机或繁忙期间错过、由这一次补上的次数' }),
    askedBy: z.string().nullable().openapi({ description: '人工运行时为提出者' }),
  })
  .openapi('ScheduleRun');
const ScheduleOut = z
  .object({
    job: z
      .string()
      .openapi({ example: 'relay-events', description: '任务名；订阅的汇总为 build-digest:订阅编号' }),
    cron: z.string().openapi({ description: '北京时间，五段式' }),
    missed: z
      .enum(['once', 'all', 'skip'])
      .openapi({ description: '错过的时刻如何补：合并补一次、逐次补、不补' }),
    isEnabled: z.boolean(),
    nextRunAt: instant,
    missedTicksLastDay: count,
    failedLastDay: count,
    lastRun: RunOut.nullable(),
  })
  .openapi('Schedule');
const SchedulesOut = listOf(ScheduleOut);
const AskedOut = z.object({ job: z.string(), slot: instant }).openapi('ScheduleAsked');

const list = guarded(
  { permission: 'schedule.list', problems: ['cursor.invalid'] },
  {
    method: 'get',
    operationId: 'listSchedules',
    path: '/schedules',
    tags,
    summary: '定时任务：时间表、最近一次结果与用时、下次时间、错过次数；各订阅的汇总时间也在内',
    request: { query: PageQuery },
    responses: { 200: jsonAnswer(SchedulesOut, '定时任务') },
  },
);
const run = guarded(
  { permission: 'schedule.run', problems: ['schedule.unknown', 'schedule.running'] },
  {
    method: 'post',
    operationId: 'runSchedule',
    path: '/schedules/{job}/run',
    tags,
    summary: '立即运行一次（留痕）；与调度器并行安全，已在运行的不重复',
    request: { params: z.strictObject({ job: z.string().max(100).openapi({ example: 'relay-events' }) }) },
    responses: { 202: jsonAnswer(AskedOut, '已排上') },
  },
);

export const scheduleRoutes = router()
  .openapi(list, async (c) =>
    c.json(SchedulesOut.parse(await listSchedules(c.get('ctx'), c.req.valid('query'))), 200),
  )
  .openapi(run, async (c) =>
    c.json(AskedOut.parse(await runSchedule(c.get('ctx'), c.req.valid('param').job)), 202),
  );
