import { drizzle } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import type { Db, DbRow, Statement } from '../platform/door/db.ts';
import { postgresOptions } from '../platform/running/postgres-options.ts';

export type WorkerDatabase = { db: Db; statement: Statement; quick: Statement; close(): Promise<void> };

// A client lives as long as its request: Hyperdrive keeps the real connections, and a
// Worker may open six at once.
export const openWorkerDatabase = (connectionString: string): WorkerDatabase => {
  const client = postgres(connectionString, { ...postgresOptions, max: 5 });
  const statement: Statement = async (text, params) => [
    ...(await client.unsafe<DbRow[]>(text, [...params], { prepare: true })),
  ];
  return {
    db: drizzle(client),
    statement,
    quick: statement,
    close: () => client.end({ timeout: 5 }),
  };
};
