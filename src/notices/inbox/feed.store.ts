import { sql } from 'drizzle-orm';
import { type Db, rows } from '../../platform/door/db.ts';
import type { KeptBody } from '../relay/notice.store.ts';

export type FeedNotice = KeptBody & { seq: number; superseded_by: string | null };
type Page = { subscriptionId: string; after: number; limit: number };

export const hasFeedAfter = async (
  db: Db,
  { subscriptionId, after }: Omit<Page, 'limit'>,
): Promise<boolean> =>
  (
    await rows(
      db,
      sql`select 1 from notices where subscription_id = ${subscriptionId}::uuid and seq > ${after} limit 1`,
    )
  ).length > 0;

// The relay commits a subscription's numbers in order, so a reader who has seen n has seen all below it.
export const feedAfter = (db: Db, { subscriptionId, after, limit }: Page) =>
  rows<FeedNotice>(
    db,
    sql`select id::text as id, seq, body, sealed_body, superseded_by::text as superseded_by from notices
    where subscription_id = ${subscriptionId}::uuid and seq > ${after} order by seq limit ${limit}`,
  );

export const acknowledge = (tx: Db, { subscriptionId, upTo }: { subscriptionId: string; upTo: number }) =>
  tx.execute(
    sql`update subscriptions set acked_seq = greatest(acked_seq, ${upTo}) where id = ${subscriptionId}::uuid`,
  );

// Notices that the department fetched and acknowledged need not be pushed.
export const endAcknowledged = (tx: Db, about: { subscriptionId: string; upTo: number; at: string }) =>
  tx.execute(sql`update deliveries set state = 'delivered', ended_at = ${about.at}::timestamptz
    where id in (select id from deliveries
      where subscription_id = ${about.subscriptionId}::uuid and last_seq <= ${about.upTo}
      and kind in ('notice', 'digest') and state in ('queued', 'ready') order by id for update)`);

// A digest of which a part was acknowledged carries only the rest.
export const trimAcknowledged = (
  tx: Db,
  { subscriptionId, upTo }: { subscriptionId: string; upTo: number },
) =>
  tx.execute(sql`with open as materialized (select id from deliveries
    where subscription_id = ${subscriptionId}::uuid
      and first_seq <= ${upTo} and last_seq > ${upTo} and kind in ('notice', 'digest')
        and state in ('queued', 'ready')
      order by id for update),
    trimmed as (update notices n set delivery_id = null from open
      where n.delivery_id = open.id and n.seq <= ${upTo})
    update deliveries d set first_seq = ${upTo} + 1 from open where d.id = open.id`);
