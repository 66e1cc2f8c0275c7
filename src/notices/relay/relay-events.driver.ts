import { dayOf } from '../../kernel/day.ts';
import { readCalendar } from '../../law/calendar/calendar.store.ts';
import { measuresOn } from '../../law/measures/measure.store.ts';
import { settingValuesOn } from '../../law/rulebook/rulebook.store.ts';
import { isGone, isPassing } from '../../platform/door/database-faults.ts';
import type { Deps } from '../../platform/door/deps.ts';
import { lookupFaults } from '../../platform/keys/assure-index.ts';
import { leavesAt } from '../subscriptions/subscription.rules.ts';
import { hasWaitingEvents } from './relay.store.ts';
import { relayNext } from './relay-next.ts';
import { relayStuckPair } from './relay-stuck-pair.ts';
import { setEventAside } from './set-event-aside.ts';
import type { Reference } from './tell-matches.step.ts';

// After commit, in the order of events: which department receives each event, under which number. An event
// that commits late with a low id is found all the same: the relay asks for events not yet relayed, never for
// ids after a number. While numbers are missing from the index the relay waits: a notice would leave without
// the number its receiver acts by.
export const relayEvents = async (deps: Deps): Promise<number> => {
  if (!(await hasWaitingEvents(deps.db)) || (await lookupFaults(deps)).length > 0) return 0;
  const reference = await readReference(deps);
  let count = await relayStuck(deps, reference);
  for (
    let some = await relaySome(deps, reference);
    some.relayed > 0;
    some = await relaySome(deps, reference)
  ) {
    count += some.notices;
    if (some.notices > 0) deps.poke('notices');
  }
  return count;
};

const EVENTS_AT_ONCE = 500;

// A notice that cannot be told holds up nobody else: the bite is made again with each notice tried first,
// then with ever fewer events, until the one that fails stands alone. A fault of the database is no fault of
// an event.
const relaySome = async (deps: Deps, reference: Reference) => {
  for (let bite = { most: EVENTS_AT_ONCE, isCareful: false }; ; ) {
    try {
      return await relayNext(deps, reference, bite);
    } catch (error) {
      if (isPassing(error) || isGone(error)) throw error;
      if (bite.isCareful && bite.most === 1) return setEventAside(deps, error);
      deps.log('warn', 'relay.again', { ...bite, error });
      bite = { most: bite.isCareful ? Math.ceil(bite.most / 10) : bite.most, isCareful: true };
    }
  }
};

const FAILURES_A_RUN = 20;

// A notice that was set aside is tried again each minute, pair by pair; once it is whole, it is told in its
// order.
const relayStuck = async (deps: Deps, reference: Reference): Promise<number> => {
  let count = 0;
  for (let failures = 0; failures < FAILURES_A_RUN; ) {
    const pair = await relayStuckPair(deps, reference);
    if (pair === null) break;
    if (pair.left > 0) failures += 1;
    count += pair.notices;
  }
  if (count > 0) deps.poke('notices');
  return count;
};

const readReference = async (deps: Deps): Promise<Reference> => {
  const now = deps.clock.now();
  const calendar = await readCalendar(deps.statement);
  return {
    measures: await measuresOn(deps.db, dayOf(now)),
    settings: await settingValuesOn(deps.db, dayOf(now)),
    leave: ({ subscriber }) => {
      const at = leavesAt(subscriber.schedule, calendar, now);
      return at > now ? at.toISOString() : null;
    },
  };
};
