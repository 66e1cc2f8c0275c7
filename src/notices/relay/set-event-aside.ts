import type { Deps } from '../../platform/door/deps.ts';
import { eraseRevoked } from './erase-revoked.step.ts';
import { listSubscribers, markRelayed, tryRelayLock, waitingEvents } from './relay.store.ts';
import { insertSetAside } from './set-aside.store.ts';

// The next event fails before it is known who is to hear of it: it is set aside for everybody who may be.
export const setEventAside = (deps: Deps, error: unknown) =>
  deps.db.transaction(async (tx) => {
    const nothing = { relayed: 0, notices: 0 };
    if (!(await tryRelayLock(tx))) return nothing;
    const [event] = await waitingEvents(tx, 1);
    if (!event) return nothing;
    deps.log('error', 'event.set-aside', { eventId: event.id, error });
    const fault = error instanceof Error ? error.name : 'unknown';
    const asked = (await listSubscribers(tx)).filter(({ openedWith }) => !openedWith.has(event.id));
    await insertSetAside(
      tx,
      asked.map(({ id }) => ({
        subscriptionId: id,
        eventId: event.id,
        subjectId: event.subjectId,
        fault,
      })),
    );
    await eraseRevoked(tx, deps, [event]);
    await markRelayed(tx, [event.id], deps.clock.now().toISOString());
    return { relayed: 1, notices: 0 };
  });
