import type { Db } from '../platform/db.ts';
import type { Deps } from '../platform/deps.ts';
import { digestsOf } from './digest.rules.ts';
import { fillDeliveries, holdHead, waitingNotices } from './digest.store.ts';
import { insertDeliveries } from './lane.store.ts';
import { DIGEST_LANE } from './relay-plan.rules.ts';
import { quietUntil, type Schedule } from './subscription.rules.ts';

type For = { id: string; schedule: Schedule };

// What waits in no delivery leaves now, or as the quiet hours end. The caller holds the relay's lock.
export const fillDigests = async (deps: Deps, tx: Db, { id, schedule }: For): Promise<number> => {
  const digests = digestsOf(await waitingNotices(tx, id), id, deps.newId);
  if (digests.length === 0) return 0;
  const now = deps.clock.now();
  const leaves = quietUntil(schedule, now);
  const leavesAt = leaves > now ? leaves.toISOString() : null;
  await holdHead(tx, id, DIGEST_LANE);
  await insertDeliveries(
    tx,
    digests.map((digest) => ({ ...digest, leavesAt })),
    now.toISOString(),
  );
  await fillDeliveries(
    tx,
    digests.flatMap((digest) => digest.notices.map((id) => ({ id, deliveryId: digest.id }))),
  );
  return digests.length;
};
