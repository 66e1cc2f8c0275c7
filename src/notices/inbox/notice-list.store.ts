import { and, asc, desc, eq, isNull, like, lt, type SQL, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { Db } from '../../platform/door/db.ts';
import { events } from '../../platform/door/outbox.table.ts';
import { millisText, utcMillis } from '../../platform/door/utc-text.ts';
import type { ListingPayload } from '../../registry/listings/listing-event.rules.ts';
import { deliveries } from '../delivery/delivery.table.ts';
import { receivedAtSql } from '../delivery/received.rules.ts';
import { notices } from '../relay/notice.table.ts';
import { subscriptions } from '../subscriptions/subscription.table.ts';

const n = alias(notices, 'n');
const s = alias(subscriptions, 's');
const e = alias(events, 'e');
const d = alias(deliveries, 'd');

type GivenFeedback = { measure: string; result: string; at: string; corrected: boolean };

const feedback = sql<GivenFeedback[]>`coalesce((
  select jsonb_agg(
    jsonb_build_object('measure', f.measure, 'result', f.result, 'at', f.at,
      'corrected', exists (select from feedback c where c.supersedes = f.id))
    order by f.at, f.id)
  from feedback f
  where f.notice_id = n.id), '[]')`;

const received = sql.raw(
  receivedAtSql({ n: { seq: 'n.seq', signedAt: 'n.signed_at', createdAt: 'n.created_at' }, s: 's', v: 'd' }),
);

const liftedOn = sql<string | null>`(
  select (min(le.at) at time zone 'Asia/Shanghai')::date::text
  from notices l
    join events le on le.id = l.event_id
  where l.subscription_id = n.subscription_id
    and l.listing_id = n.listing_id
    and l.seq > n.seq
    and l.type like '%.removed')`;

// A department answers for a listing: feedback to any of its notices since the last lift or stay counts.
const answered = sql<string[]>`coalesce((
  select jsonb_agg(distinct af.measure)
  from notices m
    join feedback af on af.notice_id = m.id
  where m.subscription_id = n.subscription_id
    and m.listing_id = n.listing_id
    and m.type not like '%.removed'
    and not exists (
      select from notices l
      where l.subscription_id = n.subscription_id
        and l.listing_id = n.listing_id
        and (l.type like '%.removed' or l.suspends)
        and l.seq between least(m.seq, n.seq) and greatest(m.seq, n.seq))), '[]')`;

// A checkpoint, and what another office asks, come of no event of a listing. Their bodies carry nobody's data
// and stand open.
const checkpointSql = sql`jsonb_build_object('list', 'audit.checkpoint', 'state', 'signed', 'subjectKind', 'registry',
  'subjectName', '审计检查点 ' || n.subject_seq, 'note', n.body::jsonb -> 'data' -> 'note')`;
const agencySql = sql`jsonb_build_object('list', 'credit.assistance', 'state', n.body::jsonb -> 'data' -> 'state',
  'subjectKind', 'registry', 'subjectName', n.body::jsonb -> 'data' -> 'title',
  'reason', n.body::jsonb -> 'data' -> 'text', 'dueOn', n.body::jsonb -> 'data' -> 'dueOn',
  'place', n.body::jsonb -> 'data' -> 'place')`;
const bodySql = sql`case when n.type = 'audit.checkpoint' then ${checkpointSql} else ${agencySql} end`;
// One that a later checkpoint stands in for is for machines, in the feed.
const isForPeople = sql`not (n.type = 'audit.checkpoint' and n.superseded_by is not null)`;
export type NoticePayload = ListingPayload & { note?: string; place?: string };

const columns = {
  id: n.id,
  subscriptionId: n.subscriptionId,
  epoch: n.epoch,
  seq: n.seq,
  subjectId: n.subjectId,
  subjectSeq: n.subjectSeq,
  type: n.type,
  initial: n.isInitial,
  payload: sql<NoticePayload>`coalesce(${e.payload}, ${bodySql})`,
  measures: n.measures,
  suspends: n.suspends,
  supersededBy: n.supersededBy,
  deliveryId: n.deliveryId,
  deliveryState: d.state,
  readAt: utcMillis(n.readAt),
  signedAt: utcMillis(n.signedAt),
  signedBy: n.signedBy,
  createdAt: utcMillis(n.createdAt),
  feedback,
  receivedAt: sql<string | null>`(select ${sql.raw(millisText('x.at'))} from (select ${received} as at) x)`,
  liftedOn,
  answered,
};

const receivedNotices = (db: Db) =>
  db
    .select(columns)
    .from(n)
    .innerJoin(s, eq(s.id, n.subscriptionId))
    .leftJoin(e, eq(e.id, n.eventId))
    .leftJoin(d, eq(d.id, n.deliveryId));

export type ReceivedNotice = Awaited<ReturnType<typeof listNoticeLines>>[number];

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

const isOf = (agencyId: number | null) => (agencyId === null ? undefined : eq(s.agencyId, agencyId));

const wanted = (query: NoticeSelection): (SQL | undefined)[] => [
  isOf(query.agencyId),
  isForPeople,
  query.subscription === null ? undefined : eq(n.subscriptionId, query.subscription),
  query.list === null ? undefined : sql`${e.payload} ->> 'list' = ${query.list}`,
  query.type === null ? undefined : eq(n.type, query.type),
  query.unreadOnly ? isNull(n.readAt) : undefined,
  query.unsignedOnly ? and(isNull(n.signedAt), isNull(n.supersededBy)) : undefined,
  query.unconfirmedOnly ? and(like(n.type, '%.removed'), isNull(n.signedAt)) : undefined,
];

// Newest first: by number within one subscription, by time of making over all of an agency's.
export const listNoticeLines = async (db: Db, query: NoticeQuery) => {
  const { subscription, after, limit } = query;
  const isOlder = after && (subscription ? lt(n.seq, after.seq) : lt(n.id, after.id));
  return receivedNotices(db)
    .where(and(...wanted(query), isOlder ?? undefined))
    .orderBy(desc(subscription ? n.seq : n.id))
    .limit(limit);
};

// Another agency's notice is no notice.
export const findNotice = async (db: Db, { id, agencyId }: { id: string; agencyId: number | null }) =>
  (await receivedNotices(db).where(and(eq(n.id, id), isOf(agencyId))))[0];

// The bodies as they were or would be sent, for a file.
export const noticeBodies = async (db: Db, query: NoticeSelection & { limit: number }) =>
  db
    .select({
      id: n.id,
      seq: n.seq,
      subjectSeq: n.subjectSeq,
      type: n.type,
      isInitial: n.isInitial,
      createdAt: utcMillis(n.createdAt),
      body: n.body,
      sealedBody: n.sealedBody,
      // Only for a body that may not open.
      payload: sql<ListingPayload | null>`case when ${n.body} is null then ${e.payload} end`,
      signedAt: utcMillis(n.signedAt),
      signedBy: n.signedBy,
    })
    .from(n)
    .innerJoin(s, eq(s.id, n.subscriptionId))
    .innerJoin(e, eq(e.id, n.eventId))
    .where(and(...wanted(query)))
    .orderBy(asc(n.id))
    .limit(query.limit);
