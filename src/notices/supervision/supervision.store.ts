import { type SQL, sql } from 'drizzle-orm';
import { type Db, rows } from '../../platform/door/db.ts';
import type { Owed } from './supervision-out.rules.ts';
import { type SupervisionKind, supervisionKinds } from './supervision-words.rules.ts';

export type SupervisionRow = Owed & { agencyId: number };

export type SupervisionSearch = {
  agencyId: number | null;
  agency: string | null;
  kinds: readonly SupervisionKind[];
  // Items due between these days; a lift that has not arrived is late at once.
  dueFrom: string | null;
  dueBy: string;
  // Lifts made before this instant should have arrived.
  liftsBefore: string;
  today: string;
  after: { dueOn: string; kind: SupervisionKind; key: string } | null;
  limit: number;
};

const day = (column: string) => sql.raw(`(${column} at time zone 'Asia/Shanghai')::date`);
const who = sql`a.id as "agencyId", a.code as agency, a.name as "agencyName"`;
const what = sql`e.payload ->> 'subjectKind' as "subjectKind", e.payload ->> 'subjectName' as "subjectName"`;
const about = sql`${who}, d.subscription_id::text as "subscriptionId", d.seq, d.list, ${what},
  ${day('d.opened_at')} as "openedOn"`;

// Read in the order of the index of open duties and no further than the page goes, before any join.
const owed = (kind: 'receipt' | 'lift' | 'feedback', query: SupervisionSearch) => {
  const { agencyId, agency, after, dueBy, dueFrom, limit } = query;
  const due = sql.raw(kind === 'feedback' ? 'd.feedback_due_on' : 'd.receipt_due_on');
  const isOpen = {
    receipt: sql`d.signed_at is null and d.lifted_at is null and d.kind <> 'lift'`,
    lift: sql`d.signed_at is null and d.lifted_at is null and d.kind = 'lift'`,
    feedback: sql`d.kind = 'execute' and d.answered_at is null and d.lifted_at is null`,
  }[kind];
  return sql`select ${sql.raw(`'${kind}'`)} as kind, d.notice_id::text as id, ${about}, d.due_on as "dueOn",
      d.is_due_provisional as "isProvisional"
    from (
      select d.*, ${due} as due_on
      from notice_duties d
        join subscriptions s on s.id = d.subscription_id and s.removed_at is null
        join agencies a on a.id = d.agency_id
      where ${isOpen}
        and ${due} between coalesce(${dueFrom}::date, '-infinity') and ${dueBy}::date
        and ${follows(kind, due, after)}
        and (${agencyId}::int is null or d.agency_id = ${agencyId}::int)
        and (${agency}::text is null or a.code = ${agency}::text)
      order by ${due}, d.notice_id
      limit ${limit}) d
      join agencies a on a.id = d.agency_id
      join notices n on n.id = d.notice_id
      join events e on e.id = n.event_id`;
};

// The agency that took a promise owes its verification; the room promise/ keeps it.
const owedVerification = ({ dueFrom, dueBy, agencyId }: SupervisionSearch) =>
  sql`select 'verification' as kind, v.no as id, ${who}, null as "subscriptionId", null::bigint as seq,
      null as list, c.kind as "subjectKind", c.name as "subjectName", v.due_from as "openedOn",
      v.due_on as "dueOn", v.is_due_provisional as "isProvisional"
    from verifications v
      join commitments c on c.no = v.commitment_no
      join agencies a on a.id = v.agency_id
    where v.state in ('due', 'running', 'not-true', 'rectifying')
      and v.due_on between coalesce(${dueFrom}::date, '-infinity') and ${dueBy}::date
      and (${agencyId}::int is null or v.agency_id = ${agencyId}::int)`;

const follows = (kind: SupervisionKind, due: SQL, after: SupervisionSearch['after']): SQL => {
  if (!after) return sql`true`;
  const rank = rankOf(kind) - rankOf(after.kind);
  if (rank === 0)
    return sql`(${due}, d.notice_id) > (${after.dueOn}::date, ${after.key.split(' ')[0] ?? ''}::uuid)`;
  return rank > 0 ? sql`${due} >= ${after.dueOn}::date` : sql`${due} > ${after.dueOn}::date`;
};

