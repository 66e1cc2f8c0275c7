import { fileURLToPath } from 'node:url';
import type { OpenDeps } from '../../src/node/open-deps.ts';
import { sendDeliveries, usualPace } from '../../src/notices/delivery/send-deliveries.driver.ts';
import { relayEvents } from '../../src/notices/relay/relay-events.driver.ts';
import { freshDatabase } from '../../test/kit/postgres.ts';
import { startChild } from './child.ts';
import { addSubjects, commitEvents, openPushBench, subscribeAll, undelivered } from './push-load.ts';
import { type BenchResult, round } from './result.ts';
import { startServer } from './server.ts';

const RECEIVERS = 20;

// Relay and sender side by side, as in the service.
export const pushAll = async (deps: OpenDeps): Promise<number> => {
  const from = performance.now();
  let isRelaying = true;
  const relaying = relayEvents(deps).finally(() => {
    isRelaying = false;
  });
  do await sendDeliveries(deps);
  while (isRelaying || (await undelivered(deps)) > 0);
  await relaying;
  return (performance.now() - from) / 1000;
};

// What anybody would write first: the same bodies, the same number at once, nothing kept.
const fetchAll = async (posts: readonly { url: string; body: string }[]) => {
  const from = performance.now();
  const left = posts.values();
  const loop = async () => {
    for (const { url, body } of left) {
      const answer = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/cloudevents-batch+json' },
        body,
      });
      await answer.arrayBuffer();
    }
  };
  await Promise.all(Array.from({ length: usualPace.window }, loop));
  return (performance.now() - from) / 1000;
};

const sameBodies = async (deps: OpenDeps, round: number) =>
  (await deps.statement(
    `select s.endpoint_url as url, '[' || n.body || ']' as body from notices n
      join subscriptions s on s.id = n.subscription_id
     where n.subject_seq = $1::int order by n.event_id, s.id`,
    [round],
  )) as { url: string; body: string }[];

// 100 000 notices to 20 loopback receivers, durable, against a bare fetch loop with the same bodies; turn
// about, so that both meet the same machine.
export const pushBench = async (size: { isQuick: boolean }): Promise<BenchResult> => {
  const [notices, rounds] = [size.isQuick ? 10_000 : 25_000, size.isQuick ? 2 : 4];
  const server = await startServer();
  const receivers = await startChild(fileURLToPath(new URL('push-receivers.ts', import.meta.url)), {});
  const seconds = { ours: 0, baseline: 0 };
  let peakRssMb = 0;
  try {
    const deps = await openPushBench(await freshDatabase(server));
    await subscribeAll(
      deps,
      receivers.url.split(',').map((url) => ({ url })),
    );
    await addSubjects(deps, notices / RECEIVERS);
    for (let turn = 1; turn <= rounds; turn++) {
      await commitEvents(deps, turn);
      seconds.ours += await pushAll(deps);
      if (turn === 1) peakRssMb = round(process.resourceUsage().maxRSS / 1024, 0);
      const posts = await sameBodies(deps, turn);
      if (posts.length !== notices) throw new Error(`${posts.length} notices instead of ${notices}`);
      seconds.baseline += await fetchAll(posts);
    }
    await deps.close();
    const ratio = round(seconds.baseline / seconds.ours);
    return {
      case: 'push',
      unit: 'notices/s',
      ours: round((rounds * notices) / seconds.ours, 0),
      baseline: round((rounds * notices) / seconds.baseline, 0),
      ratio,
      peakRssMb,
      target: '≥ 0.7 × fetch loop',
      isMet: ratio >= 0.7,
    };
  } finally {
    await receivers.stop();
    await server.stop();
  }
};
