import { type ChildProcess, fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addAgency } from '../../src/access/agencies/add-agency.ts';
import { issueKey } from '../../src/access/keys/issue-key.ts';
import { type RunningRegistry, startRegistry } from '../../src/node/start-registry.ts';
import { act } from '../../src/platform/door/act.ts';
import { operatorActor } from '../../src/platform/door/actor.ts';
import { holdLock, type LockName, lockKey, lockNames } from '../../src/platform/door/named-locks.ts';
import { freshDatabaseUrl } from '../kit/database.ts';
import { aUscc } from '../kit/identities.ts';
import { aPenaltyRow, csvOf } from '../kit/uploads.ts';

// A holder that is frozen for good: where nobody ended its transactions, everything below would wait as long.
const TOO_LONG_MS = 90_000;
const feeder = { code: 'SCJG', name: '示例市场监管局', uscc: aUscc('11SCJG') };

let service: RunningRegistry;
let url: string;
const keys: Record<string, string> = {};
const started: { holder?: ChildProcess } = {};

const agency = async (one: typeof feeder, role: 'feeder' | 'subscriber', catalogs: string[]) => {
  const operator = { ...service.deps, actor: operatorActor('operator:test'), requestId: 'test' };
  await addAgency(operator, { ...one, roles: [role], catalogs, region: '440300' });
  keys[one.code] = (await issueKey(operator, { agency: one.code })).key;
};

beforeAll(async () => {
  url = await freshDatabaseUrl();
  const MASTER_KEY = randomBytes(32).toString('base64');
  service = await startRegistry({ DATABASE_URL: url, MASTER_KEY, PORT: '0', LOG_LEVEL: 'error' });
  await agency(feeder, 'feeder', ['administrative-penalty', 'serious-violation']);
  await agency({ code: 'CZJ', name: '示例财政局', uscc: aUscc('11CZJ') }, 'subscriber', []);
});
afterAll(async () => {
  started.holder?.kill('SIGKILL');
  await service?.stop();
});

const ask = (as: string, method: string, path: string, body?: string, headers: Record<string, string> = {}) =>
  fetch(`${service.url}/api/v1${path}`, {
    method,
    headers: { authorization: `Bearer ${keys[as]}`, 'content-type': 'application/json', ...headers },
    body,
  });

const violation = (no: string) =>
  JSON.stringify({
    subjectName: '示例一食品有限公司',
    uscc: aUscc('1'),
    reason: '提交虚假材料取得登记',
    listedOn: '2026-03-02',
    documentNo: `示市监严列〔2026〕${no}号`,
    authorityName: feeder.name,
    authorityUscc: feeder.uscc,
  });
const put = (no: string) => ask('SCJG', 'PUT', `/records/serious-violation/YZ-${no}`, violation(no));
const subscribe = (key: string) =>
  ask('CZJ', 'POST', '/subscriptions', JSON.stringify({ name: '名单', channel: 'pull', filter: {} }), {
    'idempotency-key': key,
  });
const upload = (seed: string) =>
  ask('SCJG', 'POST', '/batches?catalog=administrative-penalty', csvOf([aPenaltyRow(feeder, seed)]), {
    'content-type': 'text/csv',
  });
const rowsOf = (text: string) => service.deps.statement(text, []);

// Refused for the moment is not refused: a caller comes again.
const status = async (send: () => Promise<Response>) => {
  for (;;) {
    const answer = await send();
    if (answer.status !== 503) return answer.status;
    expect(answer.headers.get('retry-after')).toBeTruthy();
    await wait(500);
  }
};
const until = async (is: () => Promise<boolean>) => {
  while (!(await is().catch(() => false))) await wait(300);
  return 'done';
};
const within = (work: Promise<unknown>) => Promise.race([work, wait(TOO_LONG_MS, 'waits', { ref: false })]);

// Before anybody is frozen: one row of each that is hot.
const warmUp = async () => {
  expect(await status(() => put('1'))).toBe(201);
  expect(await status(() => subscribe('first'))).toBe(201);
  expect(await status(() => upload('1'))).toBe(202);
  await until(async () => (await rowsOf(`select 1 from batches where status = 'done'`)).length === 1);
  await until(async () => (await rowsOf('select 1 from events where relayed_at is null')).length === 0);
};

const freeze = async (statements: readonly string[]) => {
  const holder = fork(new URL('lock-holder.ts', import.meta.url), [url, JSON.stringify(statements)], {
    execArgv: ['--import', 'tsx'],
  });
  started.holder = holder;
  const [said] = await Promise.race([once(holder, 'message'), once(holder, 'exit')]);
  expect(said).toBe('held');
  holder.kill('SIGSTOP');
};

