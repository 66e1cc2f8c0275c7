import { dayOf } from '../../kernel/day.ts';
import type { Deps } from '../../platform/door/deps.ts';
import type { ListingEvent } from '../../registry/listings/listing-event.rules.ts';
import { eraseRevoked } from './erase-revoked.step.ts';
import type { Match } from './match-events.rules.ts';
import { listSubscribers, markRelayed, tryRelayLock, waitingEvents } from './relay.store.ts';
import { putStuckAside } from './set-aside.step.ts';
import { matchNow, type Reference, tellMatches } from './tell-matches.step.ts';

const NOTICES_AT_ONCE = 2000;

// Whole events only, at least one, so that memory stays flat however many subscribers hear of each.
const firstFew = (events: readonly ListingEvent[], matches: readonly Match[]) => {
  const tooMany = matches[NOTICES_AT_ONCE]?.event.id;
  const stopAt = tooMany === events[0]?.id ? events[1]?.id : tooMany;
  if (stopAt === undefined) return { events, matches };
  return {
    events: events.filter(({ id }) => id < stopAt),
    matches: matches.filter(({ event }) => event.id < stopAt),
  };
};

// isCareful: each notice is tried before any is numbered, and one that cannot be rendered is set aside.
export type Bite = { most: number; isCareful: boolean };

const NOTHING = { relayed: 0, notices: 0 };

// Numbers, writes and marks the next few events in one transaction, one process at a time.
export const relayNext = (deps: Deps, { measures, leave, settings }: Reference, bite: Bite) =>
  deps.db.transaction(async (tx) => {
    if (!(await tryRelayLock(tx))) return NOTHING;
    const waiting = await waitingEvents(tx, bite.most);
    if (waiting.length === 0) return NOTHING;
    const subscribers = await listSubscribers(tx);
    const openedWith = new Map(subscribers.map((subscriber) => [subscriber.id, subscriber.openedWith]));
    const today = dayOf(deps.clock.now());
    const { matches: found, flags } = await matchNow(tx, { events: waiting, subscribers, measures, today });
    const { events, matches } = firstFew(
      waiting,
      found.filter(({ subscriber, event }) => !openedWith.get(subscriber.id)?.has(event.id)),
    );
    const said = { leave, settings, flags };
    const renderable = await putStuckAside(tx, deps, matches, { ...said, ...bite, subscribers });
    await tellMatches(tx, deps, renderable, said);
    await eraseRevoked(tx, deps, events);
    await markRelayed(
      tx,
      events.map(({ id }) => id),
      deps.clock.now().toISOString(),
    );
    return { relayed: events.length, notices: renderable.length };
  });
