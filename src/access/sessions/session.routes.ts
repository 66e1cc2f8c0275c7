import { z } from '@hono/zod-openapi';
import { guarded, jsonAnswer, router } from '../../platform/web/http.ts';
import { listOf } from '../../platform/web/page-cursor.ts';
import { SessionLine } from '../staff/staff.schema.ts';
import { endOwnSession } from './end-own-session.ts';
import { endStaffSessions } from './end-staff-sessions.ts';
import { listOwnSessions } from './list-own-sessions.ts';
import { listStaffSessions } from './list-staff-sessions.ts';

const byId = { params: z.strictObject({ id: z.uuid() }) };

const listOwn = guarded(
  { permission: 'session.list' },
  {
    method: 'get',
    operationId: 'listOwnSessions',
    path: '/sessions',
    tags: ['人员'],
    summary: '本人现有的登录，最近使用的在前',
    responses: { 200: jsonAnswer(listOf(SessionLine), '一次给全') },
  },
);
const endOwn = guarded(
  { permission: 'session.end', problems: ['session.unknown'] },
  {
    method: 'delete',
    operationId: 'endOwnSession',
    path: '/sessions/{id}',
    tags: ['人员'],
    summary: '结束本人的一次登录',
    request: byId,
    responses: { 204: { description: '已结束' } },
  },
);
const listOthers = guarded(
  { permission: 'staff.sessions', problems: ['staff.unknown'] },
  {
    method: 'get',
    operationId: 'listStaffSessions',
    path: '/staff/{id}/sessions',
    tags: ['人员'],
    summary: '某一人员现有的登录（查询留痕）',
    request: byId,
    responses: { 200: jsonAnswer(listOf(SessionLine), '一次给全') },
  },
);
const endOthers = guarded(
  { permission: 'staff.end-sessions', problems: ['staff.unknown'] },
  {
    method: 'delete',
    operationId: 'endStaffSessions',
    path: '/staff/{id}/sessions',
    tags: ['人员'],
    summary: '结束某一人员的全部登录',
    request: byId,
    responses: { 200: jsonAnswer(z.object({ ended: z.int() }), '结束了几次登录') },
  },
);

export const sessionRoutes = router()
  .openapi(listOwn, async (c) => {
    const items = await listOwnSessions(c.get('ctx'), c.req.header('cookie') ?? '');
    return c.json({ items, next: null }, 200);
  })
  .openapi(endOwn, async (c) => {
    await endOwnSession(c.get('ctx'), c.req.valid('param').id);
    return c.body(null, 204);
  })
  .openapi(listOthers, async (c) => {
    const items = await listStaffSessions(c.get('ctx'), c.req.valid('param').id);
    return c.json({ items, next: null }, 200);
  })
  .openapi(endOthers, async (c) =>
    c.json(await endStaffSessions(c.get('ctx'), c.req.valid('param').id), 200),
  );
