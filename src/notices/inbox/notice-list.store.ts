import { sql } from 'drizzle-orm';
import { type Db, rows } from '../../platform/door/db.ts';
import type { ListingPayload } from '../../registry/listings/listing-event.rules.ts';
import type { KeptBody } from '../relay/notice.store.ts';

const instant = (column: string) =>
  sql.raw(`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`);

export type ReceivedNotice = {
  id: string;
  subscriptionId: string;
  seq: number;
  subjectId: number;
  subjectSeq: number;
  type: string;
  initial: boolean;
  payload: ListingPayload;
  measures: string[];
  supersededBy: string | null;
  deliveryId: string | null;
  deliveryState: string | null;
  readAt: string | null;
  signedAt: string | null;
  signedBy: string | null;
  createdAt: string;
  feedback: { measure: string; result: string; at: string; corrected: boolean }[];
  isSigned: boolean;
  liftedOn: string | null;
  answered: string[];
};

// A department answers for a listing: feedback to any of its notices since the last lift counts.
const state = sql`n.signed_at is not null or (n.type not like '%.removed'
    and (coalesce(d.state = 'delivered', false) or s.acked_seq >= n.seq)) as "isSigned",
  (select (min(le.at) at time zone 'Asia/Shanghai')::date::text from notices l
    join events le on le.id = l.event_id
    where l.subscription_id = n.subscription_id and l.listing_id = n.listing_id and l.seq > n.seq
      and l.type like '%.removed') as "liftedOn",
  coalesce((select jsonb_agg(distinct af.measure) from notices m join feedback af on af.notice_id = m.id
    where m.subscription_id = n.subscription_id and m.listing_id = n.listing_id
      and m.type not like '%.removed'
      and not exists (select from notices l
        where l.subscription_id = n.subscription_id and l.listing_id = n.listing_id
        and l.type like '%.removed' and l.seq between least(m.seq, n.seq)
          and greatest(m.seq, n.seq))), '[]') as answered`;

const columns = sql`n.id::text as id, n.subscription_id::text as "subscriptionId", n.seq,
  n.subject_id as "subjectId",
  n.subject_seq as "subjectSeq", n.type, n.is_initial as initial, e.payload, n.measures,
    n.superseded_by::text as "supersededBy",
  n.delivery_id::text as "deliveryId", d.state as "deliveryState", ${instant('n.read_at')} as "readAt",
  ${instant('n.signed_at')} as "signedAt", n.signed_by as "signedBy",
  ${instant('n.created_at')} as "createdAt",
  coalesce((select jsonb_agg(jsonb_build_object('measure', f.measure, 'result', f.result, 'at', f.at,
    'corrected',
      exists (select from feedback c where c.supersedes = f.id)) order by f.at, f.id)
    from feedback f where f.notice_id = n.id), '[]') as feedback, ${state}`;

const tables = sql`notices n join subscriptions s on s.id = n.subscription_id
  join events e on e.id = n.event_id
  left join deliveries d on d.id = n.delivery_id`;

export type NoticeSelection = {
  agencyId: number | null;
  subscription: string | null;
  list: string | null;
  type: string | null;
  unreadOnly: boolean;
  unsignedOnly: boolean;
  unconfirmedOnly: boolean;
};
type NoticeQuery = NoticeSelection & {
  after: { seq: number; id: string } | null;
  limit: number;
};

const wanted = (
  query: NoticeSelection,
) => sql`(${query.agencyId}::int is null or s.agency_id = ${query.agencyId}::int)
      and (${query.subscription}::uuid is null or n.subscription_id = ${query.subscription}::uuid)
      and (${query.list}::text is null or e.payload ->> 'list' = ${query.list}::text)
      and (${query.type}::text is null or n.type = ${query.type}::text)
      and (not ${query.unreadOnly}::boolean or n.read_at is null)
      and (not ${query.unsignedOnly}::boolean or (n.signed_at is null and n.superseded_by is null))
      and (not ${query.unconfirmedOnly}::boolean or (n.type like '%.removed' and n.signed_at is null))`;

// Newest first: by number within one subscription, by time of making over all of an agency's.
export const listNoticeLines = (db: Db, query: NoticeQuery) =>
  rows<ReceivedNotice>(
    db,
    sql`select ${columns} from ${tables}
    where ${wanted(query)}
      and ${query.subscription ? sql`(${query.after?.seq ?? null}::bigint is null or n.seq < ${query.after?.seq ?? null}::bigint)` : sql`(${query.after?.id ?? null}::uuid is null or n.id < ${query.after?.id ?? null}::uuid)`}
    order by ${query.subscription ? sql`n.seq` : sql`n.id`} desc limit ${query.limit}`,
  );

// Another agency's notice is no notice.
export const findNotice = async (db: Db, { id, agencyId }: { id: string; agencyId: number | null }) =>
  (
    await rows<ReceivedNotice>(
      db,
      sql`select ${columns} from ${tables}
    where n.id = ${id}::uuid and (${agencyId}::int is null or s.agency_id = ${agencyId}::int)`,
    )
  )[0];

export type KeptNotice = KeptBody & { signedAt: string | null; signedBy: string | null };

// The bodies as they were or would be sent, for a file.
export const noticeBodies = (db: Db, query: NoticeSelection & { limit: number }) =>
  rows<KeptNotice>(
    db,
    sql`select n.id::text as id, n.body, n.sealed_body, ${instant('n.signed_at')} as "signedAt",
      n.signed_by as "signedBy"
    from ${tables} where ${wanted(query)} order by n.id limit ${query.limit}`,
  );
