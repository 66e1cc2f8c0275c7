import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, chownSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import postgres from 'postgres';
import { type Account, findBinaries, type Major, serverAccount } from './postgres-binaries.ts';
import { clearStaleServers, postmasterOf } from './stale-servers.ts';

export type DatabaseHost = { url: string; prefix: string };
export type PostgresServer = DatabaseHost & {
  port: number;
  dataDir: string;
  stop(): Promise<void>;
  crashAndRestart(): Promise<void>;
  crash(): Promise<void>;
  restart(): Promise<void>;
};

const run = promisify(execFile);
const newPrefix = () => `credit_test_${randomBytes(4).toString('hex')}_`;

const freePort = () =>
  new Promise<number>((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });

const newFolder = async (major: Major) => {
  const all = join(tmpdir(), `credit-registry-postgres-${process.getuid?.() ?? 0}`);
  mkdirSync(all, { recursive: true });
  chmodSync(all, 0o711);
  await clearStaleServers(all);
  const folder = mkdtempSync(join(all, `${process.pid}-${major}-`));
  chmodSync(folder, 0o711);
  return folder;
};

const initialise = async (place: { binaries: string; folder: string; account: Account }) => {
  const { binaries, folder, account } = place;
  const [dataDir, passwordFile] = [join(folder, 'data'), join(folder, 'password')];
  const password = randomBytes(12).toString('hex');
  mkdirSync(dataDir, { mode: 0o700 });
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (account) for (const path of [dataDir, passwordFile]) chownSync(path, account.uid, account.gid);
  const settings = [
    '--encoding=UTF8',
    '--locale=C',
    '--auth=scram-sha-256',
    '--no-sync',
    '--no-instructions',
  ];
  const login = ['--username=postgres', `--pwfile=${passwordFile}`, `--pgdata=${dataDir}`];
  await run(join(binaries, 'initdb'), [...settings, ...login], { ...account, cwd: folder });
  return { dataDir, password };
};

// A test server must outlive its own crash, not a power cut.
const forTests = ['fsync=off'];

const serverOptions = (port: number, settings: readonly string[]) =>
  ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'max_connections=200', ...settings]
    .map((setting) => `-c ${setting}`)
    .concat(`-p ${port}`)
    .join(' ');

const startEmbedded = async (major: Major, settings = forTests): Promise<PostgresServer> => {
  const [account, folder] = [await serverAccount(), await newFolder(major)];
  const binaries = await findBinaries(major, account, folder);
  const { dataDir, password } = await initialise({ binaries, folder, account });
  const log = join(dataDir, 'server.log');
  const control = (...args: string[]) =>
    run(join(binaries, 'pg_ctl'), ['-D', dataDir, '-w', '-t', '60', ...args], { ...account, cwd: folder });
  const startOn = (port: number) =>
    control('start', '-l', log, '-o', serverOptions(port, settings)).catch(() => {
      throw new Error(`PostgreSQL ${major} did not start: ${readFileSync(log, 'utf8').slice(-2000)}`);
    });
  const startAnywhere = async (triesLeft: number): Promise<number> => {
    const port = await freePort();
    const started = startOn(port).then(() => port);
    return triesLeft > 0 ? started.catch(() => startAnywhere(triesLeft - 1)) : started;
  };
  const port = await startAnywhere(3);
  const atExit = () => {
    const pid = postmasterOf(dataDir);
    if (pid) process.kill(pid, 'SIGQUIT');
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  process.once('exit', atExit);
  return {
    url: `postgres://postgres:${password}@127.0.0.1:${port}/postgres`,
    prefix: newPrefix(),
    port,
    dataDir,
    async stop() {
      if (postmasterOf(dataDir)) await control('stop', '-m', 'fast');
      process.off('exit', atExit);
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
    async crashAndRestart() {
      await control('stop', '-m', 'immediate');
      await startOn(port);
    },
    crash: async () => void (await control('stop', '-m', 'immediate')),
    restart: async () => void (await startOn(port)),
  };
};

const asAdmin = async <T>(url: string, step: (sql: postgres.Sql) => Promise<T>) => {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  return step(sql).finally(() => sql.end());
};

const notOurs = () => Promise.reject(new Error('TEST_DATABASE_URL names a server that is not ours to crash'));

// A server that somebody named is theirs: we make databases on it, drop them again, and never stop it.
const borrow = (url: string): PostgresServer => {
  const prefix = newPrefix();
  return {
    url,
    prefix,
    port: Number(new URL(url).port || 5432),
    dataDir: '',
    stop: () =>
      asAdmin(url, async (sql) => {
        for (const {
          datname,
        } of await sql`select datname from pg_database where starts_with(datname, ${prefix})`)
          await sql`drop database if exists ${sql(datname)} with (force)`;
      }),
    crashAndRestart: notOurs,
    crash: notOurs,
    restart: notOurs,
  };
};

export const startPostgres = (major: Major, settings = forTests): Promise<PostgresServer> => {
  const named = process.env.TEST_DATABASE_URL;
  return named ? Promise.resolve(borrow(named)) : startEmbedded(major, settings);
};

// For tests that crash the server: always our own, whatever TEST_DATABASE_URL says.
export const startOwnPostgres = startEmbedded;

export const freshDatabase = (host: DatabaseHost, template = 'template0'): Promise<string> =>
  asAdmin(host.url, async (sql) => {
    const name = `${host.prefix}${randomBytes(6).toString('hex')}`;
    await sql`create database ${sql(name)} template ${sql(template)}`;
    const url = new URL(host.url);
    url.pathname = `/${name}`;
    return url.href;
  });
