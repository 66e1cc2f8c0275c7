import type { Measure } from '../../law/measures/measure.rules.ts';
import type { StillAsked } from '../../law/measures/still-asked.rules.ts';
import type { ListingEvent } from '../../registry/listings/listing-event.rules.ts';
import {
  byList,
  isWanted,
  type RequiredMeasures,
  requiredMeasures,
  type Subscriber,
} from '../subscriptions/subscription.rules.ts';

export type Match = {
  subscriber: Subscriber;
  event: ListingEvent;
  required: RequiredMeasures;
  stillAsked?: readonly StillAsked[];
  // The listing is stayed: `required` is what is suspended until the stay ends.
  isStay?: boolean;
};

// The cost grows with the notices that come of it: an event is tried only on those who ask for its list.
export const matchEvents = (
  events: readonly ListingEvent[],
  subscribers: readonly Subscriber[],
  measures: readonly Measure[],
): Match[] => {
  const wanting = byList(subscribers);
  const requiredBefore = new Map<string, RequiredMeasures>();
  const required = (subscriber: Subscriber, about: { list: string; subjectKind: string }) => {
    const key = `${subscriber.id} ${about.list} ${about.subjectKind}`;
    const known = requiredBefore.get(key) ?? requiredMeasures(measures, subscriber, about);
    requiredBefore.set(key, known);
    return known;
  };
  return events.flatMap((event) =>
    wanting(event.payload.list).flatMap((subscriber) => {
      const { list, kind = '', subjectKind, region } = event.payload;
      const wanted = required(subscriber, { list, subjectKind });
      return isWanted(subscriber, { list, category: kind, subjectKind, region: region ?? '' }, wanted)
        ? [
            {
              subscriber,
              event,
              required: event.payload.measuresEndedOn ? { ...wanted, measures: [] } : wanted,
            },
          ]
        : [];
    }),
  );
};
