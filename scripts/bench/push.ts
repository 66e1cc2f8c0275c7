import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { loadMeasures } from '../../src/measures/load-measures.ts';
import { guardedSend } from '../../src/node/guarded-send.ts';
import { openPostgres, readMigrations } from '../../src/node/open-database.ts';
import { depsOver, type OpenDeps } from '../../src/node/open-deps.ts';
import { createSubscription } from '../../src/notices/create-subscription.ts';
import { relayEvents } from '../../src/notices/relay-events.job.ts';
import { sendDeliveries, usualPace } from '../../src/notices/send-deliveries.job.ts';
import { operatorActor } from '../../src/platform/actor.ts';
import { readConfig } from '../../src/platform/config.ts';
import { freshDatabase, startPostgres } from '../../test/kit/postgres.ts';
import { startChild } from './child.ts';
import { type BenchResult, round } from './result.ts';

const RECEIVERS = 20;

const openBench = async (url: string): Promise<OpenDeps & { close(): Promise<void> }> => {
  const config = readConfig({
    DATABASE_URL: url,
    MASTER_KEY: randomBytes(32).toString('base64'),
    LOG_LEVEL: 'error',
    PUSH_ALLOW: '127.0.0.1',
  });
  const database = openPostgres(url);
  await database.migrate(readMigrations('migrations'));
  const send = guardedSend(config.pushAllow);
  const deps = await depsOver(config, database, { send });
  return Object.assign(deps, { close: () => send.close().then(() => database.close()) });
};

const subscribeAll = async (deps: OpenDeps, urls: readonly string[]) => {
  const operator = { ...deps, actor: operatorActor('operator:bench'), requestId: 'bench' };
  await loadMeasures(operator);
  await deps.statement(
    `insert into agencies (code, name, uscc, roles, valid_from, created_at)
     select 'D' || n, '虚构' || n || '局', 'bench', '{subscriber}', '2026-01-01', now() from generate_series(1, $1::int) n`,
    [RECEIVERS],
  );
  for (const [place, url] of urls.entries())
    await createSubscription(operator, {
      name: '基准',
      agency: `D${place + 1}`,
      filter: {},
      schedule: { kind: 'at-once' },
      endpoint: { url: `${url}/hook` },
    });
  await sendDeliveries(deps);
};

// Committed events, as many as make the wanted notices when each is told to all twenty.
const commitEvents = async (deps: OpenDeps, count: number) => {
  await deps.statement(
    `insert into subjects (kind, name, region, created_at)
     select 'organisation', '虚构' || n || '有限公司', '440300', now() from generate_series(1, $1::int) n`,
    [count],
  );
  await deps.statement(
    `insert into events (subject_id, subject_seq, topic, payload, at)
     select id, 1, 'credit.listing.created', jsonb_build_object('listingId', id, 'list', 'serious-violation', 'kind', 'severe',
       'state', 'listed', 'subjectKind', 'organisation', 'subjectName', name, 'uscc', '91440300000000000X', 'region', '440300',
       'authority', '虚构市市场监督管理局', 'documentNo', '虚市监罚〔2026〕' || id || '号', 'listedOn', '2026-11-01',
       'dueOn', '2029-11-01', 'reason', '实施严重违反市场监督管理法律法规的行为'), now()
     from subjects order by id`,
    [],
  );
};

const undelivered = async (deps: OpenDeps) =>
  Number(
    (
      await deps.statement(
        `select count(*)::int as count from deliveries where state in ('queued', 'ready', 'leased')`,
        [],
      )
    )[0]?.count,
  );

// Relay and sender side by side, as in the service.
const pushAll = async (deps: OpenDeps) => {
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
    const deps = await openBench(await freshDatabase(server));
    await subscribeAll(deps, receivers.url.split(','));
    await commitEvents(deps, notices / RECEIVERS);
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
