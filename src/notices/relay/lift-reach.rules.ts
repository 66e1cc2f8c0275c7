import type { Measure } from '../../law/measures/measure.rules.ts';
import { stillAsked } from '../../law/measures/still-asked.rules.ts';
import type { ListingFlag } from '../../registry/listings/listing.rules.ts';
import type { ListingEvent } from '../../registry/listings/listing-event.rules.ts';
import { doRest } from '../../registry/listings/listing-flags.rules.ts';
import { requiredMeasures, type Subscriber } from '../subscriptions/subscription.rules.ts';
import type { Match } from './match-events.rules.ts';
import { isLift } from './notice-body.rules.ts';
import { pairKey } from './relay-plan.rules.ts';

type Reach = {
  events: readonly ListingEvent[];
  subscribers: readonly Subscriber[];
  measures: readonly Measure[];
  recipients: readonly { subscriptionId: string; listingId: number }[];
};

export const liftsAmong = (events: readonly ListingEvent[]) => events.filter(({ topic }) => isLift(topic));

// A department that ever got a notice of a listing gets its lift, whatever its filter or the list of measures
// says by now: it holds the data, and the lift ends its use.
// Basis: 国办发〔2020〕49号: the measures end when the listing ends, so each department that acts on it must know
export const withOwedLifts = (matches: readonly Match[], reach: Reach): Match[] => {
  const { events, subscribers, measures, recipients } = reach;
  if (recipients.length === 0) return [...matches];
  const matched = new Set(matches.map(({ subscriber, event }) => pairKey(subscriber.id, event.id)));
  const byId = new Map(subscribers.map((subscriber) => [subscriber.id, subscriber]));
  const byListing = Map.groupBy(recipients, ({ listingId }) => listingId);
  const added = liftsAmong(events).flatMap((event) =>
    (byListing.get(event.payload.listingId) ?? []).flatMap(({ subscriptionId }) => {
      const subscriber = byId.get(subscriptionId);
      if (!subscriber || matched.has(pairKey(subscriptionId, event.id))) return [];
      return [{ subscriber, event, required: requiredMeasures(measures, subscriber, event.payload) }];
    }),
  );
  if (added.length === 0) return [...matches];
  return [...matches, ...added].toSorted((a, b) => a.event.id - b.event.id);
};

type LiveListing = { id: number; subjectId: number; list: string; flags: readonly ListingFlag[] };
export type Flags = ReadonlyMap<number, readonly ListingFlag[]>;

/**
 * The events after which a listing asks for nothing: its lift, or whatever is told of it while it is stayed.
 */
export const restsAmong = (events: readonly ListingEvent[], flags: Flags) =>
  events.filter((event) => isLift(event.topic) || isStay(event, flags));

const isStay = ({ topic, payload }: ListingEvent, flags: Flags): boolean =>
  !isLift(topic) && doRest(flags.get(payload.listingId) ?? []);

// A lift releases only what no other live listing of the subject asks, and a stay suspends no more. A listing
// that is stayed itself asks for nothing.
export const withRemaining = (
  matches: readonly Match[],
  { live, flags }: { live: readonly LiveListing[]; flags: Flags },
): Match[] => {
  const asking = live.filter((listing) => !doRest(listing.flags));
  const bySubject = Map.groupBy(asking, ({ subjectId }) => subjectId);
  return matches.map((match) => {
    const { event, required } = match;
    const stay = isStay(event, flags) ? { isStay: true } : {};
    if (!isLift(event.topic) && !stay.isStay) return match;
    const others = (bySubject.get(event.subjectId) ?? []).filter(({ id }) => id !== event.payload.listingId);
    const remaining = stillAsked(
      required.measures,
      others.map(({ list }) => list),
    );
    const kept = new Set(remaining.map(({ measure }) => measure));
    const measures = required.measures.filter(({ code }) => !kept.has(code));
    return { ...match, ...stay, required: { ...required, measures }, stillAsked: remaining };
  });
};
