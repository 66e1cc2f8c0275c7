import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { commands, runCli } from '../../scripts/cli/run-cli.ts';
import { openPostgres } from '../../src/node/open-database.ts';
import { type RunningRegistry, startRegistry } from '../../src/node/start-registry.ts';
import { freshDatabaseUrl } from '../kit/database.ts';
import { aUscc } from '../kit/identities.ts';
import { freshDatabase } from '../kit/postgres.ts';

const env: Record<string, string> = {};
const running: { service?: RunningRegistry } = {};

beforeAll(async () => {
  env.DATABASE_URL = await freshDatabaseUrl();
  env.MASTER_KEY = randomBytes(32).toString('base64');
  running.service = await startRegistry({ ...env, PORT: '0', LOG_LEVEL: 'error' });
});
afterAll(async () => {
  await running.service?.stop();
});

const cli = (...args: string[]) => runCli(args, env);
const jsonIn =
  (where: typeof env) =>
  async <T>(...args: string[]): Promise<T> => {
    const { exitCode, out, err } = await runCli([...args, '--json'], where);
    expect({ exitCode, err }).toEqual({ exitCode: 0, err: undefined });
    return JSON.parse(out ?? '') as T;
  };
const json = jsonIn(env);
const addAgency = (code: string, ...more: string[]) =>
  cli('agency', 'add', '--code', code, '--name', `虚构${code}局`, '--uscc', aUscc(`11${code}`), ...more);
const statusWith = async (key: string) => {
  const answer = await fetch(`${running.service?.url}/api/v1/batches`, {
    headers: { authorization: `Bearer ${key}` },
  });
  return answer.status;
};

test('a key issued beside the running service works at once; one that was replaced or revoked stops working', async () => {
  expect((await addAgency('KEYS', '--roles', 'feeder', '--catalogs', 'honour')).exitCode).toBe(0);
  const { id, key } = await json<{ id: string; key: string }>('key', 'issue', '--agency', 'KEYS');
  expect(await statusWith(key)).toBe(200);
  expect((await cli('key', 'rotate', id, '--overlap', '-1')).exitCode).toBe(2);
  const next = await json<{ id: string; key: string }>('key', 'rotate', id, '--overlap', '0');
  await expect.poll(() => statusWith(key), { timeout: 60_000 }).toBe(401);
  expect(await statusWith(next.key)).toBe(200);
  expect(await json('key', 'revoke', next.id)).toEqual({ id: next.id });
  await expect.poll(() => statusWith(next.key), { timeout: 60_000 }).toBe(401);
});

test('next year’s holidays are loaded from a file, and a notice that cannot be right loads nothing', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'registry-calendar-'));
  const file = join(folder, '2027.json');
  const holidays = [{ name: '元旦', from: '2027-01-01', to: '2027-01-03' }];
  writeFileSync(file, JSON.stringify({ source: '示例通知', holidays }));
  expect(await json('calendar', 'load', '2027', file)).toMatchObject({ year: 2027, days: 3 });
  const years = await json<{ year: number }[]>('calendar', 'list');
  expect(years.map(({ year }) => year)).toContain(2027);
  expect((await cli('calendar', 'load', '2028', file)).exitCode).toBe(1);
  expect((await cli('calendar', 'load', '2027', join(folder, 'none.json'))).exitCode).toBe(2);
  writeFileSync(file, JSON.stringify({ source: '示例通知', holidays: 'none' }));
  expect((await cli('calendar', 'load', '2027', file)).exitCode).toBe(2);
  rmSync(folder, { recursive: true });
});

test('an agency that is there already, or is nowhere, is a failure with its problem code', async () => {
  await addAgency('TWICE', '--roles', 'window');
  const twice = await addAgency('TWICE', '--roles', 'window', '--json');
  expect([twice.exitCode, JSON.parse(twice.err ?? '')]).toMatchObject([1, { code: 'agency.duplicate' }]);
  const taken = ['--code', 'THRICE', '--name', '虚构局', '--uscc', aUscc('11TWICE'), '--roles', 'window'];
  const thrice = await cli('agency', 'add', ...taken, '--json');
  expect([thrice.exitCode, JSON.parse(thrice.err ?? '')]).toMatchObject([1, { code: 'agency.uscc-taken' }]);
  const heir = await cli('agency', 'add', ...taken, '--succeeds', 'TWICE', '--from', '2099-01-01', '--json');
  expect([heir.exitCode, JSON.parse(heir.out ?? '')]).toMatchObject([0, { code: 'THRICE' }]);
  const nobody = await cli('key', 'issue', '--agency', 'NOBODY', '--json');
  expect([nobody.exitCode, JSON.parse(nobody.err ?? '')]).toMatchObject([1, { code: 'agency.unknown' }]);
});

