import type { Calendar } from '../../kernel/working-days.ts';
import type { Measure } from '../../law/measures/measure.rules.ts';
import {
  isOpenDay,
  type PushSchedule,
  regionPrefix,
  requiredMeasures,
  type Subscriber,
  type SubscriptionFilter,
} from './subscription.rules.ts';

// The part of a filter that the database checks for each event. Whether a department is asked for the
// measures of a list is the same for all its events, so it is worked out once a list.
export type Sieve = {
  lists: { list: string; persons: boolean; measures: string[] }[];
  categories: readonly string[] | null;
  subjectKinds: readonly string[] | null;
  regions: readonly string[] | null;
};

export const sieveOf = (
  subscriber: Pick<Subscriber, 'agency' | 'filter'>,
  measures: readonly Measure[],
  lists: readonly string[],
): Sieve => {
  const { filter } = subscriber;
  return {
    lists: lists
      .filter((list) => filter.lists?.includes(list) ?? true)
      .map((list) => {
        const required = requiredMeasures(measures, subscriber, list).measures.map(({ code }) => code);
        return { list, persons: required.length > 0, measures: required };
      })
      .filter((one) => wantsOneOf(filter, one.measures)),
    categories: filter.categories ?? null,
    subjectKinds: filter.subjectKinds ?? null,
    regions: filter.regions?.map(regionPrefix) ?? null,
  };
};

const wantsOneOf = ({ measures }: SubscriptionFilter, required: readonly string[]) =>
  measures?.some((code) => required.includes(code)) ?? true;

/** The slots at which digests would have left. */
export const openSlots = (schedule: PushSchedule, calendar: Calendar, slots: readonly Date[]): Date[] =>
  slots.filter((slot) => !schedule.workingDaysOnly || isOpenDay(calendar, slot));