// Each part reads its own index of what is open, worst first, and no more than the page asks for.
const part = (kind: SupervisionKind, query: SupervisionSearch) => {
  const { dueBy, liftsBefore, today } = query;
  const parts = {
    receipt: () => owed('receipt', query),
    lift: () => owed('lift', query),
    feedback: () => owed('feedback', query),
    'lift-delivery': () => sql`select 'lift-delivery' as kind, n.id::text as id, ${who},
        n.subscription_id::text as "subscriptionId", n.seq, e.payload ->> 'list' as list, ${what},
        ${day('v.created_at')} as "openedOn", ${day('v.created_at')} as "dueOn", false as "isProvisional"
      from deliveries v
        join notices n on n.delivery_id = v.id and n.type like '%.removed'
        join subscriptions s on s.id = v.subscription_id and s.removed_at is null
        join agencies a on a.id = s.agency_id
        join events e on e.id = n.event_id
      where v.urgent
        and v.state in ('queued', 'ready', 'leased')
        and v.created_at < ${liftsBefore}::timestamptz
        and n.signed_at is null
        and n.seq > s.acked_seq`,
    'lift-untold':
      () => sql`select distinct on (d.agency_id, d.listing_id) 'lift-untold' as kind, d.notice_id::text as id,
        ${about}, l.ended_on as "dueOn", false as "isProvisional"
      from notice_duties d
        join subscriptions s on s.id = d.subscription_id
        join listings l on l.id = d.listing_id
          and l.ended_on is not null
          and (s.removed_at is not null or l.ended_on < ${today}::date)
        join agencies a on a.id = d.agency_id
        join notices n on n.id = d.notice_id
        join events e on e.id = n.event_id
      where d.kind <> 'lift'
        and d.lifted_at is null
        and coalesce(d.delivered_at, d.signed_at) is not null
        and not exists (
          select from notice_duties t
          where t.listing_id = d.listing_id and t.agency_id = d.agency_id and t.kind = 'lift')
      order by d.agency_id, d.listing_id, d.seq desc`,
    repair: () => sql`select 'repair' as kind, c.id::text as id, ${who}, null as "subscriptionId",
        null::bigint as seq, l.list, u.kind as "subjectKind", u.name as "subjectName",
        c.due_from as "openedOn", c.due_on as "dueOn", c.is_due_provisional as "isProvisional"
      from repairs c
        join records r on r.id = c.record_id
        join subjects u on u.id = r.subject_id
        left join listings l on l.id = c.listing_id
        cross join lateral jsonb_array_elements_text(c.awaiting) w(name)
        join agencies a on a.name = w.name
      where c.state = 'syncing' and c.due_on <= ${dueBy}::date`,
    assistance: () => sql`select 'assistance' as kind, c.no as id, ${who}, null as "subscriptionId",
        null::bigint as seq, null as list, c.subject_kind as "subjectKind", c.name as "subjectName",
        c.asked_on as "openedOn", c.due_on as "dueOn", c.is_due_provisional as "isProvisional"
      from assistance c
        join agencies a on a.id = c.asked_id
      where c.state = 'asked' and c.due_on <= ${dueBy}::date`,
    verification: () => owedVerification(query),
    // The board names a complaint by its number alone.
    complaint: () => sql`select 'complaint' as kind, c.no as id, ${who}, null as "subscriptionId",
        null::bigint as seq, null as list, 'complaint' as "subjectKind", c.no as "subjectName",
        c.due_from as "openedOn", c.due_on as "dueOn", c.is_due_provisional as "isProvisional"
      from complaints c
        join agencies a on a.id = c.agency_id
      where c.state in ('asked', 'ordered') and c.due_on <= ${dueBy}::date`,
  };
  return parts[kind]();
};

// Worst first: the earliest day, then what touches a lift.
export const listSupervision = (db: Db, query: SupervisionSearch) => {
  const { agencyId, agency, after, limit, dueFrom } = query;
  const isNext = after
    ? sql`("dueOn", rank, key) > (${after.dueOn}::date, ${rankOf(after.kind)}::int, ${after.key}::text)`
    : sql`true`;
  const pick = (kind: SupervisionKind) => sql`(
    select *
    from (
      select p.*, ${rankOf(kind)}::int as rank, p.id || ' ' || p."agencyId" as key
      from (${part(kind, query)}) p) q
    where (${agencyId}::int is null or "agencyId" = ${agencyId}::int)
      and (${agency}::text is null or agency = ${agency}::text)
      and ${isNext}
      and (${dueFrom}::date is null or (${rankOf(kind)}::int > 1 and "dueOn" >= ${dueFrom}::date))
    order by "dueOn", key
    limit ${limit})`;
  return rows<SupervisionRow & { key: string }>(
    db,
    sql`select kind, id, key, "agencyId", agency, "agencyName", "subscriptionId", seq, list, "subjectKind",
      "subjectName", "openedOn"::text as "openedOn", u."dueOn"::text as "dueOn", "isProvisional"
    from (${sql.join(query.kinds.map(pick), sql` union all `)}) u
    order by u."dueOn", rank, key
    limit ${limit}`,
  );
};

const rankOf = (kind: SupervisionKind): number => supervisionKinds.indexOf(kind);
