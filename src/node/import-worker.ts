import { readdirSync, readFileSync } from 'node:fs';
import { setPriority } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import { refuseWrongKey } from '../platform/keys/prove-key.ts';
import type { Config } from '../platform/running/config.ts';
import { importHere } from './imports.ts';
import { openPostgres } from './open-database.ts';
import { depsOver } from './open-deps.ts';

// The thread that reads, checks and writes uploads, so that the window's checks never wait for a spreadsheet.
const CONNECTIONS = 4;
const BEHIND_THE_WINDOW = 10;
// A chunk is a thousand rows in one statement, behind the window and on whatever disk there is.
const LONGER = 5;

const port = parentPort;
const { config } = workerData as { config: Config };
if (!port || !config.databaseUrl)
  throw new Error('this file runs as a thread of the service, over PostgreSQL');

// On Linux a priority is a thread's own; elsewhere it would be that of the whole service. V8's helpers
// tidy up for all threads, and nearly all of it is what an import leaves behind; a thread always does
// its own share of that itself.
const helpers = () =>
  readdirSync('/proc/self/task').filter((thread) =>
    readFileSync(`/proc/self/task/${thread}/comm`, 'utf8').startsWith('V8Worker'),
  );
if (process.platform === 'linux')
  for (const thread of [0, ...helpers()]) setPriority(Number(thread), BEHIND_THE_WINDOW);

const { databaseLimits: usual } = config;
const database = openPostgres(config.databaseUrl, {
  max: CONNECTIONS,
  limits: { ...usual, statementMs: usual.statementMs * LONGER },
});
const deps = await depsOver(config, database, {
  send: () => Promise.reject(new Error('an import sends nothing')),
  poke: (queue) => port.postMessage(queue),
});
await refuseWrongKey(deps);
const imports = importHere(deps);

const stop = async () => {
  await imports.stop();
  await database.close();
  port.close();
};
port.on('message', (said: 'wake' | 'stop') => (said === 'stop' ? void stop() : imports.wake()));
imports.wake();
