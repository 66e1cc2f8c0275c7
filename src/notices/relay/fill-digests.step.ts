import type { Db } from '../../platform/door/db.ts';
import type { Deps } from '../../platform/door/deps.ts';
import { type PushSchedule, quietUntil } from '../subscriptions/subscription.rules.ts';
import { digestsOf } from './digest.rules.ts';
import { fillDeliveries, holdHead, waitingBehind, waitingNotices } from './digest.store.ts';
import { insertDeliveries, type NewDelivery } from './lane.store.ts';

type For = { id: string; schedule: PushSchedule; isSlot: boolean };
type Filled = NewDelivery & { notices: readonly string[] };

// A subject with deliveries of its own under way gets what waits behind them, in its own lane.
const followers = async (deps: Deps, tx: Db, id: string): Promise<Filled[]> => {
  const waiting = await waitingBehind(tx, id);
  return waiting.map((notice) => ({
    id: deps.newId(),
    subscriptionId: id,
    lane: notice.subjectId,
    kind: 'notice',
    firstSeq: notice.seq,
    lastSeq: notice.seq,
    urgent: notice.isLift,
    notices: [notice.id],
  }));
};

// Notices that wait in no delivery leave now, or when the quiet hours end. The caller holds the relay's lock.
// Between two slots only a lift is urgent; the notices before it in its lane leave with it.
export const fillDigests = async (deps: Deps, tx: Db, about: For): Promise<number> => {
  const { id, schedule, isSlot } = about;
  const waiting = await waitingNotices(tx, id);
  const behind = await followers(deps, tx, id);
  const isAtOnce = schedule.kind === 'at-once';
  const isTime = isSlot || isAtOnce || waiting.some(({ isLift }) => isLift);
  const digests: Filled[] = [
    ...(isTime ? digestsOf(waiting, about, deps.newId) : []),
    ...(isAtOnce || behind.some(({ urgent }) => urgent) ? behind : []),
  ];
  if (digests.length === 0) return 0;
  const now = deps.clock.now();
  const leaves = quietUntil(schedule, now);
  const leavesAt = leaves > now ? leaves.toISOString() : null;
  await holdHead(tx, id, [...new Set(digests.map(({ lane }) => lane))]);
  await insertDeliveries(
    tx,
    digests.map(({ notices: _, ...digest }) => ({ ...digest, leavesAt: digest.urgent ? null : leavesAt })),
    now.toISOString(),
  );
  await fillDeliveries(
    tx,
    digests.flatMap((digest) => digest.notices.map((notice) => ({ id: notice, deliveryId: digest.id }))),
  );
  return digests.length;
};
