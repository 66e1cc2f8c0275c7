import { and, desc, eq, inArray, isNull, lt, sql } from 'drizzle-orm';
import { agencies } from '../../access/agencies/agency.table.ts';
import type { Db } from '../../platform/door/db.ts';
import { millisText, utcMillis } from '../../platform/door/utc-text.ts';
import { deliveries } from '../delivery/delivery.table.ts';
import type { SubscriptionState } from './subscription.rules.ts';
import { type subscriptionDrops, subscriptions } from './subscription.table.ts';

type Drop = Pick<typeof subscriptionDrops.$inferSelect, 'kind' | 'format' | 'region'> & { location: string };

const columns = {
  id: subscriptions.id,
  agencyId: subscriptions.agencyId,
  agency: agencies.code,
  agencyName: agencies.name,
  name: subscriptions.name,
  filter: subscriptions.filter,
  schedule: subscriptions.schedule,
  channel: subscriptions.channel,
  endpointUrl: subscriptions.endpointUrl,
  drop: sql<Drop | null>`(
    select jsonb_build_object('kind', d.kind, 'location', ${subscriptions.endpointUrl}, 'format', d.format,
      'region', d.region)
    from subscription_drops d
    where d.subscription_id = ${subscriptions.id} and ${subscriptions.channel} = 'file')`,
  endpoint: sql<{ url: string } | null>`case when ${subscriptions.channel} = 'webhook'
    then jsonb_build_object('url', ${subscriptions.endpointUrl}) end`,
  state: subscriptions.state,
  pauseReason: subscriptions.pauseReason,
  identityBasis: subscriptions.identityBasis,
  sm3Signature: subscriptions.sm3Signature,
  clientCertificate: sql<{ validUntil: string } | null>`(
    select jsonb_build_object('validUntil', ${sql.raw(millisText('k.valid_until'))})
    from subscription_certificates k
    where k.id = ${subscriptions.certificateId})`,
  epoch: subscriptions.epoch,
  lastSeq: subscriptions.lastSeq,
  ackedSeq: subscriptions.ackedSeq,
  failStreak: subscriptions.failStreak,
  failingSince: utcMillis(subscriptions.failingSince),
  breakerOpenUntil: utcMillis(subscriptions.breakerOpenUntil),
  verifiedAt: utcMillis(subscriptions.verifiedAt),
  createdAt: utcMillis(subscriptions.createdAt),
};

const subscriptionRows = (db: Db) =>
  db.select(columns).from(subscriptions).innerJoin(agencies, eq(agencies.id, subscriptions.agencyId));

export type SubscriptionRow = Awaited<ReturnType<typeof listSubscriptionRows>>[number];

// agencyId null: every agency's.
export type Whose = { id: string; agencyId: number | null };

const isNotRemoved = isNull(subscriptions.removedAt);
const isOf = (agencyId: number | null) =>
  agencyId === null ? undefined : eq(subscriptions.agencyId, agencyId);
const owned = ({ id, agencyId }: Whose) => and(eq(subscriptions.id, id), isNotRemoved, isOf(agencyId));

export const findSubscription = async (db: Db, whose: Whose) =>
  (await subscriptionRows(db).where(owned(whose)))[0];

// Held until the act ends, so that two changes of one subscription follow each other.
export const holdOne = async (tx: Db, whose: Whose) => {
  await tx.select({ id: subscriptions.id }).from(subscriptions).where(owned(whose)).for('update');
  return findSubscription(tx, whose);
};

type Page = { agencyId: number | null; after: string | undefined; limit: number };

export const listSubscriptionRows = async (db: Db, { agencyId, after, limit }: Page) =>
  subscriptionRows(db)
    .where(and(isNotRemoved, isOf(agencyId), after === undefined ? undefined : lt(subscriptions.id, after)))
    .orderBy(desc(subscriptions.id))
    .limit(limit);

type Subscription = typeof subscriptions.$inferSelect;

