import { inArray, sql } from 'drizzle-orm';
import type { IdentifierType } from '../../kernel/identifiers.ts';
import { type Db, json, rows } from '../../platform/door/db.ts';
import { subjects } from '../subjects/subject.table.ts';

// One of the two files of a pair. origin: only what was recorded of that subject, though it counts in another
// file by now.
export type SideKey = { file: number; origin: number | null };
export type SideRow = {
  place: number;
  id: number;
  kind: string;
  name: string;
  region: string;
  createdAt: string;
  names: string[];
  recordCount: number;
  liveListingCount: number;
};
export type SideIdentifier = {
  place: number;
  lookup: string;
  type: IdentifierType;
  code: string | null;
  sealed: Uint8Array | null;
};
export type SideRecord = {
  id: number;
  catalog: string;
  documentNo: string | null;
  authority: string;
  decidedOn: string;
  state: string;
};
export type SideListing = { id: number; list: string; authority: string; listedOn: string; state: string };

const asked = (keys: readonly SideKey[]) =>
  sql`(select k.place, k.file, k.origin from jsonb_to_recordset(${json(
    keys.map((key, place) => ({ ...key, place })),
  )}::text::jsonb) k(place int, file bigint, origin bigint)) k`;
const belongs = (alias: string) =>
  sql.raw(
    `${alias}.subject_id = k.file and (k.origin is null
      or coalesce(${alias}.origin_id, ${alias}.subject_id) = k.origin)`,
  );

export const findFileKinds = async (db: Db, ids: readonly number[]): Promise<Map<number, string>> => {
  const found = await db
    .select({ id: subjects.id, kind: subjects.kind })
    .from(subjects)
    .where(inArray(subjects.id, [...ids]));
  return new Map(found.map(({ id, kind }) => [id, kind]));
};

export const describeSides = (db: Db, keys: readonly SideKey[]) =>
  rows<SideRow>(
    db,
    sql`select k.place, s.id, s.kind, s.name, s.region,
      to_char(s.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "createdAt",
      (select coalesce(jsonb_agg(n.name order by n.seen_on, n.name), '[]') from subject_names n
      where n.subject_id = s.id
        and (k.origin is null or not n.is_copy)) as names,
      (select count(*)::int from records r where ${belongs('r')} and r.state <> 'archived') as "recordCount",
      (select count(*)::int from listings l where ${belongs('l')}
      and l.state = 'listed') as "liveListingCount"
    from ${asked(keys)} join subjects s on s.id = coalesce(k.origin, k.file) order by k.place`,
  );

export const listSideIdentifiers = (db: Db, keys: readonly SideKey[]) =>
  rows<SideIdentifier>(
    db,
    sql`select k.place, i.lookup, i.type, i.code, i.sealed from ${asked(keys)}
    join subject_identifiers i on ${belongs('i')} where not i.is_derived
    order by k.place, (i.type = 'uscc') desc, i.type, i.lookup`,
  );

export const listSideRecords = (db: Db, key: SideKey, limit: number) =>
  rows<SideRecord>(
    db,
    sql`select r.id, r.catalog, r.document_no as "documentNo", r.authority_name as authority,
      r.decided_on::text as "decidedOn", r.state
    from ${asked([key])} join records r on ${belongs('r')} and r.state <> 'archived'
    order by r.decided_on desc, r.id desc limit ${limit}`,
  );

export const listSideListings = (db: Db, key: SideKey, limit: number) =>
  rows<SideListing>(
    db,
    sql`select l.id, l.list, l.authority_name as authority, l.listed_on::text as "listedOn", l.state
    from ${asked([key])} join listings l on ${belongs('l')} and l.state <> 'revoked'
    join records r on r.id = l.record_id and r.state <> 'archived' order by l.listed_on desc, l.id desc
    limit ${limit}`,
  );
