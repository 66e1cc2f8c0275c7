import { type SQL, sql } from 'drizzle-orm';
import { type Db, json, rows } from '../../platform/door/db.ts';
import { receivedAtSql } from '../delivery/received.rules.ts';
import type { DutyDue, DutyOpening } from './duty-due.rules.ts';
import { dutyKindSql } from './duty-kind.rules.ts';

const SPAN = 2000;
const SUBSCRIPTIONS_AT_ONCE = 20;

export type SeqSpan = { subscriptionId: string; from: number; to: number };

// Numbers are given in the order of commits, so what lies behind a cursor never changes its number. After a
// restoration they go on millions higher, so a span begins at the next notice that there is.
const behind = sql`from subscriptions s left join duty_cursors c on c.subscription_id = s.id
    cross join lateral (
      select min(n.seq) as seq from notices n
      where n.subscription_id = s.id and n.seq > coalesce(c.seq, 0)) next
  where s.last_seq > coalesce(c.seq, 0) and next.seq is not null`;

export const hasNewNotices = async (db: Db): Promise<boolean> =>
  (await rows(db, sql`select 1 ${behind} limit 1`)).length > 0;

export const nextSpans = (tx: Db) =>
  rows<SeqSpan>(
    tx,
    sql`select s.id::text as "subscriptionId", next.seq as "from",
        least(s.last_seq, next.seq - 1 + ${SPAN}) as "to"
      ${behind} order by s.id limit ${SUBSCRIPTIONS_AT_ONCE}`,
  );

const spanSet = (spans: readonly SeqSpan[]) =>
  sql`jsonb_to_recordset(${json(spans)}::text::jsonb) x("subscriptionId" uuid, "from" bigint, "to" bigint)`;
const spanned = (spans: readonly SeqSpan[]) =>
  sql`${spanSet(spans)}
    join notices n on n.subscription_id = x."subscriptionId" and n.seq between x."from" and x."to"`;
const openedOn = sql.raw(`(n.created_at at time zone 'Asia/Shanghai')::date`);

export const openingsOf = (tx: Db, spans: readonly SeqSpan[]) =>
  rows<DutyOpening>(
    tx,
    sql`select distinct e.payload ->> 'list' as list, ${openedOn}::text as opened
      from ${spanned(spans)} join events e on e.id = n.event_id`,
  );

const dueSet = (dues: readonly DutyDue[]) =>
  sql`jsonb_to_recordset(${json(dues)}::text::jsonb) due(list text, opened date,
    "receiptCount" int, "receiptDueOn" date, "liftCount" int, "liftDueOn" date,
    "feedbackCount" int, "feedbackDueOn" date, "isProvisional" boolean)`;

export const openDuties = (tx: Db, spans: readonly SeqSpan[], dues: readonly DutyDue[]) =>
  tx.execute(sql`with made as (
      select n.id, n.subscription_id, n.seq, n.subject_id, n.listing_id, n.created_at, s.agency_id, due.*,
        jsonb_array_length(n.measures) as asked,
        ${sql.raw(dutyKindSql('n'))} as kind
      from ${spanned(spans)}
        join subscriptions s on s.id = n.subscription_id
        join events e on e.id = n.event_id
        join ${dueSet(dues)} on due.list = e.payload ->> 'list' and due.opened = ${openedOn}
      where n.superseded_by is null and n.listing_id is not null)
    insert into notice_duties (notice_id, subscription_id, agency_id, seq, subject_id, listing_id, list, kind,
      asked, opened_at, receipt_count, receipt_due_on, feedback_count, feedback_due_on, is_due_provisional)
    select id, subscription_id, agency_id, seq, subject_id, listing_id, list, kind, asked, created_at,
      case when kind = 'lift' then "liftCount" else "receiptCount" end,
      case when kind = 'lift' then "liftDueOn" else "receiptDueOn" end,
      case when kind = 'execute' then "feedbackCount" end,
      case when kind = 'execute' then "feedbackDueOn" end,
      "isProvisional"
    from made
    on conflict do nothing`);

// A lift or a stay closes the duties of its listing's earlier notices. A notice that a lift superseded was
// never sent, so its duty is deleted.
export const closeLifted = (tx: Db, spans: readonly SeqSpan[]) =>
  tx.execute(sql`with lifts as (
      select n.subscription_id, n.listing_id, n.seq, n.created_at
      from ${spanned(spans)} where n.type like '%.removed' or n.suspends),
    unsent as (
      delete from notice_duties d using lifts l, notices n
      where d.listing_id = l.listing_id and d.subscription_id = l.subscription_id and d.seq < l.seq
        and n.id = d.notice_id and n.superseded_by is not null)
    update notice_duties d set lifted_at = l.created_at
    from lifts l, notices n
    where d.listing_id = l.listing_id and d.subscription_id = l.subscription_id and d.seq < l.seq
      and d.lifted_at is null and d.kind <> 'lift' and n.id = d.notice_id and n.superseded_by is null`);

export const moveCursors = (tx: Db, spans: readonly SeqSpan[]) =>
  tx.execute(sql`insert into duty_cursors (subscription_id, seq)
    select "subscriptionId", "to" from ${spanSet(spans)}
    on conflict (subscription_id) do update set seq = greatest(duty_cursors.seq, excluded.seq)`);

const open = sql`d.lifted_at is null
  and (d.signed_at is null or (d.kind = 'execute' and d.answered_at is null))`;

// When the department's system took the notice of duty d.
const received = sql.raw(
  receivedAtSql({ n: { seq: 'd.seq', signedAt: 'n.signed_at', createdAt: 'd.opened_at' }, s: 's', v: 'v' }),
);