const hotRows = [
  'select 1 from feed_months for update',
  'select 1 from subject_streams for update',
  'select 1 from subjects for update',
  'select 1 from subscriptions for update',
  'select 1 from deliveries for update',
  'select 1 from schedules for update',
  'select 1 from scheduler_ticks for update',
];

test('with a process frozen that holds every lock and every hot row, the others go on', async () => {
  await warmUp();
  const [{ id } = { id: 0 }] = await rowsOf(`select id from agencies where code = 'CZJ'`);
  await freeze([
    ...lockNames.map((name) => `select pg_advisory_xact_lock(${lockKey(name)})`),
    `select pg_advisory_xact_lock(hashtextextended('${id}:second', 0))`,
    ...hotRows,
  ]);
  const sealedBefore = Number((await rowsOf('select max(no) as no from audit_seals'))[0]?.no);
  const eventsBefore = Number((await rowsOf('select max(id) as id from events'))[0]?.id);
  const isFree = (name: LockName) => async () => {
    await service.deps.db.transaction((tx) =>
      tx.execute(sql.raw(`select pg_advisory_xact_lock(${lockKey(name)})`)),
    );
    return true;
  };
  const sayings = {
    put: status(() => put('2')),
    subscribe: status(() => subscribe('second')),
    upload: status(() => upload('2')).then(() =>
      until(async () => (await rowsOf(`select 1 from batches where status = 'done'`)).length === 2),
    ),
    relay: until(
      async () =>
        (await rowsOf(`select 1 from events where id > ${eventsBefore} and relayed_at is not null`)).length >
        0,
    ),
    seal: until(
      async () => Number((await rowsOf('select max(no) as no from audit_seals'))[0]?.no) > sealedBefore,
    ),
    ...Object.fromEntries(lockNames.map((name) => [name, until(isFree(name))])),
  };
  const went = await Promise.all(
    Object.entries(sayings).map(async ([of, work]) => [of, await within(work)] as const),
  );
  expect(Object.fromEntries(went)).toEqual({
    put: 201,
    subscribe: 201,
    upload: 'done',
    relay: 'done',
    seal: 'done',
    ...Object.fromEntries(lockNames.map((name) => [name, 'done'])),
  });
});

test('what a stranger holds while others wait is named: at once by a metric, then by readyz', async () => {
  const stranger = postgres(url, { max: 1, onnotice: () => {} });
  const [isHeld, release] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const held = stranger.begin(async (tx) => {
    await tx`select pg_advisory_xact_lock(4401001)`;
    isHeld.resolve();
    await release.promise;
  });
  await isHeld.promise;
  const waiting = status(() => subscribe('third'));
  await expect
    .poll(async () => await (await fetch(`${service.url}/metrics`)).text(), { timeout: 60_000 })
    .toMatch(/registry_lock_wait_seconds\{lock="relay"\} (0\.\d*[1-9]|[1-9])/);
  await expect
    .poll(async () => await (await fetch(`${service.url}/readyz`)).text(), { timeout: 60_000 })
    .toContain('"code":"lock.held","message":"锁 relay ');
  release.resolve();
  await held;
  await stranger.end();
  expect(await waiting).toBe(201);
  await expect.poll(async () => (await fetch(`${service.url}/readyz`)).status, { timeout: 60_000 }).toBe(200);
});

test('two decisions that lock each other out are both made: the one that the database undid is made again', async () => {
  const operator = { ...service.deps, actor: operatorActor('operator:test'), requestId: 'test' };
  const both = [Promise.withResolvers<void>(), Promise.withResolvers<void>()] as const;
  const decide = (own: 0 | 1, [first, second]: readonly [LockName, LockName]) =>
    act(operator, 'record.write', async (tx) => {
      await holdLock(tx, first);
      both[own].resolve();
      await both[own === 0 ? 1 : 0].promise;
      await holdLock(tx, second);
      return { value: 'made', audit: { by: own }, events: [] };
    });
  const made = await Promise.all([decide(0, ['letters', 'rule-sets']), decide(1, ['rule-sets', 'letters'])]);
  expect(made).toEqual(['made', 'made']);
  expect(
    await rowsOf(
      `select count(*)::int as lines from audit_lines where action = 'record.write' and about::jsonb ? 'by'`,
    ),
  ).toEqual([{ lines: 2 }]);
});
