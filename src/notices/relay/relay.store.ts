import { sql } from 'drizzle-orm';
import { bound, columnSet, type Db, json, rows } from '../../platform/door/db.ts';
import { holdLock, tryLock } from '../../platform/door/named-locks.ts';
import { millisText } from '../../platform/door/utc-text.ts';
import { erasedWords, type ListingEvent } from '../../registry/listings/listing-event.rules.ts';
import type { Subscriber } from '../subscriptions/subscription.rules.ts';
import { WAITS_FOR_DIGEST } from './digest.rules.ts';
import { latestEventOf } from './latest-event.rules.ts';
import { DIGEST_LANE, type EarlierNotice, type Plan, type WaitingNotice } from './relay-plan.rules.ts';

// One relay at a time gives the numbers, after commit: this makes seq gapless.
export const tryRelayLock = (tx: Db): Promise<boolean> => tryLock(tx, 'relay');
export const waitRelayLock = (tx: Db) => holdLock(tx, 'relay');

const eventColumns = sql`e.id, e.subject_id as "subjectId", e.subject_seq as "subjectSeq", e.topic,
  ${sql.raw(millisText('e.at'))} as at, e.payload, e.is_initial as "isInitial"`;

/** Whether there is anything to relay, or to try again. */
export const hasWaitingEvents = async (db: Db): Promise<boolean> =>
  (
    await rows(
      db,
      sql`select 1 where exists (select from events where relayed_at is null)
        or exists (select from notices_set_aside where tried_at < now() - interval '1 minute')`,
    )
  ).length > 0;

export const waitingEvents = (tx: Db, limit: number) =>
  rows<ListingEvent>(
    tx,
    sql`select ${eventColumns}
    from events e
    where e.relayed_at is null
    order by e.id
    limit ${limit}`,
  );

export const markRelayed = (tx: Db, upToEvents: readonly number[], at: string) =>
  tx.execute(sql`update events
    set relayed_at = ${at}::timestamptz
    where id in (select value::bigint from jsonb_array_elements_text(${json(upToEvents)}::text::jsonb))`);

// The opening state of a subscription: of each live listing its latest event, and which events the relay has
// not seen yet. One statement, so one snapshot: an event is in the state or comes later, never both, never
// neither.
export const openingState = async (tx: Db) => {
  const [found] = await rows<{ waiting: number[]; events: ListingEvent[] }>(
    tx,
    sql`select
      coalesce((select jsonb_agg(id) from events where relayed_at is null), '[]') as waiting,
      coalesce((
        select jsonb_agg(to_jsonb(state) order by state.id)
        from (
          select ${eventColumns}
          from listings l
            cross join lateral ${sql.raw(latestEventOf('l'))} e
          where l.state = 'listed') state), '[]') as events`,
  );
  return { waiting: found?.waiting ?? [], events: found?.events ?? [] };
};

type SubscriberRow = Omit<Subscriber, 'agency'> & {
  openedWith: readonly number[];
  stuck: readonly number[];
  agencyCode: string;
  agencyName: string;
};

// stuck: the subjects of which an earlier notice was set aside.
export type RelaySubscriber = Subscriber & {
  openedWith: ReadonlySet<number>;
  stuck: ReadonlySet<number>;
};

export const listSubscribers = async (tx: Db): Promise<RelaySubscriber[]> => {
  const found = await rows<SubscriberRow>(
    tx,
    sql`select s.id::text as id, s.filter, s.schedule, s.endpoint_url is not null as "hasEndpoint",
      s.identity_basis as "identityBasis", s.epoch, s.opened_with as "openedWith", a.code as "agencyCode",
      a.name as "agencyName", coalesce((
        select jsonb_agg(distinct q.subject_id)
        from notices_set_aside q
        where q.subscription_id = s.id), '[]') as stuck
    from subscriptions s
      join agencies a on a.id = s.agency_id
    where s.removed_at is null`,
  );
  return found.map(({ openedWith, stuck, agencyCode, agencyName, ...subscriber }) => ({
    ...subscriber,
    openedWith: new Set(openedWith),
    stuck: new Set(stuck),
    agency: { code: agencyCode, name: agencyName },
  }));
};

// Takes the next numbers of each subscription and gives the last number before them. Locked in one order, as
// completions do.
export const takeNumbers = async (
  tx: Db,
  counts: ReadonlyMap<string, number>,
): Promise<Map<string, number>> => {
  const list = json([...counts].map(([id, count]) => ({ id, count })));
  const found = await rows<{ id: string; base: number }>(
    tx,
    sql`with wanted as (select * from jsonb_to_recordset(${list}::text::jsonb) x(id uuid, count int)),
    locked as materialized (
      select s.id from subscriptions s
        join wanted w on w.id = s.id
      order by s.id
      for update of s)
    update subscriptions s
    set last_seq = s.last_seq + w.count
    from wanted w
      join locked l on l.id = w.id
    where s.id = w.id
    returning s.id::text as id, s.last_seq - w.count as base`,
  );
  return new Map(found.map(({ id, base }) => [id, base]));
};

export type Lane = { subscriptionId: string; subjectId: number };
export type Lifted = Lane & { listingId: number };

