import { sql } from 'drizzle-orm';
import { answeredBy, type Heir } from '../../access/agencies/succession.ts';
import { type Db, json, rows } from '../../platform/door/db.ts';
import type { ListingFlag } from './listing.rules.ts';
import type { NotifiedRow } from './listing.table.ts';
import { type HeardStatement, type PriorNotice, priorNoticeStatements } from './prior-notice.table.ts';

type Place = Heir & { list: string };
type Stamp = { at: string; actor: string };
export type NotifiedListing = NotifiedRow &
  PriorNotice & {
    knownFrom: string;
    flags: ListingFlag[];
    subjectKind: string;
    subjectName: string;
    region: string;
  };

const columns = sql.raw(`l.id, l.list, l.kind, l.subject_id as "subjectId", l.origin_id as "originId",
    l.agency_id as "agencyId", l.record_id as "recordId", l.state, l.listed_on as "listedOn",
    l.due_on as "dueOn", l.measures_until as "measuresUntil", l.measures_ended_on as "measuresEndedOn",
    l.ended_on as "endedOn", l.end_ground as "endGround", l.removal_ground as "removalGround",
  l.authority_name as "authorityName", l.document_no as "documentNo", l.reason, l.version`);

// The state of a listing that this authority, or one that it took over from, already has; a term that is over
// by its day does not count.
export const stateOfOwn = async (
  tx: Db,
  about: Place & { subjectId: number },
): Promise<'listed' | 'notified' | undefined> =>
  (
    await rows<{ state: 'listed' | 'notified' }>(
      tx,
      sql`select l.state from listings l where l.subject_id = ${about.subjectId} and l.list = ${about.list}
        and l.agency_id in ${answeredBy(about)}
        and (l.state = 'notified' or (l.state = 'listed'
        and (l.due_on is null or l.due_on > ${about.today}::date))) order by l.state limit 1`,
    )
  )[0]?.state;

// Listings of these subjects that the authority has notified and not yet decided, the earliest first.
export const findNotified = (db: Db, place: Place, subjectIds: readonly number[]) =>
  rows<NotifiedRow>(
    db,
    sql`select ${columns} from listings l where l.state = 'notified' and l.list = ${place.list}
      and l.agency_id in ${answeredBy(place)}
      and l.subject_id in (select x.id::bigint
      from jsonb_array_elements_text(${json(subjectIds)}::text::jsonb) x(id)) order by l.id`,
  );

export type NewNotice = Omit<Place, 'today'> & {
  subjectId: number;
  originId: number | null;
  authorityName: string;
} & Omit<PriorNotice, 'statements'> & { reason: string };

// Undefined: another clerk has just notified the same subject.
export const insertNotice = async (
  tx: Db,
  notice: NewNotice,
  { at, actor }: Stamp,
): Promise<number | undefined> => {
  const [added] = await rows<{ id: number }>(
    tx,
    sql`with begun as (
      insert into listings (list, kind, subject_id, origin_id, agency_id, state, authority_name, document_no,
        reason, known_from)
      values (${notice.list}, 'severe', ${notice.subjectId}, ${notice.originId}, ${notice.agencyId},
        'notified', ${notice.authorityName}, ${notice.noticeNo}, ${notice.reason}, ${at}::timestamptz)
      on conflict do nothing returning id)
    insert into prior_notices (listing_id, document_no, reason, basis, notified_on, statement_days, decide_by,
      at, actor)
    select id, ${notice.noticeNo}, ${notice.reason}, ${notice.basis}, ${notice.notifiedOn}::date,
      ${notice.statementDays}::int,
      ${notice.decideBy}::date, ${at}::timestamptz, ${actor} from begun returning listing_id as id`,
  );
  return added?.id;
};

export const insertStatement = (tx: Db, listingId: number, heard: HeardStatement, { at, actor }: Stamp) =>
  tx.insert(priorNoticeStatements).values({ listingId, ...heard, at, actor });

const notified = sql`select ${columns}, l.known_from as "knownFrom", '[]'::json as flags,
  s.kind as "subjectKind", s.name as "subjectName", s.region, n.document_no as "noticeNo", n.basis,
  n.notified_on as "notifiedOn", n.statement_days as "statementDays", n.decide_by as "decideBy", coalesce((
      select jsonb_agg(jsonb_build_object('heardOn', t.heard_on, 'statement', t.statement, 'result', t.result,
        'finding', t.finding) order by t.id)
      from prior_notice_statements t where t.listing_id = l.id), '[]') as statements
  from listings l join prior_notices n on n.listing_id = l.id join subjects s on s.id = l.subject_id
  where l.state = 'notified'`;

export const findNotifiedListing = async (db: Db, id: number): Promise<NotifiedListing | undefined> =>
  (await rows<NotifiedListing>(db, sql`${notified} and l.id = ${id}`))[0];

export const notifiedOfSubject = (db: Db, subjectId: number) =>
  rows<NotifiedListing>(db, sql`${notified} and l.subject_id = ${subjectId} order by l.id`);

export type NotifiedSearch = {
  list?: string;
  changedSince?: string;
  isPerson: boolean;
  // The authority of the listings; null: any.
  by: Heir | null;
  // Only those whose decision was due before.
  overdueOn: string | null;
  after?: { knownFrom: string; id: number };
  limit: number;
};

export const searchNotified = (db: Db, search: NotifiedSearch) => {
  const conditions = [
    search.isPerson ? sql`s.kind = 'person'` : sql`s.kind <> 'person'`,
    ...(search.by ? [sql`l.agency_id in ${answeredBy(search.by)}`] : []),
    ...(search.list ? [sql`l.list = ${search.list}`] : []),
    ...(search.changedSince ? [sql`l.known_from >= ${search.changedSince}::timestamptz`] : []),
    ...(search.overdueOn ? [sql`n.decide_by < ${search.overdueOn}::date`] : []),
    ...(search.after
      ? [sql`(l.known_from, l.id) > (${search.after.knownFrom}::timestamptz, ${search.after.id}::bigint)`]
      : []),
  ];
  return rows<NotifiedListing>(
    db,
    sql`${notified} and ${sql.join(conditions, sql` and `)} order by l.known_from, l.id
      limit ${search.limit + 1}`,
  );
};
