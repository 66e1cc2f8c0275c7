import { randomBytes } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { loadMeasures } from '../../src/law/measures/load-measures.ts';
import { guardedSend } from '../../src/node/guarded-send.ts';
import { openPostgres, readMigrations } from '../../src/node/open-database.ts';
import { depsOver, type OpenDeps } from '../../src/node/open-deps.ts';
import { sendDeliveries } from '../../src/notices/delivery/send-deliveries.driver.ts';
import { createSubscription } from '../../src/notices/subscriptions/create-subscription.ts';
import type { PushSchedule } from '../../src/notices/subscriptions/subscription.rules.ts';
import { operatorActor } from '../../src/platform/door/actor.ts';
import type { Ctx } from '../../src/platform/door/deps.ts';
import { keepKey, refuseWrongKey } from '../../src/platform/keys/prove-key.ts';
import { readConfig } from '../../src/platform/running/config.ts';
import { freshDatabase, type PostgresServer } from '../../test/kit/postgres.ts';
import { type Receiver, startReceiver } from '../../test/kit/receiver.ts';
import { type Chance, chanceFrom } from './chance.ts';
import { pace } from './pace.ts';

export const SUBJECTS = 16;
// One for all worlds: their template is sealed with it.
const masterKey = randomBytes(32).toString('base64');

export type Subscribed = { id: string; receiver: Receiver };
export type World = {
  server: PostgresServer;
  env: Record<string, string>;
  operator: Ctx & OpenDeps;
  chance: Chance;
  subscribers: Subscribed[];
  open(now?: () => Date): Promise<OpenDeps>;
  close(): Promise<void>;
};

const templates = new WeakMap<PostgresServer, Promise<string>>();

const fill = async (deps: OpenDeps) => {
  await loadMeasures({ ...deps, actor: operatorActor('operator:faults'), requestId: 'faults' });
  await deps.statement(
    `insert into agencies (code, name, uscc, valid_from, created_at)
      values ('A', '虚构局', 'x', '2026-01-01', now())`,
    [],
  );
  await deps.statement(
    `insert into subjects (kind, name, created_at) select 'organisation', '虚构' || n, now()
      from generate_series(1, $1::int) n`,
    [SUBJECTS],
  );
};

const makeTemplate = async (server: PostgresServer): Promise<string> => {
  const url = await freshDatabase(server);
  const database = openPostgres(url, { max: 2 });
  await database.migrate(readMigrations('migrations'));
  const config = readConfig({ DATABASE_URL: url, MASTER_KEY: masterKey, LOG_LEVEL: 'error' });
  const deps = await depsOver(config, database, { send: () => Promise.reject(new Error('nothing to send')) });
  await keepKey(deps, 'operator:faults');
  await fill(deps);
  await database.close();
  return new URL(url).pathname.slice(1);
};

const templateOf = (server: PostgresServer): Promise<string> => {
  const known = templates.get(server) ?? makeTemplate(server);
  templates.set(server, known);
  return known;
};

// A database of its own, filled with subjects, and as many departments on loopback as there are schedules.
export const openWorld = async (
  server: PostgresServer,
  { schedules, seed }: { schedules: readonly PushSchedule[]; seed: number },
): Promise<World> => {
  const url = await freshDatabase(server, await templateOf(server));
  const env = { DATABASE_URL: url, MASTER_KEY: masterKey, PUSH_ALLOW: '127.0.0.1', LOG_LEVEL: 'error' };
  const closers: (() => Promise<unknown>)[] = [];
  const open = async (now?: () => Date) => {
    const config = readConfig(env);
    const [database, send] = [openPostgres(url, { max: 10 }), guardedSend(config.pushAllow)];
    closers.push(() => send.close().then(() => database.close()));
    // What is broken on purpose complains; the counts say what came of it.
    const deps = await depsOver(config, database, { send, now });
    await refuseWrongKey(deps);
    return Object.assign(deps, { log: () => {} });
  };
  const operator = { ...(await open()), actor: operatorActor('operator:faults'), requestId: 'faults' };
  // A sequence copied from a template in mid-use writes nothing to the log until a checkpoint, so a crash
  // would set it back.
  await operator.statement('checkpoint', []);
  const subscribers: Subscribed[] = [];
  for (const schedule of schedules) {
    const receiver = await startReceiver();
    closers.unshift(() => receiver.stop());
    const endpoint = { url: receiver.url };
    const made = await createSubscription(operator, {
      ...{ name: '故障', agency: 'A', filter: {}, schedule, endpoint },
    });
    receiver.verifyWith(made.secret);
    subscribers.push({ id: made.id, receiver });
  }
  await sendDeliveries(operator, pace);
  const close = async () => {
    for (const end of closers) await end();
  };
  return { server, env, operator, chance: chanceFrom(seed), subscribers, open, close };
};

export const openCount = async ({ operator }: World): Promise<number> => {
  const [row] = await operator.statement(
    `select (select count(*) from events where relayed_at is null) + count(*) as count from deliveries
     where state in ('queued', 'ready', 'leased')`,
    [],
  );
  return Number(row?.count);
};

// What waits for its next try, or behind a breaker, is made due as if the time had passed.
export const hurry = async ({ operator }: World) => {
  await operator.statement(
    `update deliveries set due_at = now() where state = 'ready' and due_at > now()`,
    [],
  );
  await operator.statement(
    `update subscriptions set breaker_open_until = now() where breaker_open_until > now()`,
    [],
  );
};

export const drain = async (world: World, work: () => Promise<unknown>) => {
  for (let tries = 0; (await openCount(world)) > 0; tries++) {
    if (tries > 900) throw new Error(`${await openCount(world)} deliveries are still open`);
    await hurry(world);
    await work();
    await wait(50);
  }
};
