import type { Db } from '../platform/db.ts';
import type { Deps } from '../platform/deps.ts';
import { digestsOf } from './digest.rules.ts';
import { fillDeliveries, holdHead, waitingNotices } from './digest.store.ts';
import { insertDeliveries } from './lane.store.ts';
import { DIGEST_LANE } from './relay-plan.rules.ts';

// What waits in no delivery leaves now. The caller holds the relay's lock.
export const fillDigests = async (deps: Deps, tx: Db, subscriptionId: string): Promise<number> => {
  const digests = digestsOf(await waitingNotices(tx, subscriptionId), subscriptionId, deps.newId);
  if (digests.length === 0) return 0;
  await holdHead(tx, subscriptionId, DIGEST_LANE);
  await insertDeliveries(tx, digests, deps.clock.now().toISOString());
  await fillDeliveries(
    tx,
    digests.flatMap((digest) => digest.notices.map((id) => ({ id, deliveryId: digest.id }))),
  );
  return digests.length;
};
