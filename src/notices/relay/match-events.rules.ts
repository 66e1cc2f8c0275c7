import type { Measure } from '../../law/measures/measure.rules.ts';
import type { ListingEvent } from '../../registry/listings/listing-event.rules.ts';
import { type Asked, askedOf, byList, isTold, type Subscriber } from '../subscriptions/subscription.rules.ts';

export type Match = { subscriber: Subscriber; event: ListingEvent; asked: Asked };

// The cost grows with the notices that come of it: an event is tried only on those who ask for its list.
export const matchEvents = (
  events: readonly ListingEvent[],
  subscribers: readonly Subscriber[],
  measures: readonly Measure[],
): Match[] => {
  const wanting = byList(subscribers);
  const askedBefore = new Map<string, Asked>();
  const asked = (subscriber: Subscriber, list: string) => {
    const key = `${subscriber.id} ${list}`;
    const known = askedBefore.get(key) ?? askedOf(measures, subscriber, list);
    askedBefore.set(key, known);
    return known;
  };
  return events.flatMap((event) =>
    wanting(event.payload.list).flatMap((subscriber) => {
      const { list, kind = '', subjectKind, region } = event.payload;
      const wanted = asked(subscriber, list);
      return isTold(subscriber, { list, category: kind, subjectKind, region: region ?? '' }, wanted)
        ? [{ subscriber, event, asked: event.payload.measuresEndedOn ? { ...wanted, measures: [] } : wanted }]
        : [];
    }),
  );
};
