import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, inject, test } from 'vitest';
import { runCli } from '../../scripts/cli/run-cli.ts';
import { openPglite, openPostgres, readMigrations } from '../../src/node/open-database.ts';
import { startFault } from '../../src/node/start-fault.ts';
import { startRegistry } from '../../src/node/start-registry.ts';
import { openVault, type Vault } from '../../src/platform/keys/vault.ts';
import { identifierPurpose, lookupOf } from '../../src/registry/subjects/subject-lookup.ts';
import { freshDatabaseUrl } from '../kit/database.ts';
import { aCitizenId } from '../kit/identities.ts';
import { freshDatabase } from '../kit/postgres.ts';

const aKey = () => randomBytes(32).toString('base64');
const quiet = { PORT: '0', LOG_LEVEL: 'error', SCHEDULER: 'off' };
const mismatch = expect.stringContaining('主密钥与数据库不符');

type Env = Record<string, string>;
const startOnce = async (env: Env): Promise<string> => {
  try {
    const service = await startRegistry({ ...quiet, ...env });
    const { status } = await fetch(`${service.url}/readyz`);
    await service.stop();
    return `ready ${status}`;
  } catch (error) {
    return startFault(error) ?? String(error);
  }
};

// Every row of every table, by content: a refused start changes nothing.
const printOf = async (url: string) => {
  const { statement, close } = openPostgres(url, { max: 1 });
  const tables = await statement(
    `select table_name as name from information_schema.tables where table_schema = 'public'
      and table_type = 'BASE TABLE' order by 1`,
    [],
  );
  const prints: unknown[] = [];
  for (const { name } of tables)
    prints.push([
      name,
      ...(await statement(
        `select count(*)::int as n, md5(string_agg(t::text, ' ' order by t::text)) as print from "${name}" t`,
        [],
      )),
    ]);
  await close();
  return prints;
};
const emptyUrl = () => {
  const source = inject('database');
  if (source.kind === 'embedded') throw new Error('this test needs a server');
  return freshDatabase(source);
};

test('a second key is refused by start, by a start that does not migrate, and by every command, and nothing is written', async () => {
  const [url, key] = [await freshDatabaseUrl(), aKey()];
  expect(await startOnce({ DATABASE_URL: url, MASTER_KEY: key })).toBe('ready 200');
  const before = await printOf(url);
  const wrong = { DATABASE_URL: url, MASTER_KEY: aKey() };
  expect(await startOnce(wrong)).toEqual(mismatch);
  expect(await startOnce({ ...wrong, MIGRATE: 'off' })).toEqual(mismatch);
  for (const words of [['migrate'], ['tick'], ['audit', 'verify'], ['key', 'issue', '--agency', 'X']])
    expect(await runCli(words, wrong)).toEqual({ exitCode: 1, err: mismatch });
  expect(await printOf(url)).toEqual(before);
  expect(await startOnce({ DATABASE_URL: url, MASTER_KEY: key })).toBe('ready 200');
});

test('the refusal is one line on standard error and exit code 1', async () => {
  const url = await freshDatabaseUrl();
  await startOnce({ DATABASE_URL: url, MASTER_KEY: aKey() });
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/node/main.ts'], {
    env: { ...process.env, ...quiet, DATABASE_URL: url, MASTER_KEY: aKey() },
  });
  let said = '';
  child.stderr.on('data', (bytes) => (said += bytes));
  expect(await once(child, 'close')).toEqual([1, null]);
  expect(said.trim().split('\n')).toEqual([mismatch]);
});

test('two processes that start together on a new database with two keys: one serves, the other is refused', async () => {
  for (let round = 0; round < 3; round++) {
    const url = await freshDatabaseUrl();
    const both = await Promise.all(
      [aKey(), aKey()].map((MASTER_KEY) => startOnce({ DATABASE_URL: url, MASTER_KEY })),
    );
    expect(both.toSorted()).toEqual(['ready 200', mismatch]);
  }
});

test('a weak key is refused for a new database, before its first table, and warned of on one in use', async () => {
  const url = await emptyUrl();
  const weak = Buffer.alloc(32, 7).toString('base64');
  expect(await startOnce({ DATABASE_URL: url, MASTER_KEY: weak })).toContain('主密钥过于简单');
  expect(await printOf(url)).toEqual([]);
  await anOldRegistry(url, await openVault(weak));
  expect(await startOnce({ DATABASE_URL: url, MASTER_KEY: weak })).toBe('ready 200');
});

const before0028 = readMigrations('migrations').filter(({ name }) => name < '0028');

