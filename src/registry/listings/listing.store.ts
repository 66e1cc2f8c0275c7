import { desc, eq, type SQL, sql } from 'drizzle-orm';
import { type Db, json, rows } from '../../platform/door/db.ts';
import { isRetainedOn } from '../records/retention.ts';
import type { ListingFlag } from './listing.rules.ts';
import {
  type AnyListing,
  type ChangedListing,
  type ListingRow,
  listingSteps,
  type NewListing,
  type NewStep,
} from './listing.table.ts';
import { FLAGS } from './listing-flags.rules.ts';

const columns = sql.raw(`l.id, l.list, l.kind, l.subject_id as "subjectId", l.origin_id as "originId",
  l.agency_id as "agencyId", l.record_id as "recordId", l.state, l.listed_on as "listedOn",
  l.due_on as "dueOn", l.measures_until as "measuresUntil", l.measures_ended_on as "measuresEndedOn",
  l.ended_on as "endedOn", l.end_ground as "endGround", l.authority_name as "authorityName",
  l.document_no as "documentNo", l.reason,
    l.removal_ground as "removalGround", l.version`);

const changeable = sql.raw(`"subjectId" bigint, "originId" bigint, state text, "listedOn" date, "dueOn" date,
    "measuresUntil" date, "endedOn" date,
  "endGround" text, "removalGround" text, "authorityName" text, "documentNo" text, reason text`);

export const findListingsOfRecords = (db: Db, recordIds: readonly number[]) =>
  rows<ListingRow>(
    db,
    sql`select ${columns} from listings l where l.record_id in
      (select x.id::bigint from jsonb_array_elements_text(${json(recordIds)}::text::jsonb) x(id))`,
  );

/** The listing that fell with the decision which a held row would bring back. */
export const findEndedListing = async (
  db: Db,
  heldId: number,
): Promise<Pick<ListingRow, 'id' | 'list'> | undefined> =>
  (
    await rows<Pick<ListingRow, 'id' | 'list'>>(
      db,
      sql`select l.id, l.list from records r join fallen_decisions f on f.id = r.fallen_id
        join listings l on l.record_id in (r.id, f.record_id) and l.state in ('revoked', 'repaired')
        where r.id = ${heldId} order by l.record_id = f.record_id desc, l.id desc limit 1`,
    )
  )[0];

export const findLiveListingsOf = (db: Db, subjectIds: readonly number[]) =>
  rows<ListingRow>(
    db,
    sql`select ${columns} from jsonb_array_elements_text(${json(subjectIds)}::text::jsonb) x(id)
      join listings l on l.subject_id = x.id::bigint where l.state = 'listed'`,
  );

export const findListing = async (db: Db, id: number): Promise<ListingRow | undefined> =>
  (
    await rows<ListingRow>(
      db,
      sql`select ${columns} from listings l where l.id = ${id} and l.record_id is not null`,
    )
  )[0];

// A listing that is locked at this moment is skipped and found again with the next chunk, or the next night.
export const takeDueListings = (tx: Db, on: string, limit: number) =>
  rows<ListingRow>(
    tx,
    sql`select ${columns} from listings l where l.state = 'listed' and l.due_on <= ${on}::date
      order by l.due_on limit ${limit} for update of l skip locked`,
  );

export const takeDueMeasures = (tx: Db, on: string, limit: number) =>
  rows<ListingRow>(
    tx,
    sql`select ${columns} from listings l where l.state = 'listed' and l.measures_until <= ${on}::date
      and l.measures_ended_on is null order by l.measures_until limit ${limit} for update of l skip locked`,
  );

export const endMeasures = (tx: Db, ids: readonly number[], stamp: { on: string; at: string }) =>
  tx.execute(sql`update listings
    set measures_ended_on = ${stamp.on}::date, version = version + 1, known_from = ${stamp.at}::timestamptz
    where id in (select x.id::bigint from jsonb_array_elements_text(${json(ids)}::text::jsonb) x(id))`);

// Two clerks at one listing: the second waits here and then reads the first one's result. The record is
// locked first, as it is when the authority feeds it anew.
export const holdListing = async (tx: Db, id: number): Promise<AnyListing | undefined> => {
  await tx.execute(
    sql`select 1 from records where id = (select record_id from listings where id = ${id}) for update`,
  );
  return (
    await rows<AnyListing>(tx, sql`select ${columns} from listings l where l.id = ${id} for update`)
  )[0];
};

export const lastListingStep = async (db: Db, id: number) =>
  (
    await db
      .select({ step: listingSteps.step, ground: listingSteps.ground, at: listingSteps.at })
      .from(listingSteps)
      .where(eq(listingSteps.listingId, id))
      .orderBy(desc(listingSteps.id))
      .limit(1)
  )[0];

export const insertListings = (db: Db, list: readonly NewListing[], at: string) =>
  rows<{ id: number; recordId: number }>(
    db,
    sql`insert into listings (list, kind, subject_id, origin_id, agency_id, record_id, state, listed_on,
      due_on, measures_until, ended_on, end_ground, removal_ground, authority_name, document_no, reason,
      known_from)
    select x.list, x.kind, x."subjectId", x."originId", x."agencyId", x."recordId", x.state, x."listedOn",
      x."dueOn", x."measuresUntil", x."endedOn", x."endGround", x."removalGround", x."authorityName",
      x."documentNo",
      x.reason, ${at}::timestamptz
    from jsonb_to_recordset(${json(list)}::text::jsonb)
      x(list text, kind text, "agencyId" int, "recordId" bigint, ${changeable})
    order by x."recordId" returning id, record_id as "recordId"`,
  );

