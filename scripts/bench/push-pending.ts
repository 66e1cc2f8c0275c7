import { fileURLToPath } from 'node:url';
import { relayEvents } from '../../src/notices/relay-events.job.ts';
import { sendDeliveries } from '../../src/notices/send-deliveries.job.ts';
import { freshDatabase, startPostgres } from '../../test/kit/postgres.ts';
import { startChild } from './child.ts';
import { addSubjects, commitEvents, openPushBench, subscribeAll, undelivered } from './push-load.ts';
import { type BenchResult, round } from './result.ts';

const RECEIVERS = 20;
const FEW = 50_000;

const peakMb = () => process.resourceUsage().maxRSS / 1024;

// The memory of relay and sender while a million notices wait, against what fifty thousand of them took: both page
// through their work, so that what waits stays in the database. A run of the sender ends by itself after 25 seconds.
export const pushPendingBench = async ({ isQuick }: { isQuick: boolean }): Promise<BenchResult> => {
  const pending = isQuick ? 200_000 : 1_000_000;
  const server = await startPostgres(18);
  const receivers = await startChild(fileURLToPath(new URL('push-receivers.ts', import.meta.url)), {});
  try {
    const deps = await openPushBench(await freshDatabase(server));
    await subscribeAll(
      deps,
      receivers.url.split(',').map((url) => ({ url })),
    );
    await addSubjects(deps, FEW / RECEIVERS);
    const rounds = pending / FEW;
    await commitEvents(deps, 1);
    await relayEvents(deps);
    while ((await undelivered(deps)) > 0) await sendDeliveries(deps);
    const few = peakMb();
    for (let turn = 2; turn <= rounds + 1; turn++) await commitEvents(deps, turn);
    await relayEvents(deps);
    const waiting = await undelivered(deps);
    if (waiting !== pending) throw new Error(`${waiting} deliveries wait, not ${pending}`);
    const sent = await sendDeliveries(deps);
    if (sent === 0) throw new Error('nothing was sent while all of it waited');
    await deps.close();
    const ratio = round(peakMb() / few);
    return {
      case: 'push-pending',
      unit: 'MB',
      ours: round(peakMb(), 0),
      baseline: round(few, 0),
      ratio,
      peakRssMb: round(peakMb(), 0),
      target: '≤ 1.25',
      isMet: ratio <= 1.25,
    };
  } finally {
    await receivers.stop();
    await server.stop();
  }
};
