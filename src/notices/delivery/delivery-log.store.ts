import { sql } from 'drizzle-orm';
import { type Db, rows } from '../../platform/door/db.ts';

const instant = (column: string) =>
  sql.raw(`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`);

export type DeliveryLogLine = {
  id: string;
  // As the receiver sees it: its own id, or that of the delivery which it repeats.
  webhookId: string;
  subscriptionId: string;
  kind: string;
  state: string;
  firstSeq: number;
  lastSeq: number;
  urgent: boolean;
  attempt: number;
  dueAt: string;
  createdAt: string;
  endedAt: string | null;
  gap: { fromSeq: number; toSeq: number; closedBy: 'replay' | 'acknowledgement' | null } | null;
};

// The numbers that a dead delivery did not bring, and how the receiver got them later, if it did.
const gap = sql`case when d.state = 'dead' and d.kind in ('notice', 'digest')
    then jsonb_build_object('fromSeq', d.first_seq,
    'toSeq', d.last_seq, 'closedBy', case
      when exists (select 1 from deliveries r
        where r.subscription_id = d.subscription_id and r.kind = 'replay' and r.state = 'delivered'
        and r.first_seq <= d.first_seq and r.last_seq >= d.last_seq) then 'replay'
      when exists (select 1 from subscriptions o
        where o.id = d.subscription_id and o.acked_seq >= d.last_seq) then 'acknowledgement' end) end`;

const columns = sql`d.id::text as id, coalesce(d.replay_of, d.id)::text as "webhookId",
  d.subscription_id::text as "subscriptionId", d.kind, d.state, d.first_seq as "firstSeq",
  d.last_seq as "lastSeq", d.urgent, d.attempt, ${instant('d.due_at')} as "dueAt",
    ${instant('d.created_at')} as "createdAt",
  ${instant('d.ended_at')} as "endedAt", ${gap} as gap`;

type Query = { subscriptionId: string; state: string | null; after: string | null; limit: number };

export const listDeliveryLines = (db: Db, query: Query) =>
  rows<DeliveryLogLine>(
    db,
    sql`select ${columns} from deliveries d where d.subscription_id = ${query.subscriptionId}::uuid
      and (${query.state}::text is null or d.state = ${query.state})
        and (${query.after}::uuid is null or d.id < ${query.after}::uuid)
    order by d.id desc limit ${query.limit}`,
  );

export const findDelivery = async (db: Db, { id, agencyId }: { id: string; agencyId: number | null }) =>
  (
    await rows<DeliveryLogLine>(
      db,
      sql`select ${columns} from deliveries d join subscriptions s on s.id = d.subscription_id
    where d.id = ${id}::uuid and (${agencyId}::int is null or s.agency_id = ${agencyId}::int)`,
    )
  )[0];

export type AttemptLine = {
  attempt: number;
  at: string;
  tookMs: number;
  status: number | null;
  fault: string | null;
  responseExcerpt: string | null;
};

export const attemptsOf = (db: Db, deliveryId: string) =>
  rows<AttemptLine>(
    db,
    sql`select attempt, ${instant('at')} as at, took_ms as "tookMs", status, fault,
      response_excerpt as "responseExcerpt"
    from delivery_attempts where delivery_id = ${deliveryId}::uuid order by attempt, id`,
  );
