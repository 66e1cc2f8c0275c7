import { randomBytes } from 'node:crypto';
import { loadMeasures } from '../../src/law/measures/load-measures.ts';
import { guardedSend } from '../../src/node/guarded-send.ts';
import { openPostgres, readMigrations } from '../../src/node/open-database.ts';
import { depsOver, type OpenDeps } from '../../src/node/open-deps.ts';
import { sendDeliveries } from '../../src/notices/delivery/send-deliveries.driver.ts';
import { createSubscription } from '../../src/notices/subscriptions/create-subscription.ts';
import type { SubscriptionFilter } from '../../src/notices/subscriptions/subscription.rules.ts';
import { operatorActor } from '../../src/platform/door/actor.ts';
import { keepKey } from '../../src/platform/keys/prove-key.ts';
import { readConfig } from '../../src/platform/running/config.ts';

export type PushBench = OpenDeps & { close(): Promise<void> };

export const openPushBench = async (url: string): Promise<PushBench> => {
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
  await keepKey(deps, 'operator:bench');
  return Object.assign(deps, { close: () => send.close().then(() => database.close()) });
};

type Wanted = { url: string; filter?: SubscriptionFilter };

const changeable = ({ regions }: SubscriptionFilter) => (regions ? { regions: [...regions] } : {});

// One department each, its endpoint proved.
export const subscribeAll = async (deps: OpenDeps, wanted: readonly Wanted[]): Promise<string[]> => {
  const operator = { ...deps, actor: operatorActor('operator:bench'), requestId: 'bench' };
  await loadMeasures(operator);
  await deps.statement(
    `insert into agencies (code, name, uscc, roles, valid_from, created_at)
     select 'D' || n, '虚构' || n || '局', 'bench' || n, '{subscriber}', '2026-01-01', now()
     from generate_series(1, $1::int) n`,
    [wanted.length],
  );
  const ids: string[] = [];
  for (const [place, { url, filter = {} }] of wanted.entries()) {
    const made = await createSubscription(operator, {
      name: '基准',
      agency: `D${place + 1}`,
      filter: changeable(filter),
      schedule: { kind: 'at-once' },
      endpoint: { url: `${url}/hook` },
    });
    ids.push(made.id);
  }
  await sendDeliveries(deps);
  return ids;
};

const REGIONS = 100;
export const regionOf = (place: number): string => String(440_301 + (place % REGIONS));

export const addSubjects = (deps: OpenDeps, count: number) =>
  deps.statement(
    `insert into subjects (kind, name, region, created_at)
     select 'organisation', '虚构' || n || '有限公司', (440301 + n % ${REGIONS})::text, now()
     from generate_series(1, $1::int) n`,
    [count],
  );

// Committed events, one of each subject.
export const commitEvents = (deps: OpenDeps, round = 1) =>
  deps.statement(
    `insert into events (subject_id, subject_seq, topic, payload, at)
     select id, $1::int, 'credit.listing.created',
       jsonb_build_object('listingId', id, 'list', 'serious-violation', 'kind', 'severe',
       'state', 'listed', 'subjectKind', 'organisation', 'subjectName', name, 'uscc', '91440300000000000X', 'region', region,
       'authority', '虚构市市场监督管理局', 'documentNo', '虚市监罚〔2026〕' || id || '号', 'listedOn', '2026-11-01',
       'dueOn', '2029-11-01', 'reason', '实施严重违反市场监督管理法律法规的行为'), now()
     from subjects order by id`,
    [round],
  );

export const undelivered = async (deps: OpenDeps): Promise<number> =>
  Number(
    (
      await deps.statement(
        `select count(*)::int as count from deliveries where state in ('queued', 'ready', 'leased')`,
        [],
      )
    )[0]?.count,
  );