// The head of each lane, and every open delivery that a lift may empty, are held until the relay commits.
export const holdLanes = (tx: Db, lanes: readonly Lane[], lifted: readonly Lifted[]) =>
  tx.execute(sql`select 1 from deliveries
    where id in (
        select d.id from ${lanesOf(lanes)}
          cross join lateral (
            select id from deliveries
            where subscription_id = x.s and lane = x.lane and state in ('ready', 'leased') offset 0) d
        union
        select n.delivery_id
        from jsonb_to_recordset(${json(lifted)}::text::jsonb) y("subscriptionId" uuid, "listingId" bigint)
          join notices n on n.subscription_id = y."subscriptionId" and n.listing_id = y."listingId")
      and state in ('queued', 'ready', 'leased')
    order by id
    for update`);

const laneColumns = columnSet({ s: 'uuid', lane: 'bigint' });

// Each subject's lane and the lane of digests, looked up one by one: joined as a set, each is compared with
// every head.
const lanesOf = (lanes: readonly Lane[]) => {
  const digests = [...new Set(lanes.map(({ subscriptionId }) => subscriptionId))].map((s) => ({
    s,
    lane: DIGEST_LANE,
  }));
  const subjects = lanes.map(({ subscriptionId: s, subjectId: lane }) => ({ s, lane }));
  return bound(laneColumns.from, laneColumns.params([...digests, ...subjects]));
};

export const unattempted = (tx: Db, lifted: readonly Lifted[]) =>
  rows<EarlierNotice>(
    tx,
    sql`select n.id::text as id, n.subscription_id::text as "subscriptionId", n.listing_id as "listingId"
    from jsonb_to_recordset(${json(lifted)}::text::jsonb) y("subscriptionId" uuid, "listingId" bigint)
      join notices n on n.subscription_id = y."subscriptionId" and n.listing_id = y."listingId"
      join subscriptions s on s.id = n.subscription_id
      left join deliveries d on d.id = n.delivery_id
    where n.superseded_by is null
      and n.type not like '%.removed'
      and n.seq > s.acked_seq
      and n.signed_at is null
      and (d.id is null or (d.attempt = 0 and d.state in ('queued', 'ready')))
    order by n.seq`,
  );

export const waitingForDigest = (tx: Db, lifted: readonly Lane[]) =>
  rows<WaitingNotice>(
    tx,
    sql`select distinct n.id::text as id, n.subscription_id::text as "subscriptionId",
      n.subject_id as "subjectId", n.seq
    from jsonb_to_recordset(${json(lifted)}::text::jsonb) y("subscriptionId" uuid, "subjectId" bigint)
      join subscriptions s on s.id = y."subscriptionId"
      join notices n on n.subscription_id = y."subscriptionId" and n.subject_id = y."subjectId"
    where ${sql.raw(WAITS_FOR_DIGEST)}
    order by n.seq`,
  );

export const openInDigest = (tx: Db, lanes: readonly Lane[]) =>
  rows<WaitingNotice>(
    tx,
    sql`select n.id::text as id, n.subscription_id::text as "subscriptionId", n.subject_id as "subjectId",
      n.seq
    from (
        select distinct "subscriptionId" as s
        from jsonb_to_recordset(${json(lanes)}::text::jsonb) x("subscriptionId" uuid)) x
      join deliveries d on d.subscription_id = x.s and d.lane = 0 and d.state in ('queued', 'ready', 'leased')
      join notices n on n.delivery_id = d.id and n.superseded_by is null`,
  );

export const markSuperseded = (tx: Db, pairs: readonly { id: string; by: string }[]) =>
  tx.execute(sql`update notices n
    set superseded_by = x.by
    from jsonb_to_recordset(${json(pairs)}::text::jsonb) x(id uuid, by uuid)
    where n.id = x.id`);

export const moveToDelivery = (tx: Db, gathered: Plan['gathered']) =>
  tx.execute(sql`update notices n
    set delivery_id = x."deliveryId"
    from jsonb_to_recordset(${json(gathered)}::text::jsonb) x(id uuid, "deliveryId" uuid)
    where n.id = x.id`);

// The outbox keeps the event of a revoked listing without its words. An event is found by the notices made
// from it or by its subject.
export const eraseEvents = (
  tx: Db,
  revoked: readonly { listingId: number; eventId: number; subjectId: number }[],
  eventIds: readonly number[],
) =>
  tx.execute(sql`update events e
    set payload = e.payload || ${json(erasedWords)}::text::jsonb
    where e.id in (
      select t.id::bigint from jsonb_array_elements_text(${json(eventIds)}::text::jsonb) t(id)
      union
      select o.id
      from jsonb_to_recordset(${json(revoked)}::text::jsonb)
          x("listingId" bigint, "eventId" bigint, "subjectId" bigint)
        join events o on o.subject_id = x."subjectId"
          and o.id < x."eventId"
          and (o.payload ->> 'listingId')::bigint = x."listingId")`);

// The subscriptions that got a notice of a listing, lifts aside.
type Recipient = { subscriptionId: string; listingId: number };

export const recipientsOf = (tx: Db, listingIds: readonly number[]) =>
  rows<Recipient>(
    tx,
    sql`select distinct n.subscription_id::text as "subscriptionId", n.listing_id as "listingId"
    from jsonb_array_elements_text(${json(listingIds)}::text::jsonb) x(id)
      join notices n on n.listing_id = x.id::bigint
    where n.type not like '%.removed'`,
  );
