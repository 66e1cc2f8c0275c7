import { setTimeout as wait } from 'node:timers/promises';
import { acknowledged } from './call.ts';
import type { City } from './city.ts';

const ROUND_MS = 400;
// A killed worker's upload is taken over after twenty seconds, and a machine that is shared is slow.
const WITHIN_MS = 120_000;
const TOLD_EVERY_MS = 20_000;
const HURRY_AFTER_MS = 1_500;

const open = async ({ sql, departments }: City): Promise<Record<string, number>> => {
  const pushed = departments.filter(({ receiver }) => receiver).map(({ subscription }) => subscription);
  const [row] = await sql`select
    (select count(*)::int from events where relayed_at is null) as unrelayed,
    (select count(*)::int from deliveries where state in ('queued', 'ready', 'leased')) as deliveries,
    (select count(*)::int from notices where delivery_id is null and superseded_by is null
      and subscription_id::text = any(${pushed})) as undigested,
    (select count(*)::int from batches where status in ('queued', 'running')) as uploads,
    (select count(*)::int from subscriptions where state <> 'active') as resting`;
  return row as Record<string, number>;
};

// A request that was frozen with its process may pause a subscription after it was resumed.
const resumeAll = async ({ fleet, departments }: City) => {
  for (const { subscription, key } of departments)
    await acknowledged(fleet, { method: 'POST', path: `/api/v1/subscriptions/${subscription}/resume`, key });
};

// Runs a schedule out of turn, as its page does, by whichever process answers; one that runs already is left
// alone, and one that nobody could be asked for is asked for in the next round.
export const runNow = async ({ fleet, keys }: City, job: string) => {
  for (const { url: origin } of fleet.servers) {
    const headers = { cookie: keys.hand, origin, 'idempotency-key': crypto.randomUUID() };
    const about = { method: 'POST', headers, signal: AbortSignal.timeout(5_000) };
    const answer = await fetch(`${origin}/api/v1/schedules/${job}/run`, about).catch(() => null);
    await answer?.arrayBuffer();
    if (answer && answer.status < 500) return;
  }
};

export const runDigest = (city: City) => runNow(city, `build-digest:${city.departments[1].subscription}`);

// As if time had passed: what waits for its next try or behind a breaker is due, what a dead process had
// leased is free.
const hurry = async (city: City, counted: Record<string, number>) => {
  const { sql } = city;
  await sql`update deliveries set due_at = now() where state = 'ready' and due_at > now()`;
  await sql`update deliveries set lease_until = now() where state = 'leased' and lease_until > now()`;
  await sql`update subscriptions set breaker_open_until = now() where breaker_open_until > now()`;
  await sql`update schedule_runs set lease_until = now() where finished_at is null and lease_until > now()`;
  if (counted.resting) await resumeAll(city);
  if (counted.deliveries) await runNow(city, 'mend-deliveries');
};

const isReady = async (url: string) =>
  fetch(`${url}/readyz`, { signal: AbortSignal.timeout(5_000) }).then(
    ({ status }) => status === 200,
    () => false,
  );

// Waits until nothing is under way; tells what still is when patience ends.
export const becomeQuiet = async (city: City): Promise<string[]> => {
  const from = performance.now();
  let told = from;
  let left: string[] = ['nothing was looked at'];
  while (performance.now() - from < WITHIN_MS) {
    try {
      const counted = await open(city);
      const ready = await Promise.all(city.fleet.servers.map(({ url }) => isReady(url)));
      left = [
        ...Object.entries(counted).flatMap(([what, count]) => (count > 0 ? [`${count} ${what}`] : [])),
        ...ready.flatMap((one, place) => (one ? [] : [`server ${place} not ready`])),
      ];
      if (left.length === 0) return [];
      if (counted.undigested) await runDigest(city);
      if (performance.now() - from > HURRY_AFTER_MS) await hurry(city, counted);
    } catch (error) {
      left = [String(error)];
    }
    if (performance.now() - told > TOLD_EVERY_MS) {
      city.tell(`       … waiting: ${left.join(', ')}`);
      told = performance.now();
    }
    await wait(ROUND_MS);
  }
  return [`not quiet after ${WITHIN_MS / 1000} s: ${left.join(', ')}`];
};