export type NewSubscription = Pick<
  Subscription,
  | 'id'
  | 'agencyId'
  | 'name'
  | 'filter'
  | 'schedule'
  | 'channel'
  | 'endpointUrl'
  | 'identityBasis'
  | 'sm3Signature'
  | 'openedWith'
  | 'epoch'
  | 'lastSeq'
  | 'createdAt'
>;

export const insertSubscription = (tx: Db, row: NewSubscription) =>
  tx.insert(subscriptions).values({ ...row, state: row.endpointUrl === null ? 'active' : 'pending' });

export type SubscriptionUpdate = Pick<
  Subscription,
  'name' | 'filter' | 'schedule' | 'channel' | 'endpointUrl' | 'identityBasis' | 'sm3Signature' | 'state'
>;

export const updateSubscription = (tx: Db, id: string, change: SubscriptionUpdate) =>
  tx.update(subscriptions).set(change).where(eq(subscriptions.id, id));

const withoutFailures = {
  failStreak: 0,
  failingSince: null,
  breakerTrips: 0,
  breakerOpenUntil: null,
  tallyFrom: null,
  tallyAttempts: 0,
  tallyFailures: 0,
};

// Failures of the old place say nothing about the new one.
export const forgetPlace = (tx: Db, id: string) =>
  tx
    .update(subscriptions)
    .set({ ...withoutFailures, verifiedAt: null, pauseReason: null })
    .where(eq(subscriptions.id, id));

type Move = { id: string; from: readonly SubscriptionState[]; to: SubscriptionState; reason: string | null };

// Gives false when the subscription is in another state. A move clears the failures counted against the
// endpoint.
export const moveSubscription = async (tx: Db, { id, from, to, reason }: Move): Promise<boolean> => {
  const moved = await tx
    .update(subscriptions)
    .set({ ...withoutFailures, state: to, pauseReason: reason })
    .where(and(eq(subscriptions.id, id), isNotRemoved, inArray(subscriptions.state, [...from])))
    .returning({ id: subscriptions.id });
  return moved.length > 0;
};

export const confirmSubscription = async (tx: Db, id: string, at: string): Promise<boolean> => {
  const { state } = subscriptions;
  const confirmed = await tx
    .update(subscriptions)
    .set({ verifiedAt: at, state: sql`case when ${state} = 'pending' then 'active' else ${state} end` })
    .where(and(eq(subscriptions.id, id), isNotRemoved))
    .returning({ id: subscriptions.id });
  return confirmed.length > 0;
};

export const removeSubscriptionRow = async (tx: Db, id: string, at: string) => {
  await tx.update(subscriptions).set({ removedAt: at }).where(eq(subscriptions.id, id));
  await tx
    .update(deliveries)
    .set({ state: 'dead', endedAt: at })
    .where(and(eq(deliveries.subscriptionId, id), inArray(deliveries.state, ['queued', 'ready'])));
};

// Silent for five days: every attempt since then has failed.
export const longFailing = async (db: Db) =>
  db
    .select({ id: subscriptions.id })
    .from(subscriptions)
    .where(
      and(
        eq(subscriptions.state, 'active'),
        isNotRemoved,
        lt(subscriptions.failingSince, sql`now() - interval '5 days'`),
      ),
    );

// Pending, and its last ping ended without an answer that counts: asked again after ten minutes, then ever
// later, at last every hour. By the database's clock.
export const withoutAnswer = async (db: Db): Promise<string[]> => {
  const due = sql<string>`max(${deliveries.dueAt})`;
  const found = await db
    .select({ id: subscriptions.id })
    .from(subscriptions)
    .innerJoin(deliveries, and(eq(deliveries.subscriptionId, subscriptions.id), eq(deliveries.kind, 'ping')))
    .where(and(eq(subscriptions.state, 'pending'), isNotRemoved))
    .groupBy(subscriptions.id)
    .having(sql`not bool_or(${inArray(deliveries.state, ['queued', 'ready', 'leased'])})
      and now() > ${due} + least(interval '1 hour',
        greatest(interval '10 minutes', ${due} - min(${deliveries.dueAt})))`);
  return found.map(({ id }) => id);
};
