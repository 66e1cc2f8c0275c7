import { dayOf } from '../../kernel/day.ts';
import { isGone, isPassing } from '../../platform/door/database-faults.ts';
import type { Db } from '../../platform/door/db.ts';
import type { Deps } from '../../platform/door/deps.ts';
import type { Match } from './match-events.rules.ts';
import { listSubscribers, tryRelayLock } from './relay.store.ts';
import { unrenderable } from './set-aside.step.ts';
import { endSetAside, eventsOfPair, nextStuckPair, noteTried, type StuckPair } from './set-aside.store.ts';
import { matchNow, type Reference, tellMatches } from './tell-matches.step.ts';

const EVENTS_AT_ONCE = 500;

const renderableUntil = async (matches: readonly Match[], fails: (match: Match) => Promise<boolean>) => {
  for (const [place, match] of matches.entries()) if (await fails(match)) return matches.slice(0, place);
  return matches;
};

// Tells what can be told by now, up to the first event that still cannot. An event that nobody wants any more
// is never told.
const tellPair = async (tx: Db, deps: Deps, pair: StuckPair, { measures, ...said }: Reference) => {
  const events = await eventsOfPair(tx, pair, EVENTS_AT_ONCE);
  const subscribers = (await listSubscribers(tx)).filter(({ id }) => id === pair.subscriptionId);
  const today = dayOf(deps.clock.now());
  const { matches, flags } = await matchNow(tx, { events, subscribers, measures, today });
  const own = matches.filter(({ subscriber }) => subscriber.id === pair.subscriptionId);
  const renderable = await renderableUntil(
    own,
    async (match) => (await unrenderable(tx, deps, match, { ...said, flags })) !== null,
  );
  await tellMatches(tx, deps, renderable, { ...said, flags });
  const stillStuck = own[renderable.length]?.event.id ?? Number.POSITIVE_INFINITY;
  const ended = events.filter(({ id }) => id < stillStuck);
  await endSetAside(
    tx,
    pair,
    ended.map(({ id }) => id),
  );
  if (ended.length < events.length) await noteTried(tx, pair);
  return { notices: renderable.length, left: events.length - ended.length };
};

/**
 * One subject of one subscription, of which something was set aside; null when none is due for another try.
 */
export const relayStuckPair = async (deps: Deps, reference: Reference) => {
  const chosen: { pair?: StuckPair | undefined } = {};
  try {
    return await deps.db.transaction(async (tx) => {
      if (!(await tryRelayLock(tx))) return null;
      chosen.pair = await nextStuckPair(tx);
      return chosen.pair ? tellPair(tx, deps, chosen.pair, reference) : null;
    });
  } catch (error) {
    if (!chosen.pair || isPassing(error) || isGone(error)) throw error;
    deps.log('error', 'notice.set-aside', { subscription: chosen.pair.subscriptionId, error });
    await noteTried(deps.db, chosen.pair);
    return { notices: 0, left: 1 };
  }
};
