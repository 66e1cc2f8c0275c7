import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { createApp } from '../../src/app.ts';
import { openPostgres } from '../../src/node/open-database.ts';
import { depsOver } from '../../src/node/open-deps.ts';
import { permissions } from '../../src/platform/door/permissions.ts';
import { readConfig } from '../../src/platform/running/config.ts';

// Nothing listens there: whoever is let past a guard meets a dead database and answers 503.
const nowhere = 'postgres://nobody@127.0.0.1:9/none';
const config = readConfig({
  DATABASE_URL: nowhere,
  MASTER_KEY: randomBytes(32).toString('base64'),
  LOG_LEVEL: 'error',
});
const deps = await depsOver(config, openPostgres(nowhere, { max: 1 }), {
  send: () => Promise.reject(new Error('this test sends nothing')),
});
const app = createApp(() => deps);

// What may be read or done by somebody who has not signed in. Think before adding a line.
const open = [
  'GET /api/v1/catalogs',
  'GET /api/v1/catalogs/:code',
  'GET /api/v1/catalogs/:code/template.csv',
  'GET /api/v1/catalogs/:code/template.xlsx',
  'GET /desk/icon.svg',
  'GET /desk/login',
  'GET /desk/login/provider',
  'GET /desk/login/provider/callback',
  'GET /desk/script.js',
  'GET /desk/style.css',
  'POST /desk/login',
  'POST /desk/login/password',
  'POST /desk/login/second-factor',
  'POST /api/v1/session',
  'POST /api/v1/session/password',
  'POST /api/v1/session/second-factor',
];

const aUuid = '00000000-0000-7000-8000-000000000000';
const doors = app.routes
  .filter(({ method, path }) => method !== 'ALL' && /^\/(api|desk)\b/.test(path))
  .map(({ method, path }) => `${method} ${path}`);
const guarded = [...new Set(doors)].filter((door) => !open.includes(door));

test.each(guarded)('%s turns away whoever has not signed in', async (door) => {
  const [method = '', pattern = ''] = door.split(' ');
  const path = pattern.replace(/:\w+(\{[^/]*\})?(?=\/|$)/g, aUuid);
  const answer = await app.request(`http://localhost${path}`, {
    method,
    headers: { origin: 'http://localhost' },
  });
  if (path.startsWith('/desk') && answer.status === 303)
    expect(answer.headers.get('location')).toMatch(/^\/desk\/login/);
  else expect(answer.status).toBe(401);
});

test('the list of open doors names only doors that exist', () => {
  expect(open.filter((door) => !doors.includes(door))).toEqual([]);
});

test('every API route names its permission', () => {
  const known = new Set<unknown>(['anyone', ...permissions]);
  const named = app.openAPIRegistry.definitions.flatMap((definition) =>
    definition.type === 'route' ? [definition.route] : [],
  );
  expect(named.length).toBeGreaterThan(30);
  expect(
    named.filter((route) => !known.has(Reflect.get(route, 'x-permission'))).map(({ path }) => path),
  ).toEqual([]);
  const written = new Set(
    named.map(({ method, path }) => `${method.toUpperCase()} ${path.replace(/\{(\w+)\}/g, ':$1')}`),
  );
  const unwritten = doors.filter(
    (door) => door.includes('/api/') && !written.has(door.replace(/\{[^}]*\}/g, '')),
  );
  expect(unwritten).toEqual([]);
});
