import type { Context } from 'hono';
import { type Refusal, untouched } from '../web/form.view.tsx';
import type { Env } from '../web/http.ts';
import { formOf, tried } from '../web/page-form.ts';
import { asks, draw, pages } from '../web/pages.ts';
import { listSchedules } from './list-schedules.ts';
import { runSchedule } from './run-schedule.ts';
import { ScheduleListView } from './schedule.view.tsx';

const LISTED = 100;

const drawSchedules = async (c: Context<Env>, refusal: Refusal = untouched) => {
  const ctx = c.get('ctx');
  const { items, next } = await listSchedules(ctx, { limit: LISTED, after: c.req.query('after') });
  const hasErrors = refusal.faults.length > 0;
  const body = (
    <ScheduleListView
      schedules={items}
      next={next}
      refusal={refusal}
      mayRun={ctx.actor.may.has('schedule.run')}
      asked={c.req.query('asked') ?? null}
    />
  );
  return draw(c, { title: '定时任务', body, hasErrors }, hasErrors ? 422 : 200);
};

export const schedulePages = pages()
  .get('/schedules', asks('schedule.list'), (c) => drawSchedules(c))
  .post('/schedules/run', asks('schedule.run'), async (c) => {
    const { typed } = await formOf(c);
    const done = await tried(typed, { labels: {} }, () => runSchedule(c.get('ctx'), typed.job ?? ''));
    if (!done.ok) return drawSchedules(c, done.refusal);
    return c.redirect(`/desk/schedules?${new URLSearchParams({ asked: done.value.job })}`, 303);
  });
