import { fileURLToPath } from 'node:url';
import type { OpenDeps } from '../../src/node/open-deps.ts';
import { relayEvents } from '../../src/notices/relay-events.job.ts';
import { sendDeliveries, usualPace } from '../../src/notices/send-deliveries.job.ts';
import { freshDatabase, startPostgres } from '../../test/kit/postgres.ts';
import { startChild } from './child.ts';
import { addSubjects, commitEvents, openPushBench, subscribeAll, undelivered } from './push-load.ts';
import { type BenchResult, round } from './result.ts';

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

const sameBodies = async (deps: OpenDeps) =>
  (await deps.statement(
    `select s.endpoint_url as url, '[' || n.body || ']' as body from notices n join subscriptions s on s.id = n.subscription_id
     order by n.event_id, s.id`,
    [],
  )) as { url: string; body: string }[];

// 100 000 notices to 20 loopback receivers, durable, against a bare fetch loop with the same bodies.
export const pushBench = async (size: { isQuick: boolean }): Promise<BenchResult> => {
  const notices = size.isQuick ? 20_000 : 100_000;
  const server = await startPostgres(18);
  const receivers = await startChild(fileURLToPath(new URL('push-receivers.ts', import.meta.url)), {});
  try {
    const deps = await openPushBench(await freshDatabase(server));
    await subscribeAll(
      deps,
      receivers.url.split(',').map((url) => ({ url })),
    );
    await addSubjects(deps, notices / RECEIVERS);
    await commitEvents(deps);
    const ours = notices / (await pushAll(deps));
    const peakRssMb = round(process.resourceUsage().maxRSS / 1024, 0);
    const posts = await sameBodies(deps);
    if (posts.length !== notices) throw new Error(`${posts.length} notices instead of ${notices}`);
    await deps.close();
    const baseline = notices / (await fetchAll(posts));
    const ratio = round(ours / baseline);
    return {
      case: 'push',
      unit: 'notices/s',
      ours: round(ours, 0),
      baseline: round(baseline, 0),
      ratio,
      peakRssMb,
      target: '≥ 0.5 × fetch loop',
      isMet: ratio >= 0.5,
    };
  } finally {
    await receivers.stop();
    await server.stop();
  }
};
