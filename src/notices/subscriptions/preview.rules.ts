import type { Calendar } from '../../kernel/working-days.ts';
import type { Measure } from '../../law/measures/measure.rules.ts';
import {
  asksFor,
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
  lists: {
    list: string;
    organisations: boolean;
    persons: boolean;
    measures: { organisation: string[]; person: string[] };
  }[];
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
      .filter((list) => asksFor(filter, 'credit.*') && (filter.lists?.includes(list) ?? true))
      .map((list) => {
        const codes = (subjectKind: string) =>
          requiredMeasures(measures, subscriber, { list, subjectKind }).measures.map(({ code }) => code);
        const [organisation, person] = [codes('organisation'), codes('person')];
        return {
          list,
          organisations: wantsOneOf(filter, organisation),
          persons: person.length > 0 && wantsOneOf(filter, person),
          measures: { organisation, person },
        };
      })
      .filter(({ organisations, persons }) => organisations || persons),
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
