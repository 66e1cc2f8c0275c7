import type { Day } from '../../kernel/day.ts';
import type { Measure } from '../../law/measures/measure.rules.ts';
import type { Db } from '../../platform/door/db.ts';
import type { Deps } from '../../platform/door/deps.ts';
import { askingListings } from '../../registry/ledger/ledger.store.ts';
import type { ListingEvent } from '../../registry/listings/listing-event.rules.ts';
import { flagsOf } from '../../registry/listings/listing-flags.store.ts';
import { closeEmptied, hurryLanes, insertDeliveries, promoteWithin } from './lane.store.ts';
import { type Flags, liftsAmong, restsAmong, withOwedLifts, withRemaining } from './lift-reach.rules.ts';
import { type Match, matchEvents } from './match-events.rules.ts';
import { insertNotices, openIdentities } from './notice.store.ts';
import { isLift } from './notice-body.rules.ts';
import { renderNotice } from './notice-row.rules.ts';
import {
  holdLanes,
  markSuperseded,
  moveToDelivery,
  openInDigest,
  type RelaySubscriber,
  recipientsOf,
  takeNumbers,
  unattempted,
  waitingForDigest,
} from './relay.store.ts';
import {
  type BeforePlan,
  isUrgent,
  type NumberedMatch,
  type Plan,
  pairKey,
  planRelay,
} from './relay-plan.rules.ts';
import { isToldFull } from './set-aside.step.ts';

type Wanted = {
  events: readonly ListingEvent[];
  subscribers: readonly RelaySubscriber[];
  measures: readonly Measure[];
  today: Day;
};

/** The subscribers who are to hear of the events, whatever has been set aside. */
export const matchNow = async (tx: Db, { events, subscribers, measures, today }: Wanted) => {
  const lifts = liftsAmong(events);
  const lifted = lifts.map(({ payload }) => payload.listingId);
  const recipients = lifted.length > 0 ? await recipientsOf(tx, lifted) : [];
  const flags = await flagsOf(
    tx,
    events.map(({ payload }) => payload.listingId),
  );
  const ofWhom = [...new Set(restsAmong(events, flags).map(({ subjectId }) => subjectId))];
  const live = ofWhom.length > 0 ? await askingListings(tx, ofWhom, today) : [];
  const found = matchEvents(events, subscribers, measures);
  const matches = withOwedLifts(found, { events, subscribers, measures, recipients });
  return { matches: withRemaining(matches, { live, flags }), flags };
};

const number = async (tx: Db, deps: Deps, matches: readonly Match[]): Promise<NumberedMatch[]> => {
  const counts = new Map<string, number>();
  for (const { subscriber } of matches) counts.set(subscriber.id, (counts.get(subscriber.id) ?? 0) + 1);
  const last = await takeNumbers(tx, counts);
  return matches.map((match) => {
    const seq = (last.get(match.subscriber.id) ?? 0) + 1;
    last.set(match.subscriber.id, seq);
    return { ...match, id: deps.newId(), seq };
  });
};

const readBeforePlan = async (tx: Db, matches: readonly NumberedMatch[]): Promise<BeforePlan> => {
  const pushed = matches.filter(({ subscriber }) => subscriber.hasEndpoint);
  const lanes = pushed.map(({ subscriber, event, isStay }) => ({
    subscriptionId: subscriber.id,
    subjectId: event.subjectId,
    listingId: event.payload.listingId,
    isLift: isLift(event.topic),
    isUrgent: isUrgent({ event, isStay }),
  }));
  const lifted = lanes.filter((lane) => lane.isLift);
  const urgent = lanes.filter((lane) => lane.isUrgent);
  await holdLanes(tx, lanes, lifted);
  const gone = lifted.length > 0 ? await unattempted(tx, lifted) : [];
  const goneIds = new Set(gone.map(({ id }) => id));
  const inDigest = (await openInDigest(tx, lanes)).filter(({ id }) => !goneIds.has(id));
  return {
    unattempted: gone,
    waiting: urgent.length > 0 ? await waitingForDigest(tx, urgent) : [],
    inDigest: new Set(inDigest.map((notice) => pairKey(notice.subscriptionId, notice.subjectId))),
  };
};

type Said = Pick<Reference, 'leave' | 'settings'> & { flags: Flags };

const rowsOf = async (tx: Db, deps: Deps, plan: Plan, { flags, settings }: Said) => {
  const ids = plan.notices.filter(isToldFull).map(({ event }) => event.subjectId);
  const identities = await openIdentities(tx, deps.vault, [...new Set(ids)]);
  return plan.notices.map((notice) =>
    renderNotice(notice, {
      isInitial: notice.event.isInitial === true,
      supersedes: notice.supersedes,
      flags: flags.get(notice.event.payload.listingId) ?? [],
      settings,
      identity: isToldFull(notice) ? (identities.get(notice.event.subjectId) ?? null) : null,
      source: deps.config.publicUrl,
      deliveryId: notice.deliveryId,
    }),
  );
};

// Ends first, then arrivals: a lane that a lift has emptied takes the lift as its head.
const write = async (tx: Db, deps: Deps, plan: Plan, said: Said) => {
  const { leave } = said;
  const at = deps.clock.now().toISOString();
  if (plan.superseded.length > 0) {
    await closeEmptied(
      tx,
      plan.superseded.map(({ id }) => id),
      at,
    );
    await promoteWithin(tx, [...new Set(plan.deliveries.map(({ subscriptionId }) => subscriptionId))]);
  }
  const leaving = new Map(plan.notices.map((notice) => [notice.deliveryId, leave(notice)]));
  const urgent = plan.deliveries.filter((delivery) => delivery.urgent);
  if (plan.deliveries.length > 0)
    await insertDeliveries(
      tx,
      plan.deliveries.map((delivery) => ({
        ...delivery,
        kind: 'notice',
        leavesAt: delivery.urgent ? null : leaving.get(delivery.id),
      })),
      at,
    );
  if (urgent.length > 0) await hurryLanes(tx, urgent);
  await insertNotices(tx, await rowsOf(tx, deps, plan, said), { vault: deps.vault, at });
  const within = plan.notices.flatMap(({ id, supersededBy }) =>
    supersededBy ? [{ id, by: supersededBy }] : [],
  );
  const superseded = [...plan.superseded, ...within];
  if (superseded.length > 0) await markSuperseded(tx, superseded);
  if (plan.gathered.length > 0) await moveToDelivery(tx, plan.gathered);
};

export type Reference = {
  measures: readonly Measure[];
  settings: ReadonlyMap<string, number>;
  leave: (match: Match) => string | null;
};

/** Numbers and writes what is told. The caller holds the relay's lock. */
export const tellMatches = async (tx: Db, deps: Deps, matches: readonly Match[], said: Said) => {
  if (matches.length === 0) return;
  const numbered = await number(tx, deps, matches);
  const plan = planRelay(numbered, await readBeforePlan(tx, numbered), deps.newId);
  await write(tx, deps, plan, said);
};
