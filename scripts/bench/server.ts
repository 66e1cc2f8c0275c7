import postgres from 'postgres';
import { type PostgresServer, startPostgres } from '../../test/kit/postgres.ts';

// As docs/operations.md sets a server in service: what it commits is on disk, and it keeps its used log files
// at hand.
const SETTINGS = ['fsync=on', 'min_wal_size=1GB'];
const LOG_FILES = 64;

// One that has been in use: a new server fills each of its log files with zeros in front of whoever commits.
export const startServer = async (): Promise<PostgresServer> => {
  const server = await startPostgres(18, SETTINGS);
  const sql = postgres(server.url, { max: 1, onnotice: () => {} });
  for (let file = 0; file < LOG_FILES; file++)
    await sql`select pg_logical_emit_message(true, 'bench', 'used'), pg_switch_wal()`;
  await sql.unsafe('checkpoint').simple();
  await sql.end();
  return server;
};
