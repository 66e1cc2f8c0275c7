import type { Measure } from '../../law/measures/measure.rules.ts';
import type { ListingEvent } from '../../registry/listings/listing-event.rules.ts';
import { askedOf, type Subscriber } from '../subscriptions/subscription.rules.ts';
import type { Match } from './match-events.rules.ts';
import { isLift } from './notice-body.rules.ts';
import { pairKey } from './relay-plan.rules.ts';

type Reach = {
  events: readonly ListingEvent[];
  subscribers: readonly Subscriber[];
  measures: readonly Measure[];
  told: readonly { subscriptionId: string; listingId: number }[];
};

export const liftsAmong = (events: readonly ListingEvent[]) => events.filter(({ topic }) => isLift(topic));

// Whoever was ever told of a listing hears of its lift, whatever the filter or the list of measures says by now: the data
// is there already, and the lift is what ends its use.
// Basis: domain.md §11: the same departments receive a lift notice
export const withToldLifts = (matches: readonly Match[], reach: Reach): Match[] => {
  const { events, subscribers, measures, told } = reach;
  if (told.length === 0) return [...matches];
  const matched = new Set(matches.map(({ subscriber, event }) => pairKey(subscriber.id, event.id)));
  const byId = new Map(subscribers.map((subscriber) => [subscriber.id, subscriber]));
  const toldOf = Map.groupBy(told, ({ listingId }) => listingId);
  const added = liftsAmong(events).flatMap((event) =>
    (toldOf.get(event.payload.listingId) ?? []).flatMap(({ subscriptionId }) => {
      const subscriber = byId.get(subscriptionId);
      if (!subscriber || matched.has(pairKey(subscriptionId, event.id))) return [];
      return [{ subscriber, event, asked: askedOf(measures, subscriber, event.payload.list) }];
    }),
  );
  if (added.length === 0) return [...matches];
  return [...matches, ...added].toSorted((a, b) => a.event.id - b.event.id);
};