test('the invented town is seeded with every file, and a file imported again changes nothing', async () => {
  // Into a database of its own: it refuses one that holds others' agencies.
  const source = inject('database');
  if (source.kind === 'embedded') throw new Error('this test needs a server');
  const inTown = jsonIn({ ...env, DATABASE_URL: await freshDatabase(source) });
  const { files } = await inTown<{ files: string[] }>('seed', 'demo');
  expect(files).toHaveLength(7);
  expect(files.every((line) => line.includes('已完成'))).toBe(true);
  const file = 'scripts/samples/files/jrb-penalties.ndjson';
  const again = await inTown<Record<string, unknown>>(
    ...['import', file, '--catalog', 'administrative-penalty', '--agency', 'JRB'],
  );
  expect(again).toMatchObject({ status: 'done', rows: 90, accepted: 0, unchanged: 89, rejected: 1 });
});

test('a town whose files were not taken whole says which, and ends with 1', async () => {
  const source = inject('database');
  if (source.kind === 'embedded') throw new Error('this test needs a server');
  const town = { ...env, DATABASE_URL: await freshDatabase(source) };
  expect((await runCli(['migrate'], town)).exitCode).toBe(0);
  const { statement, close } = openPostgres(town.DATABASE_URL, { max: 1 });
  await statement(
    `create function no_honours() returns trigger language plpgsql as
      $$ begin if new.catalog = 'honour' then raise exception 'no room'; end if; return new; end $$`,
    [],
  );
  await statement(
    `create trigger no_honours before insert on records for each row execute function no_honours()`,
    [],
  );
  await close();
  const { exitCode, out } = await runCli(['seed', 'demo'], town);
  expect([exitCode, out]).toEqual([1, expect.stringContaining('样例文件没有收完')]);
});

test('a file for a catalogue that the agency may not feed is refused', async () => {
  await addAgency('OTHER', '--roles', 'feeder', '--catalogs', 'honour');
  const file = 'scripts/samples/files/jrb-penalties.ndjson';
  const refused = await cli(
    'import',
    file,
    '--catalog',
    'administrative-penalty',
    '--agency',
    'OTHER',
    '--json',
  );
  expect([refused.exitCode, JSON.parse(refused.err ?? '')]).toMatchObject([1, { code: 'catalog.not-yours' }]);
});

test('a source is added, listed and removed; a folder outside DROP_ROOT and a bucket without keys are refused', async () => {
  const drop = mkdtempSync(join(tmpdir(), 'registry-cli-drop-'));
  mkdirSync(join(drop, 'in'));
  env.DROP_ROOT = drop;
  await addAgency('DROPS', '--roles', 'feeder', '--catalogs', 'honour');
  const wish = ['source', 'add', '--agency', 'DROPS', '--catalog', 'honour'];
  const { id } = await json<{ id: string }>(...wish, '--kind', 'folder', '--location', 'in');
  const outside = await cli(...wish, '--kind', 'folder', '--location', '../out', '--json');
  expect([outside.exitCode, JSON.parse(outside.err ?? '')]).toMatchObject([1, { code: 'source.location' }]);
  const noKeys = await cli(...wish, '--kind', 's3', '--location', 'https://s3.example.cn/b/');
  expect([noKeys.exitCode, noKeys.err]).toEqual([2, expect.stringContaining('--access-key')]);
  expect((await cli(...wish, '--kind', 'ftp', '--location', 'x')).exitCode).toBe(2);
  expect((await cli('source', 'list')).out).toContain(`${id} DROPS honour append folder in`);
  expect((await cli('source', 'remove', 'x')).exitCode).toBe(2);
  expect(await json('source', 'remove', id)).toEqual({ id });
  expect(await json('source', 'list')).toEqual([]);
  delete env.DROP_ROOT;
  rmSync(drop, { recursive: true });
});

