import { CalendarYearIn, CalendarYearNo, CalendarYearOut } from '../../law/calendar/calendar.schema.ts';
import { listCalendar } from '../../law/calendar/list-calendar.ts';
import { ChangeOut } from '../../law/changes/change.schema.ts';
import { draftChange } from '../../law/changes/draft-change.ts';
import { draftProblems } from '../../law/changes/draft-problems.rules.ts';
import { guarded, jsonAnswer, jsonBody, router } from '../../platform/web/http.ts';
import { listOf } from '../../platform/web/page-cursor.ts';

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
  { permission: 'change.draft', problems: draftProblems },
  {
    method: 'put',
    operationId: 'draftCalendarYear',
    path: '/calendar/{year}',
    tags,
    summary: '起草一年的节假日与调休安排；由另一名登记员批准后施行，涉及该年的办理期限随即重新计算',
    request: { params: CalendarYearNo, body: jsonBody(CalendarYearIn) },
    responses: { 202: jsonAnswer(ChangeOut, '待批准的变更') },
  },
);

export const calendarRoutes = router()
  .openapi(list, async (c) =>
    c.json(listOf(CalendarYearOut).parse({ items: await listCalendar(c.get('ctx')), next: null }), 200),
  )
  .openapi(load, async (c) => {
    const { source: basis, ...spans } = c.req.valid('json');
    const content = { year: c.req.valid('param').year, ...spans };
    const change = await draftChange(c.get('ctx'), { kind: 'calendar', content, basis });
    c.header('location', `/api/v1/changes/${change.id}`);
    return c.json(ChangeOut.parse(change), 202);
  });
