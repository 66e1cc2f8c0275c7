import { fileURLToPath } from 'node:url';
import { sendDeliveries } from '../../src/notices/delivery/send-deliveries.driver.ts';
import { relayEvents } from '../../src/notices/relay/relay-events.driver.ts';
import { freshDatabase } from '../../test/kit/postgres.ts';
import { startChild } from './child.ts';
import {
  addSubjects,
  commitEvents,
  openPushBench,
  type PushBench,
  subscribeAll,
  undelivered,
} from './push-load.ts';
import { type BenchResult, round } from './result.ts';
import { startServer } from './server.ts';

const RECEIVERS = 20;
const FEW = 50_000;

const peakMb = () => process.resourceUsage().maxRSS / 1024;

// Notices of events as the relay would have left them, the first of each subject at the head of its lane.
const leavePending = async (deps: PushBench, turn: number) => {
  await commitEvents(deps, turn);
  await deps.statement('update events set relayed_at = now() where relayed_at is null', []);
  await deps.statement(
    `with made as materialized (select e.id as event_id, e.subject_id, gen_random_uuid() as notice_id,
      gen_random_uuid() as delivery_id,
         s.id as subscription_id, s.last_seq + row_number() over (partition by s.id order by e.id) as seq
       from events e cross join subscriptions s where e.subject_seq = $1::int),
     numbered as (update subscriptions s set last_seq = m.last
     from (select subscription_id, max(seq) as last from made group by 1) m
       where s.id = m.subscription_id),
     carried as (insert into deliveries (id, subscription_id, lane, kind, first_seq, last_seq, state, due_at,
       created_at)
       select delivery_id, subscription_id, subject_id, 'notice', seq, seq,
         case when $1::int = 2 then 'ready' else 'queued' end, now(), now()
       from made)
     insert into notices (id, subscription_id, seq, event_id, subject_id, subject_seq, listing_id, type, body,
       measures, delivery_id, created_at)
       select notice_id, subscription_id, seq, event_id, subject_id, $1::int, subject_id,
         'credit.listing.changed',
         (select body from notices limit 1), '[]', delivery_id, now() from made`,
    [turn],
  );
};

// The memory of relay and sender while a million notices wait, against what the first fifty thousand took:
// both page through their work, so that what waits stays in the database. A run of the sender ends by itself
// after 25 seconds.
export const pushPendingBench = async ({ isQuick }: { isQuick: boolean }): Promise<BenchResult> => {
  const pending = isQuick ? 200_000 : 1_000_000;
  const server = await startServer();
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
    for (let turn = 2; turn <= rounds; turn++) await leavePending(deps, turn);
    await commitEvents(deps, rounds + 1);
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
