import {
  CalendarYearIn,
  CalendarYearNo,
  CalendarYearOut,
  LoadedYearOut,
} from '../../law/calendar/calendar.schema.ts';
import { listCalendar } from '../../law/calendar/list-calendar.ts';
import { guarded, jsonAnswer, jsonBody, router } from '../../platform/web/http.ts';
import { listOf } from '../../platform/web/page-cursor.ts';
import { loadCalendarYear } from './load-calendar-year.ts';

const tags = ['工作日'];
const list = guarded(
  { permission: 'calendar.read' },
  {
    method: 'get',
    operationId: 'listCalendarYears',
    path: '/calendar',
    tags,
    summary: '已载入的年度节假日与调休安排',
    responses: { 200: jsonAnswer(listOf(CalendarYearOut), '年度，一次给全') },
  },
);
const load = guarded(
  { permission: 'calendar.load', problems: ['calendar.invalid'] },
  {
    method: 'put',
    operationId: 'loadCalendarYear',
    path: '/calendar/{year}',
    tags,
    summary: '载入或更改一年的节假日与调休安排；涉及该年的办理期限随即重新计算',
    request: { params: CalendarYearNo, body: jsonBody(CalendarYearIn) },
    responses: { 200: jsonAnswer(LoadedYearOut, '载入的年度') },
  },
);

export const calendarRoutes = router()
  .openapi(list, async (c) =>
    c.json(listOf(CalendarYearOut).parse({ items: await listCalendar(c.get('ctx')), next: null }), 200),
  )
  .openapi(load, async (c) => {
    const { holidays, ...notice } = c.req.valid('json');
    const spans = holidays.map(({ name, from, to }) => [name, from, to] as const);
    const { year } = c.req.valid('param');
    return c.json(await loadCalendarYear(c.get('ctx'), { year, ...notice, holidays: spans }), 200);
  });