test('migrate on a database that is up to date applies nothing, and tick runs what is due', async () => {
  expect(await json('migrate')).toEqual({ applied: [] });
  expect(await json('tick')).toMatchObject({ runs: expect.any(Number) });
});

test('audit verify proves the chain, and fails once a line was changed behind the database’s back', async () => {
  expect(await json('audit', 'verify')).toMatchObject({ isWhole: true });
  const change = running.service?.deps.statement;
  await change?.('alter table audit_lines disable trigger user', []);
  await change?.(
    `update audit_lines set action = 'check.run' where id = (select min(id) from audit_lines)`,
    [],
  );
  const { exitCode, out } = await cli('audit', 'verify');
  expect([exitCode, out]).toEqual([1, expect.stringContaining('审计行内容被改动')]);
});

test.each([
  ['nothing at all', [], '用法'],
  ['an unknown command', ['agency', 'drop'], '没有这个命令：agency drop'],
  ['a missing option', ['agency', 'add', '--code', 'A'], '缺少 --name、--uscc、--roles'],
  ['an unknown option', ['tick', '--now'], '选项 --now 不认识'],
  ['a word too many', ['tick', 'twice'], '多余的参数：twice'],
  ['no such file', ['import', 'nowhere.csv', '--catalog', 'honour', '--agency', 'A'], '没有这个文件'],
  [
    'no such catalogue',
    ['import', 'package.json', '--catalog', 'fame', '--agency', 'A'],
    '没有这个目录：fame',
  ],
  [
    'a role nobody has',
    ['agency', 'add', '--code', 'A', '--name', '虚构局', '--uscc', 'x', '--roles', 'king'],
    '--roles',
  ],
  ['a key where its number belongs', ['key', 'revoke', 'crk_x'], '不是密钥本身'],
  ['a port that is none', ['receive', '--port', '-1', '--secret', 'whsec_x'], '--port'],
])('%s is wrong usage and changes nothing', async (_, args, said) => {
  const { exitCode, out, err } = await cli(...args);
  expect([exitCode, out]).toEqual([2, undefined]);
  expect(err).toContain(said);
});

test.each(commands.map((command) => [command.name, command] as const))(
  '%s explains itself and each of its options',
  async (name, { options }) => {
    const { exitCode, out = '' } = await cli(...name.split(' '), '--help');
    expect(exitCode).toBe(0);
    expect([name, ...Object.keys(options)].filter((word) => !out.includes(word))).toEqual([]);
    expect((await cli('help', ...name.split(' '))).out).toBe(out);
  },
);

test('an embedded database that a service holds is left alone, and the operator is told to stop the service', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'credit-registry-cli-'));
  const service = await startRegistry({ DATA_DIR: folder, PORT: '0', LOG_LEVEL: 'error' });
  const refused = await runCli(['audit', 'verify'], { DATA_DIR: folder });
  expect([refused.exitCode, refused.err]).toEqual([1, expect.stringContaining('请先停止正在运行的服务')]);
  await service.stop();
  const after = await runCli(['audit', 'verify'], { DATA_DIR: folder });
  expect([after.exitCode, after.out]).toEqual([0, expect.stringContaining('审计链完整')]);
  rmSync(folder, { recursive: true, force: true });
});

// Last, for until the first tick of the minute the service says another thing.
test('a registry of its own database says at /readyz that no second factor is asked', async () => {
  const warned = async (): Promise<string[]> => {
    const answer = await fetch(`${running.service?.url}/readyz`);
    const { warnings = [] } = (await answer.json()) as { warnings?: { code: string }[] };
    return warnings.map(({ code }) => code);
  };
  await expect.poll(warned, { timeout: 150_000, interval: 500 }).toContain('staff.second-factor-optional');
});

test('a database that was migrated and left without the law gets it from the next command', async () => {
  const left = { DATABASE_URL: await freshDatabaseUrl(), MASTER_KEY: randomBytes(32).toString('base64') };
  const { statement, close } = openPostgres(left.DATABASE_URL, { max: 1 });
  expect(await statement('select 1 from settings limit 1', [])).toEqual([]);
  expect((await runCli(['seed', 'demo'], left)).exitCode).toBe(0);
  expect(
    await statement('select exists (select from measures) as law, exists (select from records) as fed', []),
  ).toEqual([{ law: true, fed: true }]);
  await close();
});
