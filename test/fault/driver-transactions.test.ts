import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openPostgres } from '../../src/node/open-database.ts';
import { type Db, rows } from '../../src/platform/door/db.ts';
import { type PostgresServer, startOwnPostgres } from '../kit/postgres.ts';

type Opened = ReturnType<typeof openPostgres>;
const run: { server?: PostgresServer; pool?: Opened; other?: Opened } = {};

const opened = (): { pool: Opened; other: Opened } => {
  if (!run.pool || !run.other) throw new Error('not opened');
  return { pool: run.pool, other: run.other };
};

beforeEach(async () => {
  run.server = await startOwnPostgres(process.env.TEST_DB === 'pg15' ? 15 : 18);
  run.pool = openPostgres(run.server.url, { max: 4 });
  run.other = openPostgres(run.server.url, { max: 1 });
  await run.other.statement('create table written (a int)', []);
});
afterEach(async () => {
  await run.pool?.close();
  await run.other?.close();
  await run.server?.stop();
});

const insert = (db: Db) => db.execute(sql`insert into written values (1)`);
const countWritten = async () =>
  (await rows<{ n: number }>(opened().other.db, sql`select count(*)::int as n from written`))[0]?.n;

test.each(['commits', 'rolls back'])(
  'a statement that comes when its transaction %s has ended is refused, and never runs by itself',
  async (end) => {
    const { pool } = opened();
    const late: Promise<unknown>[] = [];
    const whole = pool.db.transaction(async (tx) => {
      await tx.execute(sql`select 1`);
      late.push(sleep(100).then(() => insert(tx)));
      if (end === 'rolls back') throw new Error('the other branch failed');
    });
    await whole.catch(() => {});
    const [told] = await Promise.allSettled(late);
    expect(told?.status).toBe('rejected');
    expect(await countWritten()).toBe(0);
  },
);

test('a begin, commit or rollback that is cancelled gives its connection back, and nothing stays open', async () => {
  const { pool, other } = opened();
  const storm = { isOver: false };
  const cancelling = async () => {
    while (!storm.isOver)
      await other.statement(
        `select pg_cancel_backend(pid) from pg_stat_activity
        where datname = current_database() and pid <> pg_backend_pid() and state <> 'idle'`,
        [],
      );
  };
  const stop = cancelling();
  let [done, turns] = [0, 0];
  const working = async () => {
    for (; turns < 1200; turns += 1)
      await pool.db
        .transaction(async (tx) => {
          await insert(tx);
          await tx.execute(sql`select count(*) from written`);
        })
        .then(
          () => {
            done += 1;
          },
          () => {},
        );
  };
  await Promise.all(Array.from({ length: 8 }, working));
  storm.isOver = true;
  await stop;
  const standing = () =>
    other.statement(
      `select state from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid() and state <> 'idle'`,
      [],
    );
  await expect.poll(standing, { timeout: 120_000 }).toEqual([]);
  expect(await countWritten()).toBe(done);
  expect(done).toBeLessThan(1200);
});
