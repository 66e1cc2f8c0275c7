import { sql } from 'drizzle-orm';
import { type Db, json, rows } from '../../platform/door/db.ts';
import { WAITS_FOR_DIGEST } from './digest.rules.ts';

const waiting = (subscriptionId: string) => sql`n.subscription_id = ${subscriptionId}::uuid
  and ${sql.raw(WAITS_FOR_DIGEST)}`;
const ownLane = sql`exists (
  select 1 from deliveries d
  where d.subscription_id = n.subscription_id
    and d.lane = n.subject_id
    and d.state in ('queued', 'ready', 'leased'))`;

// A subject with a delivery of its own under way waits one slot longer, so that its notices stay in order.
export const waitingNotices = (tx: Db, subscriptionId: string) =>
  rows<{ id: string; seq: number; size: number; isLift: boolean }>(
    tx,
    sql`select n.id::text as id, n.seq, coalesce(octet_length(n.body), octet_length(n.sealed_body)) as size,
      n.type like '%.removed' as "isLift"
    from notices n
      join subscriptions s on s.id = n.subscription_id
    where ${waiting(subscriptionId)} and not ${ownLane}
    order by n.seq`,
  );

export const waitingBehind = (tx: Db, subscriptionId: string) =>
  rows<{ id: string; seq: number; subjectId: number; isLift: boolean }>(
    tx,
    sql`select n.id::text as id, n.seq, n.subject_id as "subjectId", n.type like '%.removed' as "isLift"
    from notices n
      join subscriptions s on s.id = n.subscription_id
    where ${waiting(subscriptionId)} and ${ownLane}
    order by n.seq`,
  );

export const fillDeliveries = (tx: Db, filled: readonly { id: string; deliveryId: string }[]) =>
  tx.execute(sql`update notices n
    set delivery_id = x."deliveryId"
    from jsonb_to_recordset(${json(filled)}::text::jsonb) x(id uuid, "deliveryId" uuid)
    where n.id = x.id`);

// Held against the completion that ends it, as every arrival in a lane holds the lane's head.
export const holdHead = (tx: Db, subscriptionId: string, lanes: readonly number[]) =>
  tx.execute(sql`select 1 from deliveries
    where subscription_id = ${subscriptionId}::uuid
      and lane in (select value::bigint from jsonb_array_elements_text(${json(lanes)}::text::jsonb))
      and state in ('ready', 'leased')
    order by id
    for update`);
