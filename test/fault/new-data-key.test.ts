import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { runCli } from '../../scripts/cli/run-cli.ts';
import type { OpenDeps } from '../../src/node/open-deps.ts';
import { startRegistry } from '../../src/node/start-registry.ts';
import { hex } from '../../src/platform/keys/bytes.ts';
import { sealedColumns } from '../../src/platform/keys/master-key.store.ts';
import { resealable } from '../../src/platform/keys/reseal-values.ts';
import { identifierPurpose, lookupOf } from '../../src/registry/subjects/subject-lookup.ts';
import { freshDatabaseUrl } from '../kit/database.ts';
import { aCitizenId } from '../kit/identities.ts';
import { type Env, withDeps } from '../kit/registry.ts';

const aKey = () => randomBytes(32).toString('base64');
const quiet = { PORT: '0', LOG_LEVEL: 'error', SCHEDULER: 'off' };
const MANY = 6_000;

const secretPurpose = (id: string) => `second-factor:${id}`;

// Files with a sealed number, as an import leaves them.
const fillFiles = ({ statement, vault }: OpenDeps, count = MANY) =>
  Promise.all(
    Array.from({ length: count }, async (_, n) => {
      const code = `H${String(n).padStart(8, '0')}`;
      const lookup = lookupOf(vault, 'hk-macao-permit', code);
      return { lookup, sealed: hex(await vault.seal(code, identifierPurpose(lookup))) };
    }),
  ).then((list) =>
    statement(
      `with x as (select *, nextval('subjects_id_seq') as id
        from jsonb_to_recordset($1::text::jsonb) x(lookup text, sealed text)),
      s as (insert into subjects (id, kind, name, created_at, identifier_count)
        select id, 'person', '示例甲', now(), 1 from x)
      insert into subject_identifiers (lookup, subject_id, type, sealed)
        select lookup, id, 'hk-macao-permit', decode(sealed, 'hex') from x`,
      [JSON.stringify(list)],
    ),
  );

type Kept = { place: string; purpose: string; sealed: Uint8Array };

// Everything sealed of which the row says what it is bound to, opened; by which key each was sealed.
const opened = ({ statement, vault }: OpenDeps) =>
  Promise.all(
    sealedColumns
      .filter(({ purpose }) => purpose !== null)
      .map(async ({ table, column, purpose, with: join = '' }) => {
        const found = (await statement(
          `select ${purpose} as purpose, t.${column} as sealed from ${table} t ${join}
          where t.${column} is not null`,
          [],
        )) as Kept[];
        const values = await Promise.all(found.map((row) => vault.openText(row.sealed, row.purpose)));
        const marks = new Set(found.map(({ sealed }) => hex(sealed.slice(1, 5))));
        return { table, marks: [...marks], values: values.toSorted() };
      }),
  );

const plainOf = (list: Awaited<ReturnType<typeof opened>>) =>
  list.map(({ table, values }) => [table, values]);

const markOf = async ({ statement }: OpenDeps): Promise<string> => {
  const [row] = await statement('select left(key_id, 8) as mark from data_keys order by no desc limit 1', []);
  return String(row?.mark);
};

const expectAllNew = async (deps: OpenDeps) => {
  const mark = await markOf(deps);
  const kept = await opened(deps);
  for (const { table } of resealable())
    expect([table, kept.find((one) => one.table === table)?.marks.filter((of) => of !== mark)]).toEqual([
      table,
      [],
    ]);
  return kept;
};

const verified = async (env: Env) =>
  expect(await runCli(['audit', 'verify'], env)).toMatchObject({ exitCode: 0 });

test('a new data key seals what there is and what comes, beside a service that learns of it', async () => {
  const env: Env = { DATABASE_URL: await freshDatabaseUrl(), MASTER_KEY: aKey() };
  expect((await runCli(['seed', 'demo'], env)).exitCode).toBe(0);
  await verified(env);
  await withDeps({ ...env, LOG_LEVEL: 'error' }, async (older) => {
    const before = plainOf(await opened(older));
    const [triggers] = await older.statement(`select count(*)::int as count from public_changes`, []);
    expect(await runCli(['keys', 'renew'], env)).toMatchObject({
      exitCode: 0,
      out: expect.stringContaining('2 号数据密钥已启用'),
    });
    await verified(env);
    // Opened before the key was made: it reads what the new key sealed, and seals under it.
    expect(older.vault.ring.newest).toBe(1);
    expect(plainOf(await expectAllNew(older))).toEqual(before);
    expect(hex((await older.vault.seal('甲', secretPurpose('1'))).slice(1, 5))).toBe(await markOf(older));
    expect(await older.statement(`select count(*)::int as count from public_changes`, [])).toEqual([
      triggers,
    ]);
  });
  expect(await runCli(['keys', 'renew', '--json'], env)).toMatchObject({
    out: expect.stringContaining('"no":3,"isNew":true'),
  });
  await verified(env);
}, 120_000);

