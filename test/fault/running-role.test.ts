import { randomBytes } from 'node:crypto';
import postgres from 'postgres';
import { afterEach, expect, inject, test } from 'vitest';
import { runCli } from '../../scripts/cli/run-cli.ts';
import { openPostgres, readMigrations } from '../../src/node/open-database.ts';
import { startRegistry } from '../../src/node/start-registry.ts';
import { aUscc } from '../kit/identities.ts';
import { freshDatabase } from '../kit/postgres.ts';
import { aRole } from '../kit/running-role.ts';
import { asOldRelease } from '../kit/trail-attacks.ts';

const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

type Env = Record<string, string>;
const run = async (env: Env, ...args: string[]) => {
  const { exitCode, out, err } = await runCli([...args, '--json'], env);
  expect({ exitCode, err }).toEqual({ exitCode: 0, err: undefined });
  return JSON.parse(out ?? '');
};

// An empty database of an owner's, and beside it a role that owns nothing.
const twoRoles = async () => {
  const source = inject('database');
  if (source.kind === 'embedded') throw new Error('this test needs a server');
  const made = await freshDatabase(source);
  const { role: migrator, url } = await aRole(made);
  const { role, url: served } = await aRole(made);
  const sql = postgres(made, { max: 1, onnotice: () => {} });
  await sql`alter database ${sql(new URL(made).pathname.slice(1))} owner to ${sql(migrator)}`;
  await sql.end();
  const env: Env = {
    ...{ DATABASE_URL: served, MIGRATION_DATABASE_URL: url },
    ...{
      MASTER_KEY: randomBytes(32).toString('base64'),
      PORT: '0',
      LOG_LEVEL: 'error',
      SCHEDULER: 'off',
    },
  };
  return { role, env, owner: url, served };
};

const started = async (env: Env) => {
  const service = await startRegistry(env);
  ends.push(() => service.stop());
  return service;
};
const warnings = async (url: string) => {
  const answer = await fetch(`${url}/readyz`);
  expect(answer.status).toBe(200);
  const { warnings = [] } = await answer.json();
  return warnings.map(({ code }: { code: string }) => code);
};

const aRecord = {
  ...{ subjectName: '虚构某有限公司', uscc: aUscc('91RUNNING'), reason: '提交虚假材料取得登记' },
  ...{ listedOn: '2026-03-02', documentNo: '示市监严列〔2026〕1号', authorityName: '虚构SCJG局' },
  authorityUscc: aUscc('11SCJG'),
};

test('the registry runs as a role that owns nothing: fed, asked, and its trail proved', async () => {
  const { role, env } = await twoRoles();
  expect(await run(env, 'migrate')).toMatchObject({ runningRole: role });
  const add = (code: string, roles: string, ...more: string[]) =>
    run(
      env,
      'agency',
      'add',
      '--code',
      code,
      '--name',
      `虚构${code}局`,
      '--uscc',
      aUscc(`11${code}`),
      '--roles',
      roles,
      ...more,
    );
  await add('SCJG', 'feeder,window', '--catalogs', 'serious-violation');
  const { key } = await run(env, 'key', 'issue', '--agency', 'SCJG');
  const service = await started(env);
  const call = (method: string, path: string, json: object) =>
    fetch(`${service.url}/api/v1${path}`, {
      method,
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: JSON.stringify(json),
    });
  expect((await call('PUT', '/records/serious-violation/1', aRecord)).status).toBe(201);
  const subject = { type: 'uscc', code: aRecord.uscc };
  const check = await call('POST', '/checks', { subject, purpose: 'commitment', caseNo: 'BJ-1' });
  expect([check.status, await check.json()]).toMatchObject([201, { reasons: expect.anything() }]);
  expect(await warnings(service.url)).not.toContain('database.owner');
  await service.stop();
  ends.pop();
  await run(env, 'tick');
  expect(await run(env, 'audit', 'verify')).toMatchObject({ isWhole: true });
});

