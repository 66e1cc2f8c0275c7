import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { startBackground } from '../../src/node/background.ts';
import { freshDatabase, type PostgresServer } from '../../test/kit/postgres.ts';
import { startChild } from './child.ts';
import { addSubjects, commitEvents, openPushBench, type PushBench, subscribeAll } from './push-load.ts';
import { type BenchResult, median, round } from './result.ts';
import { startServer } from './server.ts';

// Takes the connection and the request, and never answers.
const startDead = async () => {
  const server = createServer((request) => void request.resume());
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    hangUp: () => server.closeAllConnections(),
    stop: () => {
      server.close();
      server.closeAllConnections();
    },
  };
};

const isDone = async (deps: PushBench, others: readonly string[]) =>
  (
    await deps.statement(
      `select 1 where exists (select from events where relayed_at is null) or exists (select from deliveries
         where state in ('queued', 'ready', 'leased')
           and subscription_id in (select value::uuid from jsonb_array_elements_text($1::text::jsonb)))`,
      [JSON.stringify(others)],
    )
  ).length === 0;

// The service as it runs: until the last of the others has all of its notices.
const seconds = async (deps: PushBench, others: readonly string[]) => {
  const background = startBackground(deps);
  deps.poke = background.poke;
  const from = performance.now();
  background.poke('notices');
  while (!(await isDone(deps, others))) await wait(20);
  const took = (performance.now() - from) / 1000;
  return { took, stop: background.stop };
};

type Dead = { url: string; hangUp(): void };

const once = async (
  server: PostgresServer,
  { urls, dead, subjects }: { urls: readonly string[]; dead: Dead | null; subjects: number },
) => {
  const deps = await openPushBench(await freshDatabase(server));
  const ids = await subscribeAll(
    deps,
    urls.map((url) => ({ url })),
  );
  const [last = '', ...others] = ids.toReversed();
  if (dead)
    await deps.statement('update subscriptions set endpoint_url = $1 where id = $2::uuid', [dead.url, last]);
  await addSubjects(deps, subjects);
  await commitEvents(deps);
  const { took, stop } = await seconds(deps, others);
  dead?.hangUp();
  await stop();
  await deps.close();
  return took;
};

// Twenty subscriptions, one of which stops answering, against the same twenty all well: how long the other
// nineteen take.
export const pushDeadBench = async ({ isQuick }: { isQuick: boolean }): Promise<BenchResult> => {
  const [subjects, rounds] = [isQuick ? 250 : 5000, 3];
  const server = await startServer();
  const receivers = await startChild(fileURLToPath(new URL('push-receivers.ts', import.meta.url)), {});
  const dead = await startDead();
  try {
    const urls = receivers.url.split(',');
    const times = { well: [] as number[], ill: [] as number[] };
    for (let turn = 0; turn < rounds; turn++) {
      times.well.push(await once(server, { urls, dead: null, subjects }));
      times.ill.push(await once(server, { urls, dead, subjects }));
    }
    const [ours, baseline] = [median(times.ill), median(times.well)];
    const ratio = round(ours / baseline);
    return {
      case: 'push-dead',
      unit: 's',
      ours: round(ours),
      baseline: round(baseline),
      ratio,
      target: '≤ 1.05',
      isMet: ratio <= 1.05,
    };
  } finally {
    dead.stop();
    await receivers.stop();
    await server.stop();
  }
};
