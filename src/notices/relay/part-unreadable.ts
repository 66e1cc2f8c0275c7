import type { Deps } from '../../platform/door/deps.ts';
import {
  endEmptied,
  fillDeliveries,
  holdHead,
  holdsLease,
  type LeasedDigest,
  partedNotices,
} from './digest.store.ts';
import { insertDeliveries, promoteWithin } from './lane.store.ts';
import { waitRelayLock } from './relay.store.ts';

/**
 * Notices of a digest whose bodies do not open leave it for the lanes of their own subjects, where they wait;
 * the rest of the digest, and those behind it, wait for nobody. False: another process holds the digest now.
 */
export const partUnreadable = (
  deps: Deps,
  leased: LeasedDigest,
  unreadable: readonly string[],
): Promise<boolean> =>
  deps.db.transaction(async (tx) => {
    await waitRelayLock(tx);
    if (!(await holdsLease(tx, leased))) return false;
    const { subscriptionId } = leased;
    const parted = await partedNotices(tx, leased, unreadable);
    await holdHead(tx, subscriptionId, [...new Set(parted.map(({ subjectId }) => subjectId))]);
    const own = parted.map((notice) => ({ notice, id: deps.newId() }));
    const at = deps.clock.now().toISOString();
    await insertDeliveries(
      tx,
      own.map(({ id, notice: { seq, subjectId, urgent } }) => ({
        ...{ id, subscriptionId, lane: subjectId, kind: 'notice' as const, urgent },
        ...{ firstSeq: seq, lastSeq: seq },
      })),
      at,
    );
    await fillDeliveries(
      tx,
      own.map(({ id, notice }) => ({ id: notice.id, deliveryId: id })),
    );
    await endEmptied(tx, [...new Set(parted.map(({ deliveryId }) => deliveryId))], at);
    await promoteWithin(tx, [subscriptionId]);
    return true;
  });
