import { randomBytes } from 'node:crypto';
import { addAgency } from '../../src/access/agencies/add-agency.ts';
import type { AgencyIn as AgencyInput } from '../../src/access/agencies/agency.schema.ts';
import { issueKey } from '../../src/access/keys/issue-key.ts';
import { addStaff } from '../../src/access/staff/add-staff.ts';
import { createApp } from '../../src/app.ts';
import { depsOver, type OpenDeps } from '../../src/node/open-deps.ts';
import { operatorActor } from '../../src/platform/door/actor.ts';
import type { Ctx } from '../../src/platform/door/deps.ts';
import { openRates } from '../../src/platform/door/rates.ts';
import { keepKey } from '../../src/platform/keys/prove-key.ts';
import type { Outbound, PostAnswer } from '../../src/platform/outside/post.ts';
import { readConfig } from '../../src/platform/running/config.ts';
import { openTestDb } from './database.ts';
import { aUscc } from './identities.ts';

export const TEST_NOW = '2026-11-24T02:00:00.000Z';
const masterKey = randomBytes(32).toString('base64');

export type TestApp = Awaited<ReturnType<typeof makeApp>>;

// The real createApp over the real database; only the clock stands still and moves when told.
export const makeApp = async (
  options: {
    now?: string;
    send?: (request: Outbound) => Promise<PostAnswer>;
    env?: Record<string, string>;
    rateClock?: () => number;
  } = {},
) => {
  const testDb = await openTestDb();
  await testDb.reset();
  let now = new Date(options.now ?? TEST_NOW);
  const config = readConfig({
    MASTER_KEY: masterKey,
    PUBLIC_URL: 'http://registry.test',
    LOG_LEVEL: 'error',
    PUSH_ALLOW: '127.0.0.1',
    TRUSTED_PROXIES: '127.0.0.1',
    ...options.env,
  });
  const deps: OpenDeps = await depsOver(config, testDb.database, {
    now: () => now,
    send: options.send ?? (async () => ({ ok: false, fault: 'connect', tookMs: 0 })),
  });
  await keepKey(deps, 'operator:test');
  // What a process remembers for a second (keys, rules in force) is remembered per statement: a new app
  // begins anew.
  const { statement } = deps;
  deps.statement = (text, params) => statement(text, params);
  // A second passes between two requests, unless the test is about rates.
  let passedMs = 0;
  const rates = openRates(options.rateClock ?? (() => (passedMs += 1000)));
  const app = createApp(() => deps, { peerOf: () => '127.0.0.1', rates });
  const operator: Ctx = { ...deps, actor: operatorActor('operator:test'), requestId: 'test' };

  const request = (path: string, init: RequestInit & { key?: string; json?: unknown } = {}) => {
    const { key, json, ...rest } = init;
    const headers = new Headers(rest.headers);
    if (key) headers.set('authorization', `Bearer ${key}`);
    if (json !== undefined) headers.set('content-type', 'application/json');
    return app.request(path, {
      ...rest,
      headers,
      ...(json === undefined ? {} : { body: JSON.stringify(json) }),
    });
  };

  const agency = async (
    code: string,
    roles: Readonly<AgencyInput['roles']>,
    catalogs: readonly string[] = [],
    name = `虚构${code}局`,
  ) => {
    const added = await addAgency(operator, {
      code,
      name,
      uscc: aUscc(`11${code}`),
      roles: [...roles],
      catalogs: [...catalogs],
      region: '440300',
    });
    // No key holds the auditor's role beside another.
    const ofKey = roles.length > 1 ? roles.filter((role) => role !== 'auditor') : [...roles];
    const { id: keyId, key } = await issueKey(operator, { agency: code, roles: ofKey });
    return {
      ...added,
      code,
      keyId,
      key,
      api: (path: string, init: Parameters<typeof request>[1] = {}) =>
        request(`/api/v1${path}`, { key, ...init }),
    };
  };

  const person = async (
    agencyCode: string,
    name: string,
    roles: readonly string[],
    password = 'Correct-horse-9',
  ) => {
    await addStaff(operator, { agency: agencyCode, name, roles: [...roles], password });
    const answer = await request('/api/v1/session', {
      method: 'POST',
      json: { agency: agencyCode, name, password },
    });
    const cookie = (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
    return {
      cookie,
      page: (path: string, init: RequestInit = {}) =>
        app.request(path, {
          ...init,
          headers: {
            cookie,
            origin: 'http://localhost',
            host: 'localhost',
            ...(init.headers as Record<string, string>),
          },
        }),
    };
  };

  return {
    app,
    deps,
    operator,
    request,
    agency,
    person,
    setNow: (instant: string) => {
      now = new Date(instant);
    },
    query: (text: string, params: readonly (string | number | null)[] = []) => testDb.statement(text, params),
  };
};
