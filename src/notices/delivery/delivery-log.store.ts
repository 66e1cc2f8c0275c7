import { and, asc, desc, eq, lt, sql } from 'drizzle-orm';
import type { Db } from '../../platform/door/db.ts';
import { utcMillis } from '../../platform/door/utc-text.ts';
import type { DeliveryState } from '../inbox/notice-words.rules.ts';
import { subscriptions } from '../subscriptions/subscription.table.ts';
import { deliveries, deliveryAttempts } from './delivery.table.ts';

type Gap = { fromSeq: number; toSeq: number; closedBy: 'replay' | 'acknowledgement' | null };

// The numbers that a dead delivery did not bring, and how the receiver got them later, if it did.
const gap = sql<Gap | null>`case
  when ${deliveries.state} = 'dead' and ${deliveries.kind} in ('notice', 'digest') then jsonb_build_object(
    'fromSeq', ${deliveries.firstSeq},
    'toSeq', ${deliveries.lastSeq},
    'closedBy', case
      when exists (
        select 1 from deliveries r
        where r.subscription_id = ${deliveries.subscriptionId}
          and r.kind = 'replay'
          and r.state = 'delivered'
          and r.first_seq <= ${deliveries.firstSeq}
          and r.last_seq >= ${deliveries.lastSeq}) then 'replay'
      when ${subscriptions.ackedSeq} >= ${deliveries.lastSeq} then 'acknowledgement' end) end`;

// webhookId is the receiver's name for it: its own id, or that of the delivery which it repeats.
const columns = {
  id: deliveries.id,
  webhookId: sql<string>`coalesce(${deliveries.replayOf}, ${deliveries.id})::text`,
  subscriptionId: deliveries.subscriptionId,
  kind: deliveries.kind,
  state: deliveries.state,
  firstSeq: deliveries.firstSeq,
  lastSeq: deliveries.lastSeq,
  urgent: deliveries.urgent,
  attempt: deliveries.attempt,
  dueAt: utcMillis(deliveries.dueAt),
  createdAt: utcMillis(deliveries.createdAt),
  endedAt: utcMillis(deliveries.endedAt),
  gap,
};

const deliveryLines = (db: Db) =>
  db
    .select(columns)
    .from(deliveries)
    .innerJoin(subscriptions, eq(subscriptions.id, deliveries.subscriptionId));

type Query = {
  subscriptionId: string;
  state: DeliveryState | undefined;
  after: string | undefined;
  limit: number;
};

export const listDeliveryLines = async (db: Db, { subscriptionId, state, after, limit }: Query) =>
  deliveryLines(db)
    .where(
      and(
        eq(deliveries.subscriptionId, subscriptionId),
        state && eq(deliveries.state, state),
        after === undefined ? undefined : lt(deliveries.id, after),
      ),
    )
    .orderBy(desc(deliveries.id))
    .limit(limit);

export const findDelivery = async (db: Db, { id, agencyId }: { id: string; agencyId: number | null }) =>
  (
    await deliveryLines(db).where(
      and(eq(deliveries.id, id), agencyId === null ? undefined : eq(subscriptions.agencyId, agencyId)),
    )
  )[0];

export const attemptsOf = async (db: Db, deliveryId: string) =>
  db
    .select({
      attempt: deliveryAttempts.attempt,
      at: utcMillis(deliveryAttempts.at),
      tookMs: deliveryAttempts.tookMs,
      status: deliveryAttempts.status,
      fault: deliveryAttempts.fault,
      responseExcerpt: deliveryAttempts.responseExcerpt,
    })
    .from(deliveryAttempts)
    .where(eq(deliveryAttempts.deliveryId, deliveryId))
    .orderBy(asc(deliveryAttempts.attempt), asc(deliveryAttempts.id));