// The latest answer to each measure of duty d (its notice is n), with the time of the first. An answer to a
// later notice of the listing counts, until a lift comes between.
const latestAnswers = sql`select distinct on (f.measure) f.measure, f.result,
    min(f.at) over (partition by f.measure) as first_at
  from notices m join feedback f on f.notice_id = m.id
  where m.subscription_id = d.subscription_id and m.listing_id = d.listing_id and m.seq >= d.seq
    and m.type not like '%.removed' and n.measures @> to_jsonb(f.measure)
    and not exists (
      select from notices l
      where l.subscription_id = d.subscription_id and l.listing_id = d.listing_id
        and (l.type like '%.removed' or l.suspends) and l.seq between d.seq and m.seq)
  order by f.measure, f.at desc, f.id desc`;

const answers = sql`select count(*) filter (where result in ('executed', 'released')) as executed,
    count(*) filter (where result = 'not-executed') as not_executed,
    count(*) filter (where result = 'not-applicable') as not_applicable,
    count(*) as measures, max(first_at) as at
  from (${latestAnswers}) latest`;

// The state of each duty as notices, deliveries and feedback have it now. `delivered_at` is the system's
// receipt. `signed_at` settles the duty of a receipt: the system's or a hand's, whichever is first; of a lift
// a hand's only. Signatures by hand stand in `notices`.
const current = (which: SQL) => sql`select d.notice_id,
    coalesce(d.delivered_at, received.at) as delivered_at,
    coalesce(d.signed_at, least(n.signed_at, case when d.kind <> 'lift' then received.at end)) as signed_at,
    coalesce(answers.executed, 0)::int as executed,
    coalesce(answers.not_executed, 0)::int as not_executed,
    coalesce(answers.not_applicable, 0)::int as not_applicable,
    case when answers.measures >= d.asked then answers.at end as answered_at
  from notice_duties d
    join notices n on n.id = d.notice_id
    join subscriptions s on s.id = d.subscription_id
    left join deliveries v on v.id = n.delivery_id
    cross join lateral (select ${received} as at) received
    left join lateral (${answers}) answers on d.kind = 'execute'
  where ${which}`;

const refresh = async (tx: Db, which: SQL): Promise<number> => {
  const refreshed = await rows(
    tx,
    sql`update notice_duties d
    set delivered_at = x.delivered_at,
      signed_at = x.signed_at,
      executed = x.executed,
      not_executed = x.not_executed,
      not_applicable = x.not_applicable,
      answered_at = x.answered_at
    from (${current(which)}) x
    where d.notice_id = x.notice_id
      and (d.delivered_at, d.signed_at, d.executed, d.not_executed, d.not_applicable, d.answered_at)
        is distinct from
        (x.delivered_at, x.signed_at, x.executed, x.not_executed, x.not_applicable, x.answered_at)
    returning 1`,
  );
  return refreshed.length;
};

export const refreshSpans = (tx: Db, spans: readonly SeqSpan[]) =>
  refresh(
    tx,
    sql`exists (select from ${spanSet(spans)}
      where x."subscriptionId" = d.subscription_id and d.seq between x."from" and x."to")`,
  );

export const refreshNotices = (tx: Db, ids: readonly string[]) =>
  refresh(
    tx,
    sql`d.notice_id in (select value::uuid from jsonb_array_elements_text(${json(ids)}::text::jsonb))`,
  );

export const refreshListing = (
  tx: Db,
  { subscriptionId, listingId }: { subscriptionId: string; listingId: number },
) => refresh(tx, sql`d.subscription_id = ${subscriptionId}::uuid and d.listing_id = ${listingId}::bigint`);

export const refreshUnsigned = (tx: Db) => refresh(tx, sql`d.lifted_at is null and d.signed_at is null`);

// Includes the feedback that was given while its duty was being opened.
export const refreshOpen = (tx: Db) => refresh(tx, open);

// A duty keeps the number of days it was opened with; only its last day is reckoned again.
export type DutyTerm = { opened: string; count: number; dueOn: string | null; isProvisional: boolean };

export const provisionalTerms = (tx: Db) =>
  rows<Pick<DutyTerm, 'opened' | 'count'>>(
    tx,
    sql`select distinct (opened_at at time zone 'Asia/Shanghai')::date::text as opened, count
      from notice_duties cross join lateral (values (receipt_count), (feedback_count)) c(count)
      where is_due_provisional and count is not null`,
  );

export const setTerms = (tx: Db, terms: readonly DutyTerm[]) =>
  tx.execute(sql`with t as materialized (
      select * from jsonb_to_recordset(${json(terms)}::text::jsonb)
        x(opened date, count int, "dueOn" date, "isProvisional" boolean))
    update notice_duties d set receipt_due_on = r."dueOn", feedback_due_on = f."dueOn",
      is_due_provisional = r."isProvisional" or coalesce(f."isProvisional", false)
    from notice_duties o
      join t r on r.opened = (o.opened_at at time zone 'Asia/Shanghai')::date and r.count = o.receipt_count
      left join t f on f.opened = r.opened and f.count = o.feedback_count
    where o.is_due_provisional and d.notice_id = o.notice_id`);

const some = async (db: Db, which: SQL): Promise<boolean> =>
  (await rows(db, sql`select 1 from notice_duties d where ${which} limit 1`)).length > 0;

export const hasOpenDuties = (db: Db) => some(db, open);
export const hasProvisionalTerms = (db: Db) => some(db, sql`is_due_provisional`);
