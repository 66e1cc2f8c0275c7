import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { runCli } from '../../scripts/cli/run-cli.ts';
import { openPostgres } from '../../src/node/open-database.ts';
import { freshDatabaseUrl } from '../kit/database.ts';

const refused = { exitCode: 1, err: expect.stringContaining('CRYPTO_SUITE') };
const env = async (suite: string) => ({
  DATABASE_URL: await freshDatabaseUrl(),
  MASTER_KEY: randomBytes(32).toString('base64'),
  CRYPTO_SUITE: suite,
});
const asked = async (url: string, text: string) => {
  const { statement, close } = openPostgres(url, { max: 1 });
  const found = await statement(text, []);
  await close();
  return found;
};

test('a registry under the commercial ciphers of the state: made, and its trail proved', async () => {
  const gm = await env('gm');
  expect(await runCli(['migrate'], gm)).toMatchObject({ exitCode: 0 });
  expect(await runCli(['audit', 'verify'], gm)).toMatchObject({ exitCode: 0 });
  const [{ sealed, wrapped } = {}] = await asked(
    gm.DATABASE_URL,
    `select (select get_byte(canary, 0) from master_keys) as sealed,
      (select get_byte(wrapped, 0) from data_keys) as wrapped`,
  );
  expect([sealed, wrapped]).toEqual([2, 2]);
});

test('the suite is chosen once: another one is refused by its name, and nothing is written', async () => {
  for (const [first, then] of [
    ['gm', 'default'],
    ['default', 'gm'],
  ] as const) {
    const made = await env(first);
    expect(await runCli(['migrate'], made)).toMatchObject({ exitCode: 0 });
    expect(await runCli(['migrate'], { ...made, CRYPTO_SUITE: then })).toMatchObject(refused);
    expect(await runCli(['migrate'], made)).toMatchObject({ exitCode: 0 });
  }
});

test('a new master key wraps under the same suite', async () => {
  const made = await env('gm');
  const next = randomBytes(32).toString('base64');
  expect(await runCli(['migrate'], made)).toMatchObject({ exitCode: 0 });
  expect(await runCli(['keys', 'rotate'], { ...made, MASTER_KEY_NEXT: next })).toMatchObject({ exitCode: 0 });
  expect(await runCli(['audit', 'verify'], { ...made, MASTER_KEY: next })).toMatchObject({ exitCode: 0 });
});
