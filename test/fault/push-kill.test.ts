import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadMeasures } from '../../src/measures/load-measures.ts';
import { openPostgres, readMigrations } from '../../src/node/open-database.ts';
import { depsOver, type OpenDeps } from '../../src/node/open-deps.ts';
import { createSubscription } from '../../src/notices/create-subscription.ts';
import { act } from '../../src/platform/act.ts';
import { operatorActor } from '../../src/platform/actor.ts';
import { readConfig } from '../../src/platform/config.ts';
import type { Ctx } from '../../src/platform/deps.ts';
import { freshDatabase, type PostgresServer, startOwnPostgres } from '../kit/postgres.ts';
import { type Receiver, startReceiver } from '../kit/receiver.ts';

const SUBJECTS = 20;
const ROUNDS = 15;
const masterKey = Buffer.alloc(32, 7).toString('base64');

let server: PostgresServer;
let operator: Ctx & OpenDeps;
let env: Record<string, string>;
let receivers: Receiver[];
const children = new Set<ChildProcess>();

beforeAll(async () => {
  server = await startOwnPostgres(18);
});
afterAll(async () => {
  for (const child of children) child.kill('SIGKILL');
  await Promise.all(receivers.map((receiver) => receiver.stop()));
  await operator.database.close();
  await server.stop();
});

const startSender = () => {
  const script = fileURLToPath(new URL('push-sender.ts', import.meta.url));
  const child = spawn(process.execPath, ['--import', 'tsx', script], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.add(child);
  return new Promise<ChildProcess>((ready) => child.stdout?.once('data', () => ready(child)));
};

const kill = (child: ChildProcess) =>
  new Promise<void>((gone) => {
    child.once('exit', () => gone());
    child.kill('SIGKILL');
  });
const wait = (ms: number) => new Promise((resume) => setTimeout(resume, ms));

const open = async () => {
  const url = await freshDatabase(server);
  env = { DATABASE_URL: url, MASTER_KEY: masterKey, PUSH_ALLOW: '127.0.0.1', LOG_LEVEL: 'error' };
  const database = openPostgres(url, { max: 4 });
  await database.migrate(readMigrations('migrations'));
  const deps = await depsOver(readConfig(env), database, {
    send: () => Promise.reject(new Error('only the child sends')),
  });
  operator = { ...deps, actor: operatorActor('operator:test'), requestId: 'test' };
  await loadMeasures(operator);
  await deps.statement(
    `insert into agencies (code, name, uscc, valid_from, created_at) values ('A', '虚构局', 'x', '2026-01-01', now())`,
    [],
  );
  await deps.statement(
    `insert into subjects (kind, name, created_at) select 'organisation', '虚构' || n, now() from generate_series(1, $1::int) n`,
    [SUBJECTS],
  );
};

const subscribeBoth = async () => {
  receivers = [await startReceiver(), await startReceiver()];
  for (const receiver of receivers) {
    const made = await createSubscription(operator, {
      ...{ name: '故障', agency: 'A', filter: {}, schedule: { kind: 'at-once' } },
      endpoint: { url: receiver.url },
    });
    receiver.verifyWith(made.secret);
  }
};

// Answers that are late or bad now and then, as departments' are.
const misbehave = (receiver: Receiver, turns: () => number) =>
  receiver.answer(() => {
    const turn = turns();
    if (turn % 23 === 0) return 500;
    if (turn % 31 === 0) return (_, response) => void setTimeout(() => response.writeHead(204).end(), 300);
    return 204;
  });

const tellRound = (round: number) =>
  act(operator, 'record.write', async () => ({
    value: null,
    audit: {},
    events: Array.from({ length: SUBJECTS }, (_, place) => ({
      subjectId: place + 1,
      topic: 'credit.listing.changed' as const,
      payload: {
        ...{ listingId: place + 1, list: 'serious-violation', state: 'listed', reason: `第${round}轮` },
        ...{ subjectKind: 'organisation', subjectName: `虚构${place}`, region: '440300' },
      },
    })),
  }));

const openCount = async () =>
  Number(
    (
      await operator.statement(
        `select (select count(*) from events where relayed_at is null) + count(*) as count from deliveries
         where state in ('queued', 'ready', 'leased')`,
        [],
      )
    )[0]?.count,
  );

const bothActive = async () => {
  const active = async () =>
    (await operator.statement(`select 1 from subscriptions where state = 'active'`, [])).length === 2;
  while (!(await active())) await wait(100);
};

// A retry waits ten seconds; the test moves it up.
const drain = async (sender: { child: ChildProcess }) => {
  for (let tries = 0; (await openCount()) > 0 && tries < 600; tries++) {
    await operator.statement(
      `update deliveries set due_at = now() where state = 'ready' and due_at > now()`,
      [],
    );
    await wait(100);
  }
  await kill(sender.child);
};

// What each subject's notices were when each was first seen.
const firstSeen = (receiver: Receiver) => {
  const seen = new Set<string>();
  const bySubject = new Map<string, number[]>();
  for (const { id, subject, data } of receiver.notices()) {
    if (seen.has(id)) continue;
    seen.add(id);
    bySubject.set(subject ?? '', [...(bySubject.get(subject ?? '') ?? []), data?.subjectSeq ?? 0]);
  }
  return bySubject;
};

const expectWhole = (receiver: Receiver) => {
  expect(receiver.refused).toEqual([]);
  const bySubject = firstSeen(receiver);
  expect(bySubject.size).toBe(SUBJECTS);
  const inOrder = Array.from({ length: ROUNDS }, (_, place) => place + 1);
  for (const order of bySubject.values()) expect(order).toEqual(inOrder);
  const seqs = new Set(receiver.seqs());
  expect([...seqs].toSorted((a, b) => a - b)).toEqual(
    Array.from({ length: SUBJECTS * ROUNDS }, (_, place) => place + 1),
  );
  const idsOf = new Map<string, Set<string>>();
  for (const { webhookId, events } of receiver.got)
    for (const { id } of events) idsOf.set(id, (idsOf.get(id) ?? new Set()).add(webhookId));
  expect([...idsOf.values()].filter((ids) => ids.size > 1)).toEqual([]);
};

test('senders killed at random and a database that crashes lose no notice, and keep the order of each subject', async () => {
  await open();
  await subscribeBoth();
  const sender = { child: await startSender() };
  await bothActive();
  let turn = 0;
  for (const receiver of receivers) misbehave(receiver, () => ++turn);
  for (let round = 1; round <= ROUNDS; round++) {
    await tellRound(round);
    await wait(100 + ((round * 137) % 400));
    if (round % 3 !== 0) continue;
    await kill(sender.child);
    sender.child = await startSender();
  }
  await tellRoundAfterCrash();
  await drain(sender);
  for (const receiver of receivers) expectWhole(receiver);
});

// The sender must outlive its database: same process before and after.
const tellRoundAfterCrash = async () => {
  const alive = [...children].filter(({ exitCode, signalCode }) => exitCode === null && signalCode === null);
  await server.crashAndRestart();
  await wait(1500);
  expect(alive.map(({ exitCode, signalCode }) => [exitCode, signalCode])).toEqual([[null, null]]);
};
