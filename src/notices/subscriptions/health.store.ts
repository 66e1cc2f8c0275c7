import { sql } from 'drizzle-orm';
import { type Db, rows } from '../../platform/door/db.ts';
import { millisText } from '../../platform/door/utc-text.ts';

export type DeliveryHealth = {
  waiting: number;
  oldestSince: string | null;
  attempts: number;
  delivered: number;
  medianMs: number | null;
  p95Ms: number | null;
  buckets: number[];
};

// Upper ends of the buckets in milliseconds; the last holds what took longer.
export const LATENCY_ENDS = [100, 300, 1000, 3000, 10_000] as const;

// Reads the last deliveries only, as many as the page shows, however many the table holds.
export const readHealth = async (
  db: Db,
  { id, last }: { id: string; last: number },
): Promise<DeliveryHealth> => {
  const [found] = await rows<DeliveryHealth>(
    db,
    sql`with waiting as (
      select count(*)::int as waiting, min(created_at) as since
      from deliveries
      where subscription_id = ${id}::uuid and state in ('queued', 'ready', 'leased') and kind <> 'ping'),
    recent as (
      select id from deliveries
      where subscription_id = ${id}::uuid and attempt > 0 and kind <> 'ping'
      order by id desc
      limit ${last}),
    tried as (
      select a.took_ms, coalesce(a.status between 200 and 299, false) as arrived
      from recent r
        join delivery_attempts a on a.delivery_id = r.id)
    select w.waiting, ${sql.raw(millisText('w.since'))} as "oldestSince",
      t.attempts, t.delivered, t.median as "medianMs", t.p95 as "p95Ms", t.buckets
    from waiting w, (
      select count(*)::int as attempts,
        (count(*) filter (where arrived))::int as delivered,
        round(percentile_cont(0.5) within group (order by took_ms))::int as median,
        round(percentile_cont(0.95) within group (order by took_ms))::int as p95,
        jsonb_build_array(${sql.join(
          [0, ...LATENCY_ENDS].map((from, place) => {
            const to = LATENCY_ENDS[place] ?? 1e9;
            return sql`count(*) filter (where took_ms >= ${from}::int and took_ms < ${to}::int)`;
          }),
          sql`, `,
        )}) as buckets from tried) t`,
  );
  if (!found) throw new Error('an aggregate without a row');
  return found;
};
