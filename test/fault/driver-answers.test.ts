import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openPostgres } from '../../src/node/open-database.ts';
import { rows } from '../../src/platform/door/db.ts';
import { type PostgresServer, startOwnPostgres } from '../kit/postgres.ts';

type Opened = ReturnType<typeof openPostgres>;
const run: { server?: PostgresServer; pool?: Opened; other?: Opened } = {};

const opened = (): { pool: Opened; other: Opened } => {
  if (!run.pool || !run.other) throw new Error('not opened');
  return { pool: run.pool, other: run.other };
};

beforeEach(async () => {
  run.server = await startOwnPostgres(process.env.TEST_DB === 'pg15' ? 15 : 18);
  run.pool = openPostgres(run.server.url, { max: 1 });
  run.other = openPostgres(run.server.url, { max: 1 });
});
afterEach(async () => {
  await run.pool?.close();
  await run.other?.close();
  await run.server?.stop();
});

// Four rows are on their way to the asker when the fifth fails.
const FAILS_AT_FIFTH = 'select 1 / (5 - i) as n from generate_series(1, 9) as i';
// As many rows as fill the way to the asker, and then a long work: whoever is cut off has seen the first.
const NEVER_ENDS =
  'select i, pg_sleep(case when i > 5000 then 60 else 0 end) from generate_series(1, 9000) as i';
const THREE = [{ n: 1 }, { n: 2 }, { n: 3 }];
const three = () => rows(opened().pool.db, sql`select n from generate_series(1, 3) as n`);

test('an answer holds its own rows only, after another that broke off among its rows', async () => {
  const { pool } = opened();
  await expect(pool.db.execute(sql.raw(FAILS_AT_FIFTH))).rejects.toThrow();
  expect(await three()).toEqual(THREE);
});

test('so does one that was asked while the other was still answered', async () => {
  const { pool } = opened();
  const broken = rows(pool.db, sql.raw(FAILS_AT_FIFTH));
  const whole = three();
  await expect(broken).rejects.toThrow();
  expect(await whole).toEqual(THREE);
});

test('so do prepared statements, on each of their connections', async () => {
  const { pool } = opened();
  for (const statement of [pool.quick, pool.statement]) {
    for (let time = 0; time < 6; time += 1) await statement(FAILS_AT_FIFTH, []).catch(() => {});
    for (let time = 0; time < 6; time += 1)
      expect(await statement('select n from generate_series(1, 3) as n', [])).toEqual(THREE);
  }
});

test.each(['pg_cancel_backend', 'pg_terminate_backend'])(
  'so does the next after one that somebody ended among its rows by %s',
  async (end) => {
    const { pool, other } = opened();
    const broken = pool.db.execute(sql.raw(NEVER_ENDS)).then(
      () => 'answered',
      () => 'broken off',
    );
    const ended = () =>
      other.statement(`select ${end}(pid) from pg_stat_activity where wait_event = 'PgSleep'`, []);
    await expect.poll(ended, { timeout: 120_000 }).toHaveLength(1);
    expect(await broken).toBe('broken off');
    // The first answer counts: a second would be whole again.
    let first: unknown;
    const asked = async () => {
      first = await three();
      return true;
    };
    await expect.poll(() => asked().catch(() => false), { timeout: 120_000 }).toBe(true);
    expect(first).toEqual(THREE);
  },
);
