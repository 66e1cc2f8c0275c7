import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Webhook } from 'standardwebhooks';
import { expect, test } from 'vitest';
import { openPglite } from '../../src/node/open-database.ts';
import { startFault } from '../../src/node/start-fault.ts';
import { startRegistry } from '../../src/node/start-registry.ts';
import { freshDatabaseUrl } from '../kit/database.ts';
import { aUscc } from '../kit/identities.ts';

const masterKey = randomBytes(32).toString('base64');

const run = (script: string, args: readonly string[], env: Record<string, string>) => {
  const child = spawn(process.execPath, ['--disable-proto=delete', '--import', 'tsx', script, ...args], {
    env: { PATH: process.env.PATH, ...env },
  });
  const said = { out: '', err: '' };
  child.stdout.on('data', (text) => (said.out += text));
  child.stderr.on('data', (text) => (said.err += text));
  return { child, said };
};

const ended = async (child: ChildProcess): Promise<number | null> => {
  const [code] = await once(child, 'close');
  return code;
};

test.each([
  ['MASTER_KEY', { MASTER_KEY: 'short' }],
  ['MASTER_KEY', { DATABASE_URL: 'postgres://127.0.0.1:9/none' }],
  ['SCHEDULER', { SCHEDULER: 'maybe' }],
  ['PUBLIC_URL', { PUBLIC_URL: 'registry' }],
  ['MAX_UPLOAD_MB', { MAX_UPLOAD_MB: '0' }],
  ['LOG_LEVEL', { LOG_LEVEL: 'loud' }],
])('a bad %s is told by its name', async (variable, env) => {
  const fault = await startRegistry(env).catch(startFault);
  expect(fault).toContain(`环境变量 ${variable}`);
});

test.each([
  ['PORT', { PORT: 'eight' }],
  ['DATABASE_URL', { DATABASE_URL: 'postgres://127.0.0.1:9/none', MASTER_KEY: masterKey }],
])('a bad %s ends the start with one line that names it', async (variable, env) => {
  const { child, said } = run('src/node/main.ts', [], env);
  expect(await ended(child)).toBe(1);
  expect(said.err.trim().split('\n')).toEqual([expect.stringContaining(`环境变量 ${variable}`)]);
  expect(said.out).toBe('');
});

test('the service says where it listens, answers there, and ends in order when asked to', async () => {
  const env = { DATABASE_URL: await freshDatabaseUrl(), MASTER_KEY: masterKey, PORT: '0' };
  const { child, said } = run('src/node/main.ts', [], env);
  await expect.poll(() => said.out, { timeout: 60_000 }).toContain('listening on ');
  const url = /listening on (http:\S+)/.exec(said.out)?.[1];
  expect((await fetch(`${url}/healthz`)).status).toBe(200);
  child.kill('SIGTERM');
  expect(await ended(child)).toBe(0);
});

test('a password comes from standard input, and a weak one is refused', async () => {
  const env = { DATABASE_URL: await freshDatabaseUrl(), MASTER_KEY: masterKey };
  const agency = ['--code', 'ZW', '--name', '虚构政务中心', '--uscc', aUscc('11ZW'), '--roles', 'window'];
  expect(await ended(run('scripts/cli.ts', ['agency', 'add', ...agency], env).child)).toBe(0);
  const user = ['user', 'add', '--agency', 'ZW', '--name', '窗口一号', '--roles', 'window', '--json'];
  const weak = run('scripts/cli.ts', user, env);
  weak.child.stdin.end('short\n');
  expect(await ended(weak.child)).toBe(1);
  expect(JSON.parse(weak.said.err)).toMatchObject({ code: 'staff.password-weak' });
  const strong = run('scripts/cli.ts', user, env);
  strong.child.stdin.end('Correct-horse-9\n');
  expect(await ended(strong.child)).toBe(0);
  expect(JSON.parse(strong.said.out)).toMatchObject({ agency: 'ZW', name: '窗口一号' });
});

test('the operator gives and takes at the command line, at once, and never what excludes itself', async () => {
  const env = { DATABASE_URL: await freshDatabaseUrl(), MASTER_KEY: masterKey };
  const done = async (words: readonly string[], typed = '') => {
    const { child, said } = run('scripts/cli.ts', [...words, '--json'], env);
    child.stdin.end(typed);
    const code = await ended(child);
    return { code, ...JSON.parse((code === 0 ? said.out : said.err) || '{}') };
  };
  const agency = [
    '--code',
    'ZW',
    '--name',
    '虚构政务中心',
    '--uscc',
    aUscc('11ZW'),
    '--roles',
    'window,feeder',
  ];
  await done(['agency', 'add', ...agency]);
  const whose = ['--agency', 'ZW', '--name', '张示例'];
  const added = await done(['user', 'add', ...whose, '--roles', 'window'], 'Correct-horse-9\n');
  expect(added).toMatchObject({ code: 0, roles: ['window'] });
  const both = await done(
    ['user', 'add', '--agency', 'ZW', '--name', '李示例', '--roles', 'window,auditor'],
    'x\n',
  );
  expect(both).toMatchObject({ code: 'staff.roles-exclude' });
  const registrar = await done(['user', 'give-roles', ...whose, '--roles', 'registrar']);
  expect(registrar).toMatchObject({ code: 0, roles: ['window', 'registrar'] });
  const excluded = await done(['user', 'give-roles', ...whose, '--roles', 'system-administrator']);
  expect(excluded).toMatchObject({ code: 'staff.roles-exclude' });
  const left = await done(['user', 'take-roles', ...whose, '--roles', 'window']);
  expect(left).toMatchObject({ roles: ['registrar'] });
  expect((await done(['user', 'disable', ...whose])).code).toBe(0);
  const unknown = await done(['user', 'disable', '--agency', 'ZW', '--name', '无此人']);
  expect(unknown).toMatchObject({ code: 'staff.unknown' });
});

test('the example receiver prints what is signed with its secret, refuses the rest, and counts at the end', async () => {
  const secret = `whsec_${randomBytes(32).toString('base64')}`;
  const { child, said } = run('scripts/cli.ts', ['receive', '--port', '0', '--secret', secret, '--json'], {});
  await expect.poll(() => said.err, { timeout: 60_000 }).toContain('接收地址');
  const url = /http:\S+/.exec(said.err)?.[0] ?? '';
  const post = (id: string, signedWith: string) => {
    const body = JSON.stringify([{ specversion: '1.0', id, type: 'registry.ping', data: {} }]);
    const now = new Date();
    const headers = {
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(now.getTime() / 1000)),
      'webhook-signature': new Webhook(signedWith).sign(id, now, body),
    };
    return fetch(url, { method: 'POST', headers, body });
  };
  expect((await post('n-1', secret)).status).toBe(204);
  expect((await post('n-2', `whsec_${randomBytes(32).toString('base64')}`)).status).toBe(400);
  child.kill('SIGINT');
  expect(await ended(child)).toBe(0);
  expect(said.out).toContain('"id":"n-1"');
  expect(said.out.trim().split('\n').at(-1)).toBe('{"received":1}');
});

test('an embedded database whose files are broken is told in one sentence, with what to do', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'broken-'));
  const first = await openPglite(folder);
  await first.close();
  writeFileSync(join(folder, 'pgdata', 'global', 'pg_control'), '');
  const fault = await openPglite(folder).catch(startFault);
  expect(fault).toContain(`环境变量 DATA_DIR 指定的目录 ${folder}`);
  expect(fault).toContain('备份');
  rmSync(folder, { recursive: true });
});
