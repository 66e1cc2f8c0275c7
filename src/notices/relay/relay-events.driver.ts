import { dayOf } from '../../kernel/day.ts';
import { readCalendar } from '../../law/calendar/calendar.store.ts';
import { measuresOn } from '../../law/measures/measure.store.ts';
import { settingValuesOn } from '../../law/rulebook/rulebook.store.ts';
import type { Deps } from '../../platform/door/deps.ts';
import { lookupFaults } from '../../platform/keys/assure-index.ts';
import { leavesAt } from '../subscriptions/subscription.rules.ts';
import { hasWaitingEvents } from './relay.store.ts';
import { type Reference, relayNext } from './relay-next.ts';

// After commit, in the order of events: which department receives each event, under which number. An event
// that commits late with a low id is found all the same: the relay asks for events not yet relayed, never for
// ids after a number. While numbers are missing from the index the relay waits: a notice would leave without
// the number its receiver acts by.
export const relayEvents = async (deps: Deps): Promise<number> => {
  if (!(await hasWaitingEvents(deps.db)) || (await lookupFaults(deps)).length > 0) return 0;
  const reference = await readReference(deps);
  let count = 0;
  for (
    let some = await relayNext(deps, reference);
    some.relayed > 0;
    some = await relayNext(deps, reference)
  ) {
    count += some.notices;
    if (some.notices > 0) deps.poke('notices');
  }
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
