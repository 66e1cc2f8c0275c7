import { sql } from 'drizzle-orm';
import { type Db, json, rows } from '../../platform/door/db.ts';

export type Recipient = { subscriptionId: string; listingId: number };

export const recipientsOf = (tx: Db, listingIds: readonly number[]) =>
  rows<Recipient>(
    tx,
    sql`select distinct n.subscription_id::text as "subscriptionId", n.listing_id as "listingId"
    from jsonb_array_elements_text(${json(listingIds)}::text::jsonb) x(id) join notices n on n.listing_id = x.id::bigint
    where n.type not like '%.removed'`,
  );
