import { type SQL, sql } from 'drizzle-orm';
import { type Db, json, rows } from '../platform/db.ts';
import type { ListingState, ListingStep } from './listing.rules.ts';

export type ListingRow = {
  id: number;
  list: string;
  kind: 'severe' | 'honour';
  subjectId: number;
  originId: number | null;
  agencyId: number;
  recordId: number;
  state: ListingState;
  listedOn: string;
  dueOn: string | null;
  endedOn: string | null;
  endGround: string | null;
  authorityName: string;
  documentNo: string | null;
  reason: string;
  version: number;
};
export type NewListing = Omit<ListingRow, 'id' | 'version'>;
export type ChangedListing = Omit<ListingRow, 'list' | 'kind' | 'agencyId' | 'recordId'>;
export type NewStep = {
  listingId: number;
  step: ListingStep;
  fromState: ListingState | null;
  toState: ListingState;
  ground: string | null;
  effectiveOn: string;
};

const columns = sql.raw(`l.id, l.list, l.kind, l.subject_id as "subjectId",
  l.origin_id as "originId", l.agency_id as "agencyId",
  l.record_id as "recordId", l.state, l.listed_on as "listedOn", l.due_on as "dueOn", l.ended_on as "endedOn",
  l.end_ground as "endGround", l.authority_name as "authorityName", l.document_no as "documentNo", l.reason, l.version`);

const changeable =
  sql.raw(`"subjectId" bigint, "originId" bigint, state text, "listedOn" date, "dueOn" date, "endedOn" date,
  "endGround" text, "authorityName" text, "documentNo" text, reason text`);

export const findListingsOfRecords = (db: Db, recordIds: readonly number[]) =>
  rows<ListingRow>(
    db,
    sql`select ${columns} from listings l where l.record_id in
      (select x.id::bigint from jsonb_array_elements_text(${json(recordIds)}::text::jsonb) x(id))`,
  );

export const findListing = async (db: Db, id: number): Promise<ListingRow | undefined> =>
  (await rows<ListingRow>(db, sql`select ${columns} from listings l where l.id = ${id}`))[0];

export const findDueListings = (db: Db, on: string, limit: number) =>
  rows<ListingRow>(
    db,
    sql`select ${columns} from listings l where l.state = 'listed' and l.due_on <= ${on}::date
      order by l.due_on, l.id limit ${limit}`,
  );

export const insertListings = (db: Db, list: readonly NewListing[], at: string) =>
  rows<{ id: number; recordId: number }>(
    db,
    sql`insert into listings (list, kind, subject_id, origin_id, agency_id, record_id, state, listed_on, due_on, ended_on, end_ground,
      authority_name, document_no, reason, known_from)
    select x.list, x.kind, x."subjectId", x."originId", x."agencyId", x."recordId", x.state, x."listedOn", x."dueOn", x."endedOn",
      x."endGround", x."authorityName", x."documentNo", x.reason, ${at}::timestamptz
    from jsonb_to_recordset(${json(list)}::text::jsonb)
      x(list text, kind text, "agencyId" int, "recordId" bigint, ${changeable})
    order by x."recordId" returning id, record_id as "recordId"`,
  );

// Gives fewer than asked when someone else moved a listing first.
export const changeListings = (db: Db, list: readonly ChangedListing[], at: string) =>
  rows<{ id: number }>(
    db,
    sql`update listings l set subject_id = x."subjectId", origin_id = x."originId", state = x.state, listed_on = x."listedOn", due_on = x."dueOn",
      ended_on = x."endedOn", end_ground = x."endGround", authority_name = x."authorityName",
      document_no = x."documentNo", reason = x.reason, version = l.version + 1, known_from = ${at}::timestamptz
    from jsonb_to_recordset(${json(list)}::text::jsonb) x(id bigint, version int, ${changeable})
    where l.id = x.id and l.version = x.version returning l.id`,
  );

export const addListingSteps = (db: Db, steps: readonly NewStep[], stamp: { at: string; actor: string }) =>
  db.execute(sql`insert into listing_steps (listing_id, step, from_state, to_state, ground, effective_on, at, actor)
    select "listingId", step, "fromState", "toState", ground, "effectiveOn", ${stamp.at}::timestamptz, ${stamp.actor}
    from jsonb_to_recordset(${json(steps)}::text::jsonb) x("listingId" bigint, step text, "fromState" text,
      "toState" text, ground text, "effectiveOn" date)`);

export type ListingSearch = {
  list?: string;
  state?: string;
  changedSince?: string;
  isPerson: boolean;
  after?: { knownFrom: string; id: number };
  limit: number;
};
export type ListedRow = ListingRow & {
  knownFrom: string;
  isDisputed: boolean;
  subjectKind: string;
  subjectName: string;
  region: string;
};

const conditionsOf = (search: ListingSearch): SQL[] => [
  search.isPerson ? sql`s.kind = 'person'` : sql`s.kind <> 'person'`,
  ...(search.list ? [sql`l.list = ${search.list}`] : []),
  ...(search.state ? [sql`l.state = ${search.state}`] : []),
  ...(search.changedSince ? [sql`l.known_from >= ${search.changedSince}::timestamptz`] : []),
  ...(search.after
    ? [sql`(l.known_from, l.id) > (${search.after.knownFrom}::timestamptz, ${search.after.id}::bigint)`]
    : []),
];

export const searchListings = (db: Db, search: ListingSearch) =>
  rows<ListedRow>(
    db,
    sql`select ${columns}, l.known_from as "knownFrom", l.disputed_at is not null as "isDisputed",
      s.kind as "subjectKind", s.name as "subjectName", s.region
    from listings l join subjects s on s.id = l.subject_id
    where ${sql.join(conditionsOf(search), sql` and `)} order by l.known_from, l.id limit ${search.limit + 1}`,
  );
