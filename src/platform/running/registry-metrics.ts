import type { Row } from '../door/db.ts';
import type { Deps } from '../door/deps.ts';
import type { Metric } from './metrics.ts';
import { schedulerLag } from './readiness.ts';

const OUTCOMES = ['eligible', 'ineligible', 'review', 'matter-not-allowed'] as const;
const RESULTS = ['delivered', 'failed'] as const;
const SUBSCRIPTIONS_SHOWN = 100;

const gauge = (name: string, help: string, samples: Metric['samples']): Metric => ({
  name,
  type: 'gauge',
  help,
  samples,
});

const lagMetrics = async (statement: Deps['statement'], now: string): Promise<Metric[]> => {
  const [lifts] = await statement(waitingLifts, [now]);
  return [
    gauge(
      'registry_oldest_undelivered_seconds',
      `Age of the oldest notice still to be delivered; the ${SUBSCRIPTIONS_SHOWN} worst subscriptions.`,
      (await statement(oldestUndelivered, [now, SUBSCRIPTIONS_SHOWN])).map((row) => ({
        labels: `subscription="${row.subscription}"`,
        value: Number(row.age),
      })),
    ),
    gauge(
      'registry_oldest_undelivered_lift_seconds',
      'Age of the oldest lift still to be delivered; 0 when none waits.',
      [{ value: Number(lifts?.age ?? 0) }],
    ),
    gauge(
      'registry_lifts_late',
      'Lifts still undelivered after the minutes of the setting lift.delivery: anything but 0 is an alarm.',
      [{ value: Number(lifts?.late ?? 0) }],
    ),
    gauge(
      'registry_duties_overdue',
      'What departments are late with: receipts, receipts of lifts, feedback.',
      (await statement(dutiesOverdue, [now])).map((row) => ({
        labels: `kind="${row.kind}"`,
        value: Number(row.count),
      })),
    ),
  ];
};

// What the database knows, the same whichever process is asked. Every look-up is bounded by an hour or by what is open.
export const registryMetrics = async ({ statement, clock }: Deps): Promise<Metric[]> => {
  const at = clock.now();
  const [now, hourAgo] = [at.toISOString(), new Date(at.getTime() - 3_600_000).toISOString()];
  const lag = await schedulerLag(statement, at);
  const counts = (key: string, label: string, keys: readonly string[]) => (found: readonly Row[]) =>
    keys.map((value) => ({
      labels: `${label}="${value}"`,
      value: Number(found.find((row) => row[key] === value)?.count ?? 0),
    }));
  return [
    gauge(
      'registry_checks_last_hour',
      'Checks decided in the last hour, by outcome.',
      counts('outcome', 'outcome', OUTCOMES)(await statement(checksByOutcome, [hourAgo])),
    ),
    gauge(
      'registry_delivery_attempts_last_hour',
      'Attempts to deliver in the last hour, by result.',
      counts('result', 'result', RESULTS)(await statement(attemptsByResult, [hourAgo])),
    ),
    ...(await lagMetrics(statement, now)),
    gauge('registry_batches_waiting', 'Uploads queued or running.', [
      { value: Number((await statement(batchesWaiting, []))[0]?.count ?? 0) },
    ]),
    gauge(
      'registry_feeds_overdue',
      'Feeds judged late on the last working day that have brought nothing since.',
      [{ value: Number((await statement(feedsOverdue, []))[0]?.count ?? 0) }],
    ),
    gauge(
      'registry_scheduler_lag_seconds',
      'Time since due work was last looked for.',
      lag === null ? [] : [{ value: lag }],
    ),
  ];
};

const checksByOutcome = `select outcome, count(*)::int as count from checks where decided_at > $1::text::timestamptz group by outcome`;

const attemptsByResult = `select case when status between 200 and 299 then 'delivered' else 'failed' end as result, count(*)::int as count
  from delivery_attempts where at > $1::text::timestamptz group by 1`;

const oldestUndelivered = `select subscription_id::text as subscription, extract(epoch from $1::text::timestamptz - min(created_at))::float8 as age
  from deliveries where state in ('queued', 'ready', 'leased') group by subscription_id order by min(created_at) limit $2::int`;

const waitingLifts = `with late as (select make_interval(mins => coalesce((select (value #>> '{}')::int from settings
    where key = 'lift.delivery' and valid_from <= ($1::text::timestamptz at time zone 'Asia/Shanghai')::date
    order by valid_from desc limit 1), 10)) as after)
  select extract(epoch from $1::text::timestamptz - min(created_at))::float8 as age,
    (count(*) filter (where created_at < $1::text::timestamptz - late.after))::int as late
  from deliveries, late where urgent and state in ('queued', 'ready', 'leased')`;

const today = `($1::text::timestamptz at time zone 'Asia/Shanghai')::date`;
const dutiesOverdue = `with late as (
    select case d.kind when 'lift' then 'lift' else 'receipt' end as kind from notice_duties d join subscriptions s on s.id = d.subscription_id
      where s.removed_at is null and d.signed_at is null and d.lifted_at is null and d.receipt_due_on < ${today}
    union all select 'feedback' from notice_duties d join subscriptions s on s.id = d.subscription_id
      where s.removed_at is null and d.kind = 'execute' and d.answered_at is null and d.lifted_at is null and d.feedback_due_on < ${today})
  select k.kind, count(late.kind)::int as count from (values ('feedback'), ('lift'), ('receipt')) k(kind) left join late on late.kind = k.kind
  group by k.kind order by k.kind`;

const batchesWaiting = `select count(*)::int as count from batches where status in ('queued', 'running')`;

const feedsOverdue = `select count(*)::int as count from feed_late_days l where l.day = (select max(day) from feed_judgements)
  and not exists (select 1 from feed_days d where d.agency_id = l.agency_id and d.catalog = l.catalog and d.day >= l.day)`;
