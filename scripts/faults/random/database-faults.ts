import { setTimeout as wait } from 'node:timers/promises';
import postgres from 'postgres';
import type { Chance } from '../chance.ts';
import type { City } from './city.ts';
import type { Injected, RandomFault } from './fault.ts';

// A session of somebody else's, that no fault of the campaign's own ends.
const asStranger = async <T>({ url }: City, step: (sql: postgres.ReservedSql) => Promise<T>) => {
  const outside = postgres(url, { max: 1, onnotice: () => {}, connection: { application_name: 'stranger' } });
  try {
    const session = await outside.reserve();
    return await step(session).finally(() => session.release());
  } finally {
    await outside.end({ timeout: 2 });
  }
};

const isOurs = `datname = current_database() and pid <> pg_backend_pid() and application_name <> 'stranger'`;

const terminated =
  (times: number, share: number): Injected =>
  (city) =>
    asStranger(city, async (sql) => {
      for (let time = 0; time < times; time++) {
        await sql.unsafe(
          `select pg_terminate_backend(pid) from pg_stat_activity where ${isOurs} and random() < ${share}`,
        );
        await wait(300);
      }
    });

const cancelled =
  (ms: number): Injected =>
  (city) =>
    asStranger(city, async (sql) => {
      for (const until = performance.now() + ms; performance.now() < until; await wait(15))
        await sql.unsafe(
          `select pg_cancel_backend(pid) from pg_stat_activity where ${isOurs} and state = 'active'`,
        );
    });

const lockable = [
  ...['records', 'listings', 'events', 'notices', 'deliveries', 'subscriptions', 'batches', 'checks'],
  ...['audit_lines', 'idempotency_keys', 'feed_months', 'subject_streams', 'subjects', 'schedule_runs'],
];
const drawTable = (chance: Chance) => lockable[chance.between(0, lockable.length - 1)] as string;

// A stranger who came too late for a lock, or was the victim of a deadlock, has disturbed nobody: no finding.
const LOST = ['55P03', '40P01'];
const unlessLost = (error: { code?: string }) => {
  if (!LOST.includes(error.code ?? '')) throw error;
};

const locked =
  (table: string, ms: number): Injected =>
  (city) =>
    asStranger(city, async (sql) => {
      await sql
        .unsafe(`begin; set local lock_timeout = '10s'; lock table ${table} in exclusive mode`)
        .simple();
      await wait(ms);
      await sql.unsafe('rollback');
    }).catch(unlessLost);

// Somebody's console: rows read for update, and then lunch.
const idle =
  (table: string, ms: number): Injected =>
  (city) =>
    asStranger(city, async (sql) => {
      const rows = `select 1 from ${table} for update`;
      await sql.unsafe(`begin; set local lock_timeout = '10s'; ${rows}`).simple();
      await wait(ms);
      await sql.unsafe('rollback').catch(() => {});
    }).catch(unlessLost);

export const databaseFaults: readonly RandomFault[] = [
  {
    name: 'terminate',
    title: 'back ends terminated, all or some, again and again',
    draw: (chance) => terminated(chance.between(1, 8), chance.between(3, 10) / 10),
  },
  {
    name: 'cancel',
    title: 'running statements cancelled for 1–4 s',
    draw: (chance) => cancelled(chance.between(1000, 4000)),
  },
  {
    name: 'crash',
    title: 'PostgreSQL `stop -m immediate` and restart',
    draw: () => (city) => city.server.crashAndRestart(),
  },
  {
    name: 'lock',
    title: 'a table locked from outside for 2–6 s',
    draw: (chance) => locked(drawTable(chance), chance.between(2000, 6000)),
  },
  {
    name: 'idle',
    title: 'a session from outside idle in its transaction for 4–8 s, with rows held',
    draw: (chance) => idle(drawTable(chance), chance.between(4000, 8000)),
  },
];
