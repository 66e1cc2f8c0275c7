import { spawnSync } from 'node:child_process';
import { appendFileSync, chownSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { freshDatabase, type PostgresServer } from '../../../test/kit/postgres.ts';
import { serverAccount } from '../../../test/kit/postgres-binaries.ts';

const SIZE = '700m';
const PIECE = 4_194_304;

type SmallDisk = { folder: string; fill(): void; free(): void };
let mounted: SmallDisk | undefined;

const diskIn = (folder: string): SmallDisk => {
  const filler = join(folder, 'filler');
  return {
    folder,
    free: () => rmSync(filler, { force: true }),
    // As much as goes on it; the last piece that goes on it not whole is the aim.
    fill: () => {
      try {
        for (;;) appendFileSync(filler, Buffer.alloc(PIECE));
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
      }
    },
  };
};

// A disk of its own for the tables of the campaign, so that filling it fills nothing else; the log of
// PostgreSQL stands on another, because a server that cannot write its log ends. Gives back how to take it
// away.
export const mountSmallDisk = async (): Promise<() => void> => {
  const folder = mkdtempSync(join(tmpdir(), 'credit-registry-small-disk-'));
  const isMounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${SIZE}`, 'tmpfs', folder]).status === 0;
  const takeAway = () => {
    mounted = undefined;
    process.off('exit', takeAway);
    spawnSync('umount', ['-l', folder]);
    rmSync(folder, { recursive: true, force: true });
  };
  process.once('exit', takeAway);
  if (!isMounted) return takeAway;
  const account = await serverAccount();
  if (account) chownSync(folder, account.uid, account.gid);
  mounted = diskIn(folder);
  return takeAway;
};

export const smallDisk = (): SmallDisk | undefined => mounted;

const asAdmin = async (server: PostgresServer, step: (sql: postgres.Sql) => Promise<unknown>) => {
  const sql = postgres(server.url, { max: 1, onnotice: () => {} });
  await step(sql).finally(() => sql.end());
};

const nameOf = (url: string) => new URL(url).pathname.slice(1);

// A database whose tables lie on the small disk, where there is one.
export const databaseOnSmallDisk = async (server: PostgresServer): Promise<string> => {
  const url = await freshDatabase(server);
  const disk = mounted;
  if (!disk) return url;
  await asAdmin(server, async (sql) => {
    const [known] = await sql`select 1 from pg_tablespace where spcname = 'small'`;
    if (!known) await sql.unsafe(`create tablespace small location '${disk.folder}'`);
    await sql`alter database ${sql(nameOf(url))} set tablespace small`;
  });
  return url;
};

const copyOf = (url: string) => `${nameOf(url)}_copy`;

const endSessions = (sql: postgres.Sql, name: string) =>
  sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = ${name}`;

// As a back-up would hold it; the log is brought up to it, because sequences of a copy are not in the log.
export const copyDatabase = (server: PostgresServer, url: string): Promise<void> =>
  asAdmin(server, async (sql) => {
    await endSessions(sql, nameOf(url));
    await sql`create database ${sql(copyOf(url))} template ${sql(nameOf(url))} strategy file_copy`;
    await sql`checkpoint`;
  });

// The copy takes the place of what has become of the database since.
export const replaceDatabase = (server: PostgresServer, url: string): Promise<void> =>
  asAdmin(server, async (sql) => {
    await sql`drop database ${sql(nameOf(url))} with (force)`;
    await sql`alter database ${sql(copyOf(url))} rename to ${sql(nameOf(url))}`;
    await sql`checkpoint`;
  });

export const dropDatabase = (server: PostgresServer, url: string): Promise<void> =>
  asAdmin(server, (sql) => sql`drop database if exists ${sql(nameOf(url))} with (force)`);
