import { addDays, dayOf } from '../../kernel/day.ts';
import { type Calendar, isWorkingDay, nextWorkingDay } from '../../kernel/working-days.ts';
import { concerns, isAsked, type Measure, measuresFor } from '../../law/measures/measure.rules.ts';

export const ASSISTANCE = 'credit.assistance.*';
// Left out, only the first: nobody is told of the audit trail, or in a system that knows listings only of what
// other offices ask, without asking.
export const askedTopics = ['credit.*', ASSISTANCE, 'audit.checkpoint'] as const;
export type AskedTopic = (typeof askedTopics)[number];

export type SubscriptionFilter = {
  topics?: readonly AskedTopic[];
  lists?: readonly string[];
  categories?: readonly string[];
  subjectKinds?: readonly string[];
  regions?: readonly string[];
  measures?: readonly string[];
};
// Hours of the day in China, HH:MM; from later than to runs over midnight.
export type QuietHours = { from: string; to: string };
export type PushSchedule = {
  kind: 'at-once' | 'cron';
  cron?: string;
  workingDaysOnly?: boolean;
  quietHours?: QuietHours;
  digestSize?: number;
};

export type SubscriptionState = 'pending' | 'active' | 'paused' | 'disabled';

// How notices reach a department: posted, fetched by its system, read by its people, or dropped as files.
// Only the last step differs: filter, number, lane and receipt are the same.
export type Channel = 'webhook' | 'pull' | 'inbox' | 'file';
type Places = {
  channel?: Channel | undefined;
  endpoint?: object | null | undefined;
  drop?: object | null | undefined;
};

// The channel that a request names or that its place implies; without either, the current one.
export const channelOf = ({ channel, endpoint, drop }: Places, current: Channel): Channel => {
  if (channel) return channel;
  if (endpoint) return 'webhook';
  if (drop) return 'file';
  return endpoint === null || drop === null ? 'pull' : current;
};

/** A place belongs to its own channel only. */
export const placesFit = (request: Places): boolean =>
  (!request.endpoint || channelOf(request, 'webhook') === 'webhook') &&
  (!request.drop || channelOf(request, 'file') === 'file') &&
  !(request.endpoint && request.drop);

export type Subscriber = {
  id: string;
  filter: SubscriptionFilter;
  schedule: PushSchedule;
  hasEndpoint: boolean;
  identityBasis: string | null;
  epoch: number;
  agency: { code: string; name: string };
};

export type EventScope = { list: string; category: string; subjectKind: string; region: string };
export type RequiredMeasures = { measures: readonly Measure[]; information: readonly Measure[] };

export const regionPrefix = (wanted: string): string => wanted.replace(/(00)+$/, '');
const isIn = (region: string, wanted: string) => region.startsWith(regionPrefix(wanted));

export const requiredMeasures = (
  measures: readonly Measure[],
  subscriber: Pick<Subscriber, 'agency'>,
  { list, subjectKind }: Pick<EventScope, 'list' | 'subjectKind'>,
): RequiredMeasures => {
  const all = measuresFor(measures, subscriber.agency, list).filter((one) => concerns(one, subjectKind));
  return { measures: all.filter(isAsked), information: all.filter((measure) => !isAsked(measure)) };
};

export const asksFor = ({ topics = ['credit.*'] }: SubscriptionFilter, topic: AskedTopic): boolean =>
  topics.includes(topic);

/** A filter of lists says nothing to one who asks for no listings. */
export const topicsFit = (filter: SubscriptionFilter): boolean =>
  asksFor(filter, 'credit.*') ||
  !(filter.lists ?? filter.categories ?? filter.subjectKinds ?? filter.regions ?? filter.measures);

// Whether a department gets a notice of the event.
// Basis: 个人信息保护法第六条: no person's data goes to a department with no listed measure
export const isWanted = (
  { filter }: Pick<Subscriber, 'filter'>,
  about: EventScope,
  required: RequiredMeasures,
): boolean =>
  asksFor(filter, 'credit.*') &&
  (filter.lists?.includes(about.list) ?? true) &&
  (filter.categories?.includes(about.category) ?? true) &&
  (filter.subjectKinds?.includes(about.subjectKind) ?? true) &&
  (filter.regions?.some((wanted) => isIn(about.region, wanted)) ?? true) &&
  (filter.measures?.some((code) => required.measures.some((measure) => measure.code === code)) ?? true) &&
  (about.subjectKind !== 'person' || required.measures.length > 0);

/** Subscribers by the lists they ask for, so that an event meets only those that may want it. */
export const byList = (subscribers: readonly Subscriber[]): ((list: string) => readonly Subscriber[]) => {
  const open = subscribers.filter(({ filter }) => !filter.lists);
  const named = new Map<string, Subscriber[]>();
  for (const subscriber of subscribers)
    for (const list of new Set(subscriber.filter.lists))
      named.set(list, [...(named.get(list) ?? []), subscriber]);
  return (list) => [...open, ...(named.get(list) ?? [])];
};

// In a year whose holidays are not yet known only the weekend counts.
export const isOpenDay = (calendar: Calendar, at: Date): boolean => {
  const working = isWorkingDay(calendar, dayOf(at));
  if (working !== 'unknown') return working;
  const weekday = new Date(at.getTime() + 8 * 3_600_000).getUTCDay();
  return weekday !== 0 && weekday !== 6;
};

const inChina = (day: string, time: string) => new Date(`${day}T${time}:00+08:00`);

/** The moment itself, or the end of the quiet hours it lies in. */
export const quietUntil = ({ quietHours }: PushSchedule, at: Date): Date => {
  if (!quietHours) return at;
  const today = dayOf(at);
  const [from, to] = [inChina(today, quietHours.from), inChina(today, quietHours.to)];
  if (from < to) return at >= from && at < to ? to : at;
  if (at < to) return to;
  return at >= from ? inChina(addDays(today, 1), quietHours.to) : at;
};

// A notice leaves now, or when the next working day begins or the quiet hours end. A lift waits for neither.
export const leavesAt = (schedule: PushSchedule, calendar: Calendar, now: Date): Date => {
  const opens = (at: Date) =>
    !schedule.workingDaysOnly || isOpenDay(calendar, at)
      ? at
      : inChina(nextWorkingDay(calendar, dayOf(at)).day, '00:00');
  return quietUntil(schedule, opens(quietUntil(schedule, opens(now))));
};
