import { calendarIn } from '../../law/calendar/calendar.store.ts';
import type { Db } from '../../platform/door/db.ts';
import type { Deps } from '../../platform/door/deps.ts';
import { leavesAt } from '../subscriptions/subscription.rules.ts';
import { type AgencyEvent, agencyNoticeBody } from './agency-notice.rules.ts';
import {
  type AgencySubscriber,
  agencySubscribers,
  hasUntoldEvents,
  holdAgencyLanes,
  markTold,
  untoldEvents,
} from './agency-notice.store.ts';
import { insertDeliveries } from './lane.store.ts';
import { insertNotices } from './notice.store.ts';
import { takeNumbers, waitRelayLock } from './relay.store.ts';
import { AGENCY_LANE } from './relay-plan.rules.ts';

const AT_ONCE = 200;
const NOTHING_ASKED = { listingId: null, isInitial: false, isSecret: false, measures: [], suspends: false };

type For = { event: AgencyEvent; subscriber: AgencySubscriber; seq: number };

// A schedule of its own gathers it; else it leaves alone, in a lane in which no lift ever stands.
const noticeOf = (deps: Deps, { event, subscriber, seq }: For) => {
  const { id: subscriptionId, epoch, schedule, hasEndpoint } = subscriber;
  const id = deps.newId();
  const deliveryId = hasEndpoint && schedule.kind === 'at-once' ? deps.newId() : null;
  const body = agencyNoticeBody(event, { noticeId: id, seq, epoch, source: deps.config.publicUrl });
  const place = { subjectId: AGENCY_LANE, subjectSeq: event.subjectSeq, eventId: null, deliveryId };
  return { ...NOTHING_ASKED, ...place, id, subscriptionId, seq, epoch, schedule, type: event.topic, body };
};

const noticesFor = async (deps: Deps, tx: Db, events: readonly AgencyEvent[]) => {
  const subscribers = await agencySubscribers(tx, [...new Set(events.map(({ agencyId }) => agencyId))]);
  const owed = subscribers.map((subscriber) => ({
    subscriber,
    list: events.filter(({ agencyId }) => agencyId === subscriber.agencyId),
  }));
  await holdAgencyLanes(
    tx,
    subscribers.map(({ id }) => id),
  );
  const bases = await takeNumbers(
    tx,
    new Map(owed.map(({ subscriber, list }) => [subscriber.id, list.length])),
  );
  return owed.flatMap(({ subscriber, list }) => {
    const base = (bases.get(subscriber.id) ?? 0) + 1;
    return list.map((event, nth) => noticeOf(deps, { event, subscriber, seq: base + nth }));
  });
};

type Made = Awaited<ReturnType<typeof noticesFor>>;

const deliveriesOf = async (deps: Deps, tx: Db, made: Made) => {
  const [calendar, now] = [await calendarIn(tx), deps.clock.now()];
  return made.flatMap(({ deliveryId, subscriptionId, seq, schedule }) => {
    if (deliveryId === null) return [];
    const leaves = leavesAt(schedule, calendar, now);
    const numbers = { firstSeq: seq, lastSeq: seq, urgent: false, kind: 'notice' as const };
    const at = leaves > now ? leaves.toISOString() : null;
    return [{ id: deliveryId, subscriptionId, lane: AGENCY_LANE, ...numbers, leavesAt: at }];
  });
};

const tellSome = (deps: Deps) =>
  deps.db.transaction(async (tx) => {
    await waitRelayLock(tx);
    const events = await untoldEvents(tx, AT_ONCE);
    if (events.length === 0) return { events: 0, notices: 0 };
    const made = await noticesFor(deps, tx, events);
    const at = deps.clock.now().toISOString();
    const deliveries = await deliveriesOf(deps, tx, made);
    if (deliveries.length > 0) await insertDeliveries(tx, deliveries, at);
    if (made.length > 0) await insertNotices(tx, made, { vault: deps.vault, at });
    await markTold(
      tx,
      events.map(({ id }) => id),
      at,
    );
    return { events: events.length, notices: made.length };
  });

// Tells each office what another has asked or answered, where a subscription of its own asks for it.
export const tellAgencies = async (deps: Deps): Promise<void> => {
  if (!(await hasUntoldEvents(deps.db))) return;
  let notices = 0;
  for (let some = await tellSome(deps); some.events > 0; some = await tellSome(deps)) notices += some.notices;
  if (notices > 0) deps.poke('notices');
};
