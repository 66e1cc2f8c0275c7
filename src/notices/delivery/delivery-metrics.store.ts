import { countsBy, gauge, hourBefore, type ReadMetrics } from '../../platform/running/figures.ts';

const RESULTS = ['delivered', 'failed'] as const;
const SUBSCRIPTIONS_SHOWN = 100;

const attemptsByResult = `select
    case when status between 200 and 299 then 'delivered' else 'failed' end as result,
    count(*)::int as count
  from delivery_attempts
  where at > $1::text::timestamptz
  group by 1`;

const oldestUndelivered = `select subscription_id::text as subscription,
    extract(epoch from $1::text::timestamptz - min(created_at))::float8 as age
  from deliveries
  where state in ('queued', 'ready', 'leased')
  group by subscription_id
  order by min(created_at)
  limit $2::int`;

const waitingLifts = `with late as (
    select make_interval(mins => coalesce((
      select (value #>> '{}')::int
      from settings
      where key = 'lift.delivery' and valid_from <= ($1::text::timestamptz at time zone 'Asia/Shanghai')::date
      order by valid_from desc
      limit 1), 10)) as after)
  select extract(epoch from $1::text::timestamptz - min(created_at))::float8 as age,
    (count(*) filter (where created_at < $1::text::timestamptz - late.after))::int as late
  from deliveries, late
  where urgent and state in ('queued', 'ready', 'leased')`;

export const deliveryMetrics: ReadMetrics = async ({ statement, clock }) => {
  const now = clock.now();
  const at = now.toISOString();
  const attempts = await statement(attemptsByResult, [hourBefore(now)]);
  const [lifts] = await statement(waitingLifts, [at]);
  const oldest = await statement(oldestUndelivered, [at, SUBSCRIPTIONS_SHOWN]);
  return [
    gauge(
      'registry_delivery_attempts_last_hour',
      'Attempts to deliver in the last hour, by result.',
      countsBy('result', RESULTS, attempts),
    ),
    gauge(
      'registry_oldest_undelivered_seconds',
      `Age of the oldest notice still to be delivered; the ${SUBSCRIPTIONS_SHOWN} worst subscriptions.`,
      oldest.map(({ subscription, age }) => ({
        labels: `subscription="${subscription}"`,
        value: Number(age),
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
  ];
};
