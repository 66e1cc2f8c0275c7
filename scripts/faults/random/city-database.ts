import { spawnSync } from 'node:child_process';
import { chownSync, mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { freshDatabase, type PostgresServer } from '../../../test/kit/postgres.ts';
import { serverAccount } from '../../../test/kit/postgres-binaries.ts';

const SIZE = '700m';

type SmallDisk = { folder: string; fill(): void; free(): void };
let mounted: SmallDisk | undefined;

// A disk of its own for the tables of the campaign, so that filling it fills nothing else; the log of PostgreSQL stands
// on another, because a server that cannot write its log ends.
export const mountSmallDisk = async (): Promise<void> => {
  const folder = mkdtempSync(join(tmpdir(), 'credit-registry-small-disk-'));
  const isMounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${SIZE}`, 'tmpfs', folder]).status === 0;
  if (!isMounted) return rmSync(folder, { recursive: true });
  const account = await serverAccount();
  if (account) chownSync(folder, account.uid, account.gid);
  const filler = join(folder, 'filler');
  const free = () => rmSync(filler, { force: true });
  process.once('exit', () => {
    spawnSync('umount', ['-l', folder]);
    rmSync(folder, { recursive: true, force: true });
  });
  mounted = {
    folder,
    free,
    fill: () => {
      const { bavail, bsize } = statfsSync(folder);
      writeFileSync(filler, Buffer.alloc(bavail * bsize));
    },
  };
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

export const dropDatabase = (server: PostgresServer, url: string): Promise<void> =>
  asAdmin(server, (sql) => sql`drop database if exists ${sql(nameOf(url))} with (force)`);
