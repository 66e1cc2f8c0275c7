import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import { type PostgresServer, startOwnPostgres } from '../kit/postgres.ts';
import type { LoadReport } from './query-load.ts';

const majors = process.env.TEST_DB === 'pg15' ? ([15] as const) : ([18] as const);
const started: { server?: PostgresServer; load?: ChildProcess } = {};

afterEach(async () => {
  started.load?.kill('SIGKILL');
  await started.server?.stop();
});

const startLoad = (url: string) => {
  const load = fork(new URL('query-load.ts', import.meta.url), [url], {
    execArgv: ['--import', 'tsx'],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let complaint = '';
  load.stderr?.on('data', (text) => {
    complaint += text;
  });
  const death = new Promise<never>((_, reject) => {
    load.once('exit', (code) => reject(new Error(`the loaded process ended with ${code}: ${complaint}`)));
  });
  death.catch(() => {});
  const ask = async (word: 'count' | 'finish') => {
    load.send(word);
    const [answer] = await Promise.race([once(load, 'message'), death]);
    return answer;
  };
  return { load, ask };
};

const untilAnswering = async (ask: (word: 'count') => Promise<number>) => {
  const before = await ask('count');
  for (let tries = 0; tries < 600; tries += 1) {
    if ((await ask('count')) > before + 500) return;
    await sleep(100);
  }
  throw new Error('the pool answers no queries any more');
};

test.each(majors)(
  'a process under load outlives three immediate restarts of PostgreSQL %i, and every query ends with its own answer',
  async (major) => {
    const server = await startOwnPostgres(major);
    const { load, ask } = startLoad(server.url);
    Object.assign(started, { server, load });
    for (let restart = 0; restart < 3; restart += 1) {
      await untilAnswering(ask);
      await server.crashAndRestart();
    }
    await untilAnswering(ask);
    const report: LoadReport = await ask('finish');
    expect(report).toMatchObject({ wrong: 0, hung: 0, answeredAfterwards: 50 });
    expect(report.refused).toBeGreaterThan(0);
  },
);
