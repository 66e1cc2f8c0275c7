import { beforeAll, expect, test } from 'vitest';
import { writeCursor } from '../../src/platform/web/page-cursor.ts';
import { enrol } from '../kit/people.ts';
import { makePush, type PushApp } from '../kit/push.ts';
import { cursorRoutes, everyRoute, filled, type Route } from '../kit/routes.ts';
import { draftedBy, stepped } from '../kit/rule-sets.ts';
import { aPenaltyRow, upload } from '../kit/uploads.ts';

type Api = (path: string, call: { method: string; json?: unknown }) => Promise<Response> | Response;
let push: PushApp;
let everybody: Api[];
let values: Record<string, string>;
let subscription: string;

beforeAll(async () => {
  push = await makePush();
  const feeder = await push.agency('SJ', ['feeder', 'window'], ['administrative-penalty']);
  const registrar = await push.agency('DJ', ['registrar']);
  const overseer = await push.agency('SH', ['auditor']);
  const system = await enrol(push, { agencyId: overseer.id, name: '系统', roles: ['system-administrator'] });
  const department = await push.agency('DY', ['subscriber']);
  const { id } = await upload(push, feeder, {
    catalog: 'administrative-penalty',
    rows: [aPenaltyRow(feeder, '1')],
  });
  const version = await draftedBy(registrar);
  await stepped(registrar, version, 'simulate');
  const made = await department.api('/subscriptions', { method: 'POST', json: { name: '测试' } });
  subscription = (await made.json()).id;
  everybody = [feeder.api, registrar.api, overseer.api, department.api, system.api];
  values = { id, version: String(version), code: 'serious-violation' };
});

const encoded = (text: string) => encodeURIComponent(btoa(text));
const UUID = '01936b5e-0000-7000-8000-000000000000';
const forged: readonly (readonly [string, string])[] = [
  ['not base64', '%%%'],
  ['not JSON', encoded('[1')],
  ['no list', encoded('{"0":1,"1":"x"}')],
  ['null', encoded('null')],
  ['nothing in it', writeCursor([])],
  ['one too many', writeCursor([1, 1, 1, 1])],
  ['nothings', encoded('[null,null,null]')],
  ['lists in it', encoded('[[1],[1],[1]]')],
  ['objects in it', encoded('[{"__proto__":1},{},{}]')],
  ['a number beyond every column', encoded('[1e30]')],
  ['a number beyond JSON', encoded('[1e999]')],
  ['half a number', encoded('[0.5]')],
  ['a number below nothing', encoded('[-1]')],
  ['a zero character', encoded('["\\u0000"]')],
  ['half a pair', encoded('["\\ud800\\u0000"]')],
  ['no day, then a number', writeCursor(['2026-02-30', 1])],
  ['a word for a day', writeCursor(['infinity', 1])],
  ['a year that is none', writeCursor(['0000-01-01', 1])],
  ['no instant, then a number', writeCursor(['2026-02-30T00:00:00Z', 1])],
  ['an hour that is none', writeCursor(['2026-02-20T25:00:00Z', UUID])],
  ['an offset that is none', writeCursor(['2026-02-20T20:00:00+99:00', 'A'])],
  ['a day and a number beyond', encoded('["2026-02-20",1e30]')],
  ['an instant and no UUID', writeCursor(['2026-02-20T00:00:00Z', 'x\u0000'])],
  ['a number and no UUID', writeCursor([1, 'x'])],
  ['a day, no kind', writeCursor(['2026-02-20', 'constructor', '1 1'])],
  ['a day, a kind, no number', writeCursor(['2026-02-20', 'receipt', '1 1'])],
  ['a day, a kind, an odd number', writeCursor(['2026-02-20', 'repair', `${UUID} x`])],
];

const questionOf = ({ path }: Route): Record<string, string> => {
  if (path.endsWith('/records')) return { state: 'held' };
  return path.endsWith('/deliveries') ? { subscription } : {};
};

// Whoever may ask: the first whose roles are not refused.
const ask = async (route: Route, after: string) => {
  const query = new URLSearchParams({ ...questionOf(route), after });
  const body = { id: 1, purpose: 'supervision', caseNo: 'SJ-2034-1' };
  let answer = new Response(null, { status: 403 });
  for (const api of everybody) {
    if (answer.status !== 403 && answer.status !== 404) return answer;
    const path = filled(route.path, values);
    if (path.startsWith('/public/')) return push.request(`${path}?${query}`);
    answer = await api(`${path.replace('/api/v1', '')}?${query}`, {
      method: route.method,
      ...(route.method === 'POST' && { json: body }),
    });
  }
  return answer;
};

test('every list that goes on after a cursor is known here', () => {
  expect(cursorRoutes.length).toBeGreaterThan(20);
});

test.each(cursorRoutes)(
  '$method $path refuses every forged cursor, and none reaches the database',
  async (route) => {
    const told: string[] = [];
    for (const [name, after] of forged) {
      const answer = await ask(route, after);
      const { code } = await answer.json();
      if (answer.status !== 400 || code !== 'cursor.invalid') told.push(`${name}: ${answer.status} ${code}`);
    }
    expect(told).toEqual([]);
  },
);

test.each([
  ['/batches', ['2026-11-24 02:00:00.123456+00', UUID]],
  ['/checks', ['2026-11-24T02:00:00.123Z', 'HC-1']],
  ['/repairs', ['9999-12-31', 1]],
  ['/schedules', ['示例:1']],
  ['/supervision', ['2026-11-24', 'receipt', `${UUID} 12`]],
  ['/supervision', ['2026-11-24', 'repair', '7 12']],
  ['/matters', ['示例—一']],
])('%s goes on after %j, as its last row writes it', async (path, key) => {
  const answer = await ask({ method: 'GET', path: `/api/v1${path}` }, decodeURIComponent(writeCursor(key)));
  expect([answer.status, await answer.json()]).toMatchObject([200, { items: expect.any(Array) }]);
});

test('the pages draw a forged cursor as a refusal, never as a fault of the service', async () => {
  const roles = ['feeder', 'window', 'registrar', 'auditor', 'subscriber', 'system-administrator'];
  const { id } = await push.agency(
    'QB',
    ['feeder', 'window', 'registrar', 'auditor', 'subscriber'],
    ['administrative-penalty'],
  );
  const { cookie } = await enrol(push, { agencyId: id, name: '全能', roles });
  const lists = everyRoute.filter(({ method, path }) => method === 'GET' && /^\/(desk|public)\//.test(path));
  const faults: string[] = [];
  for (const { path } of lists)
    for (const [name, after] of forged) {
      const { status } = await push.request(`${filled(path, values)}?${new URLSearchParams({ after })}`, {
        headers: { cookie, accept: 'text/html' },
      });
      if (status >= 500) faults.push(`${path}, ${name}: ${status}`);
    }
  expect(faults).toEqual([]);
});
