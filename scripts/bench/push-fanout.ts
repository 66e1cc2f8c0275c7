import { fileURLToPath } from 'node:url';
import { freshDatabase, type PostgresServer } from '../../test/kit/postgres.ts';
import { startChild } from './child.ts';
import { pushAll } from './push.ts';
import {
  addSubjects,
  commitEvents,
  openPushBench,
  type PushBench,
  regionOf,
  subscribeAll,
} from './push-load.ts';
import { type BenchResult, median, round } from './result.ts';
import { startServer } from './server.ts';

const MANY = 500;
const FEW = 5;
const ROUNDS = 3;

type Wanted = Parameters<typeof subscribeAll>[1];

const openWith = async (server: PostgresServer, wanted: Wanted, subjects: number) => {
  const deps = await openPushBench(await freshDatabase(server));
  await subscribeAll(deps, wanted);
  await addSubjects(deps, subjects);
  return deps;
};

const noticesOf = async (deps: PushBench) =>
  Number((await deps.statement('select count(*)::int as count from notices', []))[0]?.count);

// The same number of notices of the same events: 500 subscriptions of which each event concerns five, against
// five that want everything. Turn about, so that both meet the same machine.
export const pushFanoutBench = async ({ isQuick }: { isQuick: boolean }): Promise<BenchResult> => {
  const subjects = isQuick ? 1000 : 10_000;
  const server = await startServer();
  const receivers = await startChild(fileURLToPath(new URL('push-receivers.ts', import.meta.url)), {});
  const urls = receivers.url.split(',');
  const at = (place: number) => urls[place % urls.length] ?? '';
  const byRegion = Array.from({ length: MANY }, (_, place) => ({
    url: at(place),
    filter: { regions: [regionOf(place)] },
  }));
  const everything = Array.from({ length: FEW }, (_, place) => ({ url: at(place) }));
  try {
    const [many, few] = [
      await openWith(server, byRegion, subjects),
      await openWith(server, everything, subjects),
    ];
    const times = { many: [] as number[], few: [] as number[] };
    for (let turn = 1; turn <= ROUNDS; turn++) {
      for (const deps of [many, few]) await commitEvents(deps, turn);
      times.few.push(await pushAll(few));
      times.many.push(await pushAll(many));
    }
    const told = [await noticesOf(many), await noticesOf(few)];
    const expected = ROUNDS * subjects * FEW;
    if (told.some((count) => count !== expected))
      throw new Error(`${told.join(' and ')} notices, not ${expected}`);
    await Promise.all([many.close(), few.close()]);
    const [ours, baseline] = [median(times.many), median(times.few)];
    const ratio = round(ours / baseline);
    return {
      case: 'push-fanout',
      unit: 's',
      ours: round(ours),
      baseline: round(baseline),
      ratio,
      target: '≤ 1.5',
      isMet: ratio <= 1.5,
    };
  } finally {
    await receivers.stop();
    await server.stop();
  }
};