test('a service whose master key does not open the newest data key refuses, and finds nobody too few', async () => {
  const [former, next] = [aKey(), aKey()];
  const env: Env = { DATABASE_URL: await freshDatabaseUrl(), MASTER_KEY: former };
  expect((await runCli(['seed', 'demo'], env)).exitCode).toBe(0);
  const issued = await runCli(['key', 'issue', '--agency', 'ZWZX', '--json'], env);
  const { key } = JSON.parse(issued.out ?? '{}') as { key: string };
  const service = await startRegistry({ ...quiet, ...env });
  const ask = async () =>
    fetch(`${service.url}/api/v1/checks`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: JSON.stringify({
        subject: { type: 'citizen-id', code: aCitizenId('1'), name: '示例甲' },
        purpose: 'commitment',
        caseNo: 'BJ-1',
      }),
    }).then(({ status }) => status);
  expect(await ask()).toBe(201);
  expect((await runCli(['keys', 'rotate'], { ...env, MASTER_KEY_NEXT: next })).exitCode).toBe(0);
  expect(await ask()).toBe(201);
  expect((await runCli(['keys', 'renew'], { ...env, MASTER_KEY: next })).exitCode).toBe(0);
  // A reading that all checks of a second share ends with it.
  await wait(1_200);
  expect(await ask()).toBe(503);
  expect((await fetch(`${service.url}/readyz`)).status).toBe(503);
  await service.stop();
}, 120_000);

test('an embedded folder renews its key by itself, and the next master key wraps both', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'registry-renew-'));
  const env: Env = { DATABASE_URL: '', DATA_DIR: folder };
  expect((await runCli(['migrate'], env)).exitCode).toBe(0);
  const before = await withDeps(env, async (deps) => {
    await fillFiles(deps, 300);
    // A value that nobody opens is left as it is, and holds up no other.
    await deps.statement(
      `update subject_identifiers set sealed = set_byte(sealed, 20, get_byte(sealed, 20) # 1)
        where lookup = (select min(lookup) from subject_identifiers)`,
      [],
    );
    return deps.statement(`select sealed from subject_identifiers order by lookup limit 1`, []);
  });
  expect(await runCli(['keys', 'renew', '--json'], env)).toMatchObject({
    exitCode: 1,
    out: expect.stringContaining('"resealed":299,"unreadable":1'),
  });
  expect(await runCli(['keys', 'rotate'], env)).toMatchObject({
    out: expect.stringContaining('重新包裹 2 个'),
  });
  await withDeps(env, async (deps) => {
    const first = `select sealed from subject_identifiers order by lookup limit 1`;
    expect(await deps.statement(first, [])).toEqual(before);
    const mark = await markOf(deps);
    expect(
      await deps.statement(
        `select count(*)::int as count from subject_identifiers
          where encode(substring(sealed from 2 for 4), 'hex') = $1`,
        [mark],
      ),
    ).toEqual([{ count: 299 }]);
  });
  await verified(env);
  rmSync(folder, { recursive: true });
}, 120_000);

const cli = (env: Env, ...args: string[]): ChildProcess =>
  spawn(process.execPath, ['--import', 'tsx', 'scripts/cli.ts', ...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  });

// Killed when it says so many times how far it is, and a little later.
const killedAt = async (env: Env, lines: number, laterMs: number): Promise<boolean> => {
  const child = cli(env, 'keys', 'renew');
  let said = 0;
  child.stderr?.on('data', async (text: Buffer) => {
    const before = said;
    said += String(text).split('\n').length - 1;
    if (before >= lines || said < lines) return;
    await wait(laterMs);
    child.kill('SIGKILL');
  });
  const [, signal] = await once(child, 'close');
  return signal === 'SIGKILL';
};

test('killed at any moment nothing is lost, and the next run goes on with the same key', async () => {
  const env: Env = { DATABASE_URL: await freshDatabaseUrl(), MASTER_KEY: aKey() };
  expect((await runCli(['seed', 'demo'], env)).exitCode).toBe(0);
  const before = await withDeps(env, async (deps) => {
    await fillFiles(deps);
    return plainOf(await opened(deps));
  });
  let kills = 0;
  for (const [lines, laterMs] of [
    [1, 0],
    [1, 2_050],
    [2, 0],
    [2, 60],
    [3, 5],
    [4, 20],
  ] as const) {
    if (await killedAt(env, lines, laterMs)) kills += 1;
    await verified(env);
    expect(await withDeps(env, async (deps) => plainOf(await opened(deps)))).toEqual(before);
  }
  expect(kills).toBeGreaterThan(2);
  expect(await runCli(['keys', 'renew'], env)).toMatchObject({ exitCode: 0 });
  await withDeps(env, async (deps) => {
    expect(plainOf(await expectAllNew(deps))).toEqual(before);
    expect(await deps.statement('select no from data_keys order by no', [])).toEqual([{ no: 1 }, { no: 2 }]);
    expect(await deps.statement(`select no from data_keys where resealed_at is null and no > 1`, [])).toEqual(
      [],
    );
  });
  await verified(env);
}, 240_000);