// Gives fewer rows than asked when another writer moved a listing first. A notified listing gets its record
// here. The words it had are kept where it has others from now on.
export const changeListings = (db: Db, list: readonly ChangedListing[], at: string) =>
  rows<{ id: number }>(
    db,
    sql`with x as materialized (select * from jsonb_to_recordset(${json(list)}::text::jsonb) x(id bigint,
      version int, "recordId" bigint, ${changeable})),
    changed as (update listings l set record_id = x."recordId", subject_id = x."subjectId", origin_id = x."originId",
      state = x.state, listed_on = x."listedOn", due_on = x."dueOn", measures_until = x."measuresUntil",
      measures_ended_on = case
        when x."measuresUntil" is not distinct from l.measures_until then l.measures_ended_on end,
      ended_on = x."endedOn", end_ground = x."endGround", removal_ground = x."removalGround",
      authority_name = x."authorityName",
      document_no = x."documentNo", reason = x.reason, version = l.version + 1,
        known_from = ${at}::timestamptz
    from x where l.id = x.id and l.version = x.version returning l.id),
    kept as (insert into listing_versions (listing_id, known_until, listed_on, due_on, measures_until,
      measures_ended_on, authority_name, document_no, reason)
    select l.id, ${at}::timestamptz, l.listed_on, l.due_on, l.measures_until, l.measures_ended_on,
      l.authority_name, l.document_no, l.reason
    from x join listings l on l.id = x.id and l.version = x.version join changed on changed.id = l.id
    where (l.listed_on, l.due_on, l.measures_until, l.authority_name, l.document_no, l.reason)
      is distinct from (x."listedOn", x."dueOn", x."measuresUntil", x."authorityName", x."documentNo", x.reason)
    on conflict do nothing)
    select id from changed`,
  );

export const addListingSteps = (db: Db, steps: readonly NewStep[], stamp: { at: string; actor: string }) =>
  db.execute(sql`insert into listing_steps (listing_id, step, from_state, to_state, ground, effective_on, at,
    actor)
    select "listingId", step, "fromState", "toState", ground, "effectiveOn", ${stamp.at}::timestamptz,
      ${stamp.actor}
    from jsonb_to_recordset(${json(steps)}::text::jsonb) x("listingId" bigint, step text, "fromState" text,
      "toState" text, ground text, "effectiveOn" date)`);

export type ListingSearch = {
  list?: string;
  state?: string;
  changedSince?: string;
  isPerson: boolean;
  removalGround?: string;
  // Only the auditor sees what is past its retention, and what was revoked where nobody asks for changes.
  seesAll: boolean;
  today: string;
  after?: { knownFrom: string; id: number };
  limit: number;
};
export type ListedRow = ListingRow & {
  knownFrom: string;
  flags: ListingFlag[];
  subjectKind: string;
  subjectName: string;
  region: string;
};

const conditionsOf = (search: ListingSearch): SQL[] => [
  ...(search.seesAll ? [] : [sql`r.state <> 'archived' and ${isRetainedOn('r', search.today)}`]),
  ...(search.seesAll || search.changedSince || search.state === 'revoked' ? [] : [sql`l.state <> 'revoked'`]),
  search.isPerson ? sql`s.kind = 'person'` : sql`s.kind <> 'person'`,
  ...(search.list ? [sql`l.list = ${search.list}`] : []),
  ...(search.state ? [sql`l.state = ${search.state}`] : []),
  ...(search.removalGround ? [sql`l.removal_ground = ${search.removalGround}`] : []),
  ...(search.changedSince ? [sql`l.known_from >= ${search.changedSince}::timestamptz`] : []),
  ...(search.after
    ? [sql`(l.known_from, l.id) > (${search.after.knownFrom}::timestamptz, ${search.after.id}::bigint)`]
    : []),
];

export const findListings = (db: Db, search: ListingSearch) =>
  rows<ListedRow>(
    db,
    sql`select ${columns}, l.known_from as "knownFrom", ${sql.raw(FLAGS)} as flags,
      s.kind as "subjectKind", s.name as "subjectName", s.region
    from listings l join subjects s on s.id = l.subject_id join records r on r.id = l.record_id
    where ${sql.join(conditionsOf(search), sql` and `)} order by l.known_from, l.id
      limit ${search.limit + 1}`,
  );

export type Repointing = { from: number; to: number; members: readonly number[] };

// The members' listings move from one file to another; the step log notes it, the state stays.
export const repointListings = (
  db: Db,
  { from, to, members }: Repointing,
  step: { name: 'merge' | 'part'; ground: string; on: string; at: string; actor: string },
): Promise<{ id: number; recordId: number | null }[]> =>
  rows(
    db,
    sql`with moved as (
      update listings l set subject_id = ${to},
        origin_id = nullif(coalesce(l.origin_id, l.subject_id), ${to}), version = l.version + 1,
        known_from = ${step.at}::timestamptz
      where l.subject_id = ${from} and coalesce(l.origin_id, l.subject_id) in
        (select x.id::bigint from jsonb_array_elements_text(${json(members)}::text::jsonb) x(id))
      returning l.id, l.record_id, l.state),
    noted as (
      insert into listing_steps (listing_id, step, from_state, to_state, ground, effective_on, at, actor)
      select id, ${step.name}, state, state, ${step.ground}, ${step.on}::date, ${step.at}::timestamptz,
        ${step.actor} from moved)
    select id, record_id as "recordId" from moved order by id`,
  );
