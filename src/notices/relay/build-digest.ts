import { readCalendar } from '../../law/calendar/calendar.store.ts';
import type { Deps } from '../../platform/door/deps.ts';
import { isOpenDay } from '../subscriptions/subscription.rules.ts';
import { findSubscription } from '../subscriptions/subscription.store.ts';
import { fillDigests } from './fill-digests.step.ts';
import { waitRelayLock } from './relay.store.ts';

// One digest a slot: what has waited leaves together. Run twice, the second finds nothing waiting.
export const buildDigest = async (deps: Deps, slot: Date, subscriptionId: string): Promise<number> => {
  const subscription = await findSubscription(deps.db, { id: subscriptionId, agencyId: null });
  if (!subscription?.endpointUrl) return 0;
  const isClosed =
    subscription.schedule.workingDaysOnly && !isOpenDay(await readCalendar(deps.statement), slot);
  if (isClosed) return 0;
  const built = await deps.db.transaction(async (tx) => {
    await waitRelayLock(tx);
    return fillDigests(deps, tx, { ...subscription, isSlot: true });
  });
  if (built > 0) deps.poke('notices');
  return built;
};
