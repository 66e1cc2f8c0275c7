import { sql } from 'drizzle-orm';
import { type Db, rows } from '../../platform/door/db.ts';

// An answer to a ping proves the place it was sent to, and no later one.
export const endPings = (tx: Db, subscriptionId: string, at: string) =>
  tx.execute(sql`update deliveries
    set state = 'superseded', lease_token = null, lease_until = null, ended_at = ${at}::timestamptz
    where id in (
      select id from deliveries
      where subscription_id = ${subscriptionId}::uuid
        and lane = -1
        and kind = 'ping'
        and state in ('queued', 'ready', 'leased')
      order by id
      for update)`);

// Acknowledges all notices before the first that neither arrived nor was signed. The caller holds the
// subscription, so no number comes in between.
export const acknowledgeArrived = async (tx: Db, subscriptionId: string): Promise<number> => {
  const [row] = await rows<{ acked: number }>(
    tx,
    sql`update subscriptions s
    set acked_seq = greatest(s.acked_seq, coalesce((
      select n.seq - 1
      from notices n
        left join deliveries d on d.id = n.delivery_id
      where n.subscription_id = s.id
        and n.seq > s.acked_seq
        and n.superseded_by is null
        and n.signed_at is null
        and coalesce(d.state, '') <> 'delivered'
      order by n.seq
      limit 1), s.last_seq))
    where s.id = ${subscriptionId}::uuid
    returning s.acked_seq as acked`,
  );
  return row?.acked ?? 0;
};