test('the running role can neither rewrite what is append-only nor write the law or a person’s rights', async () => {
  const { env, served, owner } = await twoRoles();
  await run(env, 'migrate');
  await run(
    env,
    'agency',
    'add',
    '--code',
    'GSJ',
    '--name',
    '虚构局',
    '--uscc',
    aUscc('11GSJ'),
    '--roles',
    'window',
  );
  const sql = postgres(served, { max: 1, onnotice: () => {} });
  ends.push(() => sql.end());
  const kept = await sql<{ name: string }[]>`select tgrelid::regclass::text as name from pg_trigger
    where tgname like '%append_only'`;
  expect(kept.length).toBeGreaterThan(20);
  const forbidden = [
    ...kept.flatMap(({ name }) => [`delete from ${name}`, `truncate ${name}`]),
    `update audit_lines set actor = 'x'`,
    `update checks set outcome = 'eligible'`,
    `insert into audit_lines (xid, at, actor, action, about, digest) values ('1', now(), 'x', 'x', '{}', '')`,
    `insert into audit_lines (id, at, actor, action, about, digest) overriding system value values (1, now(), 'x', 'x', '{}', '')`,
    `insert into audit_segments values (9, 2, now(), 'x')`,
    ...['rule_sets', 'settings', 'staff'].flatMap((name) => [
      `insert into ${name} select * from ${name}`,
      `delete from ${name}`,
      `truncate ${name}`,
    ]),
    `update rule_sets set approved_by = 'x'`,
    `update settings set value = '1'`,
    `update staff set roles = '{registrar}'`,
    `update migrations set sha256 = ''`,
    `alter table audit_lines disable trigger user`,
    `create function public.sha256(bytea) returns bytea language sql return $1`,
    `select add_rows('audit_lines', '[{"actor": "x"}]')`,
    `select change_row('agencies', '{"code": "GSJ"}', '{"roles": ["registrar"]}')`,
  ];
  const passed: string[] = [];
  for (const statement of forbidden)
    await sql.unsafe(statement).then(
      () => passed.push(statement),
      () => {},
    );
  expect(passed).toEqual([]);
  // What it may do leaves a line, also where no act did it.
  await sql`select change_row('settings', '{"key": "report.validity", "valid_from": "2000-01-01"}', '{"value": 9}')`;
  await sql`select add_rows('settings', '[{"key": "x", "value": 1, "basis": "无", "valid_from": "2026-01-01"}]')`;
  const lines =
    await sql`select actor, about ->> 'table' as of from audit_lines where action = 'database.write'`;
  expect(lines).toMatchObject([{ actor: `database:${new URL(served).username}`, of: 'settings' }]);
  const asOwner = await started({ ...env, DATABASE_URL: owner, MIGRATION_DATABASE_URL: '' });
  expect(await warnings(asOwner.url)).toContain('database.owner');
});

test('what is invented goes into no database of others', async () => {
  const { env } = await twoRoles();
  await run(
    env,
    'agency',
    'add',
    '--code',
    'GSJ',
    '--name',
    '虚构局',
    '--uscc',
    aUscc('11GSJ'),
    '--roles',
    'window',
  );
  const { exitCode, err } = await runCli(['seed', 'demo'], env);
  expect([exitCode, err]).toEqual([1, expect.stringContaining('不是样例数据的库')]);
});

test('a database of a release without keys is taken over by migrate, and its trail is proved', async () => {
  const { env, owner } = await twoRoles();
  const files = readMigrations('migrations');
  const before = files.slice(
    0,
    files.findIndex(({ name }) => name.includes('the_trail_proves_itself')),
  );
  const database = openPostgres(owner, { max: 1 });
  await database.migrate(before);
  const query = (text: string) => database.statement(text, []);
  await query(`insert into audit_lines (at, actor, action, about, digest)
    select x.at, 'job:test', 'matter.load', '{}', audit_digest(x.at, null, 'job:test', 'matter.load', null, '{}', null)
    from (select now() as at from generate_series(1, 3)) x`);
  await query(`insert into audit_seals (no, after_id, from_xid, to_xid, line_count, highest_id, previous, hash, sealed_at)
    select 1, 0, '0', (max(xid)::text::bigint + 1)::text::xid8, 3, 3, '', '', now() from audit_lines`);
  await asOldRelease(query);
  await database.close();
  expect(await run(env, 'migrate')).toMatchObject({ applied: expect.arrayContaining([files.at(-1)?.name]) });
  const report = await run(env, 'audit', 'verify');
  expect(report).toMatchObject({
    isWhole: true,
    signedLineCount: 3,
    markers: [{ marker: { kind: 'adopted' } }],
  });
  expect(await run(env, 'migrate')).toMatchObject({ applied: [] });
});