// As release 0.1.0 left it: sealed numbers beside their blind index, and no word about the key.
const anOldRegistry = async (url: string, vault: Vault) => {
  const { migrate, statement, close } = openPostgres(url, { max: 1 });
  await migrate(before0028);
  for (let n = 0; n < 40; n++) {
    const lookup = lookupOf(vault, 'citizen-id', aCitizenId(String(n)));
    await statement(
      `insert into subjects (id, kind, name, created_at) values ($1, 'person', '示例甲', now())`,
      [n + 1],
    );
    await statement(
      `insert into subject_identifiers (lookup, subject_id, type, sealed) values ($1, $2, 'citizen-id', $3)`,
      [...[lookup, n + 1, await vault.seal(aCitizenId(String(n)), identifierPurpose(lookup))]],
    );
  }
  await close();
};

test('a registry of an earlier release takes its own key only, and learns it', async () => {
  const [url, key] = [await emptyUrl(), aKey()];
  await anOldRegistry(url, await openVault(key));
  const before = await printOf(url);
  const unproved = expect.stringContaining('不能全部用当前主密钥打开并核对');
  expect(await startOnce({ DATABASE_URL: url, MASTER_KEY: aKey() })).toEqual(unproved);
  expect(await startOnce({ DATABASE_URL: url, MASTER_KEY: aKey(), MIGRATE: 'off' })).toEqual(unproved);
  expect(await printOf(url)).toEqual(before);
  expect(await startOnce({ DATABASE_URL: url, MASTER_KEY: key })).toBe('ready 200');
  expect(await startOnce({ DATABASE_URL: url, MASTER_KEY: aKey() })).toEqual(mismatch);
  const { statement, close } = openPostgres(url, { max: 1 });
  expect(await statement(`select sum(identifier_count)::int as held from subjects`, [])).toEqual([
    { held: 40 },
  ]);
  await close();
});

test.each([
  ['whose index was made with another key', `lookup = 'citizen-id:~'`],
  ['that does not open', `sealed = set_byte(sealed, 40, get_byte(sealed, 40) # 1)`],
])('a registry of an earlier release with a number %s starts with no key', async (_, damage) => {
  const [url, key] = [await emptyUrl(), aKey()];
  const vault = await openVault(key);
  await anOldRegistry(url, vault);
  const { statement, close } = openPostgres(url, { max: 1 });
  await statement(
    `update subject_identifiers set ${damage} where lookup = (select max(lookup) from subject_identifiers)`,
    [],
  );
  await close();
  expect(await startOnce({ DATABASE_URL: url, MASTER_KEY: key })).toContain('不能全部用当前主密钥打开并核对');
});

test('a whole invented town without its canary gets it back from the key that sealed it, and from no other', async () => {
  const env = { DATABASE_URL: await emptyUrl(), MASTER_KEY: aKey() };
  expect((await runCli(['seed', 'demo'], env)).exitCode).toBe(0);
  const { statement, close } = openPostgres(env.DATABASE_URL, { max: 1 });
  await statement('delete from master_keys', []);
  expect((await runCli(['migrate'], { ...env, MASTER_KEY: aKey() })).exitCode).toBe(1);
  expect(await statement('select 1 from master_keys', [])).toEqual([]);
  expect(await runCli(['migrate'], env)).toMatchObject({ exitCode: 0 });
  expect(await statement('select id from master_keys', [])).toEqual([{ id: 1 }]);
  await statement(`delete from subject_identifiers where type = 'uscc'`, []);
  expect(await runCli(['migrate'], env)).toMatchObject({
    exitCode: 1,
    out: expect.stringContaining('不完整'),
  });
  await close();
});

test('an embedded folder makes a key for itself once; without it, with a broken or a foreign one, it does not start', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'registry-key-'));
  const file = join(folder, 'master.key');
  const env = { DATABASE_URL: '', DATA_DIR: folder };
  expect(await startOnce(env)).toBe('ready 200');
  const key = readFileSync(file);
  rmSync(file);
  expect(await startOnce(env)).toContain('请把原来的 master.key 放回');
  for (const content of ['', 'short', key.toString().slice(0, 20)]) {
    writeFileSync(file, content);
    expect(await startOnce(env)).toContain('请从备份中恢复该文件');
  }
  writeFileSync(file, aKey());
  expect(await startOnce(env)).toEqual(mismatch);
  writeFileSync(file, key);
  expect(await startOnce(env)).toBe('ready 200');
  rmSync(folder, { recursive: true });
});

test('power cut after the key was made and before anything was sealed: the folder starts with that key', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'registry-key-'));
  const file = join(folder, 'master.key');
  const unused = await openPglite(folder);
  await unused.migrate(readMigrations('migrations'));
  await unused.close();
  writeFileSync(file, aKey());
  const key = readFileSync(file, 'utf8');
  expect(await startOnce({ DATABASE_URL: '', DATA_DIR: folder })).toBe('ready 200');
  expect(readFileSync(file, 'utf8')).toBe(key);
  rmSync(folder, { recursive: true });
});
