import { sql } from 'drizzle-orm';
import { type Db, json, rows } from '../../platform/door/db.ts';
import { WAITS_FOR_DIGEST } from './digest.rules.ts';
import { DIGEST_LANE } from './relay-plan.rules.ts';

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

export type LeasedDigest = { id: string; token: string; subscriptionId: string };
type Parted = { id: string; seq: number; subjectId: number; urgent: boolean; deliveryId: string };

export const holdsLease = async (tx: Db, { id, token }: LeasedDigest): Promise<boolean> =>
  (
    await rows(
      tx,
      sql`select 1 from deliveries
        where id = ${id}::uuid and lease_token = ${token}::uuid and state = 'leased' for update`,
    )
  ).length > 0;

// With them go the later ones of the same subjects, also those in digests behind this one: none may overtake.
export const partedNotices = (tx: Db, { id, subscriptionId }: LeasedDigest, unreadable: readonly string[]) =>
  rows<Parted>(
    tx,
    sql`select n.id::text as id, n.seq, n.subject_id as "subjectId",
      n.type like '%.removed' or n.suspends as urgent, n.delivery_id::text as "deliveryId"
    from notices n
      join deliveries d on d.id = n.delivery_id
    where n.subscription_id = ${subscriptionId}::uuid
      and n.superseded_by is null
      and d.lane = ${DIGEST_LANE}
      and (d.id = ${id}::uuid or d.state in ('queued', 'ready'))
      and exists (
        select 1 from notices u
        where u.id in (select value::uuid from jsonb_array_elements_text(${json(unreadable)}::text::jsonb))
          and u.subject_id = n.subject_id and u.seq <= n.seq)
    order by n.seq`,
  );

export const endEmptied = (tx: Db, ids: readonly string[], at: string) =>
  tx.execute(sql`update deliveries d
    set state = 'superseded', ended_at = ${at}::timestamptz, lease_token = null, lease_until = null
    where d.id in (select value::uuid from jsonb_array_elements_text(${json(ids)}::text::jsonb))
      and not exists (select 1 from notices n where n.delivery_id = d.id and n.superseded_by is null)`);
