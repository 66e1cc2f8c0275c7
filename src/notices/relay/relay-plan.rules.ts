import type { Match } from './match-events.rules.ts';
import { isLift } from './notice-body.rules.ts';

// A delivery's lane keeps its order. A subject is a lane of its own; whole digests share one.
export const DIGEST_LANE = 0;
export const PING_LANE = -1;
export const REPLAY_LANE = -2;
export const CHECKPOINT_LANE = -3;
export const AGENCY_LANE = -4;

export type EarlierNotice = { id: string; subscriptionId: string; listingId: number };
export type WaitingNotice = { id: string; subscriptionId: string; subjectId: number; seq: number };
// The state of the database before the plan: notices never attempted of listings now lifted; notices that
// wait for a digest, of subjects now lifted; and the subjects of which an open digest still holds a notice.
export type BeforePlan = {
  unattempted: readonly EarlierNotice[];
  waiting: readonly WaitingNotice[];
  inDigest: ReadonlySet<string>;
};

export type NumberedMatch = Match & { id: string; seq: number };
export type PlannedNotice = NumberedMatch & {
  deliveryId: string | null;
  supersedes: string[];
  supersededBy: string | null;
};
export type PlannedDelivery = {
  id: string;
  subscriptionId: string;
  lane: number;
  firstSeq: number;
  lastSeq: number;
  urgent: boolean;
};
export type Plan = {
  notices: PlannedNotice[];
  deliveries: PlannedDelivery[];
  superseded: { id: string; by: string }[];
  gathered: { id: string; deliveryId: string }[];
};

export const pairKey = (subscriptionId: string, id: number): string => `${subscriptionId} ${id}`;

class Groups<T> {
  readonly #groups = new Map<string, T[]>();
  add(key: string, item: T) {
    const group = this.#groups.get(key);
    if (group) group.push(item);
    else this.#groups.set(key, [item]);
  }
  take(key: string): readonly T[] {
    const group = this.#groups.get(key) ?? [];
    this.#groups.delete(key);
    return group;
  }
}

type Planning = {
  plan: Plan;
  before: BeforePlan;
  newId: () => string;
  earlier: Groups<EarlierNotice>;
  waiting: Groups<WaitingNotice>;
  plannedOfListing: Groups<PlannedNotice>;
  heldOfSubject: Groups<PlannedNotice>;
};

const listingOf = ({ subscriber, event }: NumberedMatch) => pairKey(subscriber.id, event.payload.listingId);
const subjectOf = ({ subscriber, event }: NumberedMatch) => pairKey(subscriber.id, event.subjectId);

// A lift supersedes its listing's notices that were never attempted. A notice that was attempted may have
// been applied, so the lift follows it in order.
const supersede = ({ plan, earlier, plannedOfListing }: Planning, lift: PlannedNotice) => {
  for (const { id } of earlier.take(listingOf(lift))) {
    plan.superseded.push({ id, by: lift.id });
    lift.supersedes.push(id);
  }
  for (const before of plannedOfListing.take(listingOf(lift))) {
    before.supersededBy = lift.id;
    lift.supersedes.push(before.id);
  }
};

/** A lift frees, and a stay suspends: neither waits for a digest or for quiet hours to end. */
export const isUrgent = ({ event, isStay }: Pick<Match, 'event' | 'isStay'>): boolean =>
  isLift(event.topic) || isStay === true;

const deliver = ({ plan, before, newId }: Planning, notice: PlannedNotice): PlannedDelivery => {
  const delivery: PlannedDelivery = {
    id: newId(),
    subscriptionId: notice.subscriber.id,
    lane: before.inDigest.has(subjectOf(notice)) ? DIGEST_LANE : notice.event.subjectId,
    firstSeq: notice.seq,
    lastSeq: notice.seq,
    urgent: isUrgent(notice),
  };
  notice.deliveryId = delivery.id;
  plan.deliveries.push(delivery);
  return delivery;
};

// A lift leaves before the digest. Notices of its subject that wait for the digest leave with the lift, in
// order.
const gather = (planning: Planning, lift: PlannedNotice, delivery: PlannedDelivery) => {
  const gone = new Set(planning.plan.superseded.map(({ id }) => id));
  for (const { id, seq } of planning.waiting.take(subjectOf(lift))) {
    if (gone.has(id)) continue;
    planning.plan.gathered.push({ id, deliveryId: delivery.id });
    delivery.firstSeq = Math.min(delivery.firstSeq, seq);
  }
  for (const held of planning.heldOfSubject.take(subjectOf(lift))) {
    if (held.supersededBy !== null) continue;
    held.deliveryId = delivery.id;
    delivery.firstSeq = Math.min(delivery.firstSeq, held.seq);
  }
};

const planOne = (planning: Planning, match: NumberedMatch) => {
  const notice: PlannedNotice = { ...match, deliveryId: null, supersedes: [], supersededBy: null };
  const lift = isLift(match.event.topic);
  planning.plan.notices.push(notice);
  if (!match.subscriber.hasEndpoint) return;
  if (lift) supersede(planning, notice);
  else planning.plannedOfListing.add(listingOf(notice), notice);
  const urgent = isUrgent(match);
  if (!urgent && match.subscriber.schedule.kind === 'cron') {
    planning.heldOfSubject.add(subjectOf(notice), notice);
    return;
  }
  const delivery = deliver(planning, notice);
  if (urgent) gather(planning, notice, delivery);
};

// A notice superseded within the same plan is never sent.
const withoutSuperseded = (plan: Plan): Plan => {
  const dropped = new Set<string | null>();
  for (const notice of plan.notices) {
    if (notice.supersededBy === null) continue;
    dropped.add(notice.deliveryId);
    notice.deliveryId = null;
  }
  for (const { deliveryId } of plan.notices) dropped.delete(deliveryId);
  return { ...plan, deliveries: plan.deliveries.filter(({ id }) => !dropped.has(id)) };
};

export const planRelay = (
  matches: readonly NumberedMatch[],
  before: BeforePlan,
  newId: () => string,
): Plan => {
  const planning: Planning = {
    plan: { notices: [], deliveries: [], superseded: [], gathered: [] },
    before,
    newId,
    earlier: new Groups(),
    waiting: new Groups(),
    plannedOfListing: new Groups(),
    heldOfSubject: new Groups(),
  };
  for (const notice of before.unattempted)
    planning.earlier.add(pairKey(notice.subscriptionId, notice.listingId), notice);
  for (const notice of before.waiting)
    planning.waiting.add(pairKey(notice.subscriptionId, notice.subjectId), notice);
  for (const match of matches) planOne(planning, match);
  return withoutSuperseded(planning.plan);
};
