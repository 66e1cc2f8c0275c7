import { sql } from 'drizzle-orm';
import { type Db, rows } from '../../platform/door/db.ts';

export const hasSyncingRepairs = async (db: Db): Promise<boolean> =>
  (await rows(db, sql`select 1 from repairs where state = 'syncing' limit 1`)).length > 0;

// For each repair that waits: the active subscribers that got a notice of the listing and have not confirmed
// its lift by a receipt or by feedback that the measure is released. A lift that the relay has not numbered
// yet is asked for later.
export const liftConfirmations = (db: Db) =>
  rows<{ id: number; awaiting: string[] }>(
    db,
    sql`select c.id, coalesce((
        select jsonb_agg(distinct a.name order by a.name)
        from subscriptions s
          join agencies a on a.id = s.agency_id
        where s.removed_at is null
          and s.state <> 'disabled'
          and exists (
            select 1 from notices earlier
            where earlier.subscription_id = s.id
              and earlier.listing_id = c.listing_id
              and earlier.type not like '%.removed'
              and earlier.superseded_by is null)
          and not exists (
            select 1 from notices lift
              join events e on e.id = lift.event_id
            where lift.subscription_id = s.id
              and lift.listing_id = c.listing_id
              and lift.type like '%.removed'
              and e.at >= c.granted_at
              and (lift.signed_at is not null or exists (
                select 1 from feedback f
                where f.notice_id = lift.id and f.result = 'released')))), '[]') as awaiting
    from repairs c
    where c.state = 'syncing'
      and not exists (
        select 1 from events e
          join listings l on l.id = c.listing_id
        where e.relayed_at is null
          and e.subject_id = l.subject_id
          and (e.payload ->> 'listingId')::bigint = l.id)
    order by c.id
    limit 500`,
  );
