import { sql } from 'drizzle-orm';
import { type Db, json, rows } from '../../platform/door/db.ts';
import { type Feed, isFedBy } from './fed-by.ts';
import type { HeldRemoval } from './held-removal.rules.ts';
import type { RecordState } from './record.rules.ts';
import type { CorrectedRecord, KnownRecord, NewRecord, RecordContent, SeenRecord } from './record.table.ts';

export type Stamp = { batchId: string | null; at: string };

const columns = `"subjectId" bigint, "originId" bigint, state text, class text, "documentNo" text,
  "authorityName" text, "authorityUscc" text, "decidedOn" date, "publishedUntil" date, "retainedUntil" date,
  sealed text,
  "contentHash" text, "rowPrint" text, "holdCode" text, "heldListing" jsonb, "batchRow" int`;

// fields travel beside the rows, each as a text of its own: as one nested document they take PostgreSQL twice
// as long to parse.
const contentOf = (list: readonly RecordContent[], keys: string) => sql`rows from (
    jsonb_to_recordset(${json(list.map(({ fields: _, ...row }) => row))}::text::jsonb)
      as (${sql.raw(`${keys}, ${columns}`)}),
    jsonb_array_elements_text(${json(list.map(({ fields }) => json(fields)))}::text::jsonb)) x`;

const ownFirst = ({ agencyId, heirTo = [] }: Feed) =>
  heirTo.length === 0 ? sql`` : sql`order by r.agency_id = ${agencyId}::int desc, r.id desc`;

// One probe of the index a key: joined in a set, a planner without fresh statistics reads the whole feed for
// every chunk. The last row, without a record, says that decisions of this catalogue fell: only then are they
// asked for.
export const findRecords = async (
  db: Db,
  feed: Feed,
  sourceNos: readonly string[],
): Promise<{ found: KnownRecord[]; hasFallen: boolean }> => {
  const list = await rows<KnownRecord | { id: null }>(
    db,
    sql`select found.* from jsonb_array_elements_text(${json(sourceNos)}::text::jsonb) x(no)
    cross join lateral (
      select r.id, r.source_no as "sourceNo", r.version, r.state, r.content_hash as "contentHash",
        r.row_print as "rowPrint", r.subject_id as "subjectId", r.document_no as "documentNo",
        r.held_removal ->> 'door' as "heldBy", r.held_removal ->> 'print' as "heldPrint",
        r.refused_removal as "refusedRemoval"
      from records r
      where ${isFedBy('r', feed)} and r.catalog = ${feed.catalog}::text
        and r.source_no = x.no ${ownFirst(feed)}
      limit 1) found
    union all select null, null, null, null, null, null, null, null, null, null, null
    where exists (select 1 from fallen_decisions f
      where f.catalog = ${feed.catalog}::text and f.restored_at is null)`,
  );
  const found = list.filter((row): row is KnownRecord => row.id !== null);
  return { found, hasFallen: found.length < list.length };
};

// Gives fewer rows than asked when another writer was first; the verb decides what that means.
export const insertRecords = (db: Db, feed: Feed & Stamp, list: readonly NewRecord[]) =>
  rows<{ id: number; sourceNo: string }>(
    db,
    sql`insert into records (catalog, agency_id, source_no, subject_id, origin_id, state, class, document_no,
      authority_name, authority_uscc, decided_on, published_until, retained_until, fields, sealed,
      content_hash, row_print, hold_code, held_listing, batch_id, batch_row, known_from)
    select ${feed.catalog}::text, ${feed.agencyId}::int, x."sourceNo", x."subjectId", x."originId", x.state,
      x.class, x."documentNo", x."authorityName", x."authorityUscc", x."decidedOn", x."publishedUntil",
      x."retainedUntil", x.value::jsonb, decode(x.sealed, 'hex'), x."contentHash", x."rowPrint", x."holdCode",
      x."heldListing", ${feed.batchId}::text::uuid, x."batchRow", ${feed.at}::timestamptz
    from ${contentOf(list, '"sourceNo" text')}
    order by x."sourceNo" on conflict (agency_id, catalog, source_no) do nothing
    returning id, source_no as "sourceNo"`,
  );

/** A record that the registry wrote in an agency's name is none of that agency's lists. */
export const keepRecord = (db: Db, { agencyId, catalog }: Feed, sourceNo: string) =>
  db.execute(sql`insert into kept_records (record_id)
    select id from records where agency_id = ${agencyId}::int and catalog = ${catalog}::text
      and source_no = ${sourceNo}::text
    on conflict do nothing`);

// A second writer of the same version finds the first one's copy here and is ignored; the update then gives
// no row, and the caller reports record.stale.
const keepVersions = (from: ReturnType<typeof sql>, at: string) =>
  sql`insert into record_versions (record_id, version, subject_id, state, class, document_no, decided_on,
    published_until, fields, sealed, content_hash, batch_id, batch_row, held_removal, known_from, known_until)
    select r.id, r.version, r.subject_id, r.state, r.class, r.document_no, r.decided_on, r.published_until,
      r.fields, r.sealed, r.content_hash, r.batch_id, r.batch_row, r.held_removal, r.known_from,
      ${at}::timestamptz
    from ${from} x join records r on r.id = x.id and r.version = x."seenVersion"
    on conflict (record_id, version) do nothing`;

// The old version is kept in the same statement; the version seen is the lock. A removal decided at the desk
// is its subject's.
export const correctRecords = (db: Db, stamp: Stamp, list: readonly CorrectedRecord[]) =>
  rows<{ id: number }>(
    db,
    sql`with x as materialized (
      select x.*, x.value::jsonb as fields from ${contentOf(list, 'id bigint, "seenVersion" int')}),
    kept as (${keepVersions(sql`x`, stamp.at)})
    update records r set subject_id = x."subjectId", origin_id = x."originId", state = x.state,
      version = r.version + 1, class = x.class, document_no = x."documentNo",
      authority_name = x."authorityName", authority_uscc = x."authorityUscc", decided_on = x."decidedOn",
      published_until = x."publishedUntil", retained_until = x."retainedUntil", fields = x.fields,
      sealed = decode(x.sealed, 'hex'), content_hash = x."contentHash", row_print = x."rowPrint",
      hold_code = x."holdCode", held_listing = x."heldListing", refused_removal = null,
      held_removal = case when r.held_removal ->> 'door' = 'desk' and x.state in ('live', 'unpublished')
        and r.subject_id = x."subjectId" then r.held_removal end, batch_id = ${stamp.batchId}::text::uuid,
      batch_row = x."batchRow", known_from = ${stamp.at}::timestamptz
    from x where r.id = x.id and r.version = x."seenVersion" returning r.id`,
  );

const dayOr = (name: string, column: string) =>
  sql.raw(`case when x.about ? '${name}' then (x.about->>'${name}')::date else r.${column} end`);

// A move without new content: admitted, refused, withdrawn, ended by a clock.
export const moveRecords = (db: Db, move: { to: RecordState; at: string }, seen: readonly SeenRecord[]) =>
  rows<{ id: number }>(
    db,
    sql`with x as materialized (
      select (about->>'id')::bigint as id, (about->>'version')::int as "seenVersion", about
      from jsonb_array_elements(${json(seen)}::text::jsonb) about),
    kept as (${keepVersions(sql`x`, move.at)})
    update records r set state = ${move.to}, version = r.version + 1, hold_code = null, held_listing = null,
      held_removal = null, refused_removal = null, publicity_held_on = null,
      published_until = ${dayOr('publishedUntil', 'published_until')},
      retained_until = ${dayOr('retainedUntil', 'retained_until')}, known_from = ${move.at}::timestamptz
    from x where r.id = x.id and r.version = x."seenVersion" returning r.id`,
  );

// The members' records move from one file to another; as every change does, this makes a version.
export const repointRecords = async (
  db: Db,
  move: { from: number; to: number; members: readonly number[]; at: string },
): Promise<number[]> => {
  const held = await rows<SeenRecord>(
    db,
    sql`select id, version from records where subject_id = ${move.from} and coalesce(origin_id, subject_id) in
      (select x.id::bigint from jsonb_array_elements_text(${json(move.members)}::text::jsonb) x(id))
      order by id for update`,
  );
  if (held.length === 0) return [];
  await db.execute(sql`with x as materialized (
      select id, version as "seenVersion"
      from jsonb_to_recordset(${json(held)}::text::jsonb) x(id bigint, version int)),
    kept as (${keepVersions(sql`x`, move.at)})
    update records r set subject_id = ${move.to},
      origin_id = nullif(coalesce(r.origin_id, r.subject_id), ${move.to}), version = r.version + 1,
      known_from = ${move.at}::timestamptz
    from x where r.id = x.id`);
  return held.map(({ id }) => id);
};

export type PrintedRow = { sourceNo: string; print: string };

// Records that these same rows made before. A withdrawn record does not count: its row revives it.
// One probe of the index a key, as in findRecords.
export const findSameRecords = (db: Db, feed: Feed, list: readonly PrintedRow[]) =>
  rows<{ id: number; sourceNo: string }>(
    db,
    sql`select found.id, x.no as "sourceNo" from rows from (
      jsonb_array_elements_text(${json(list.map(({ sourceNo }) => sourceNo))}::text::jsonb),
      jsonb_array_elements_text(${json(list.map(({ print }) => print))}::text::jsonb)) x(no, print)
    cross join lateral (
      select r.id, r.row_print, r.state from records r
      where r.agency_id = ${feed.agencyId}::int and r.catalog = ${feed.catalog}::text and r.source_no = x.no
      limit 1) found
    where found.row_print = x.print and found.state <> 'withdrawn'`,
  );

// No new version: the record does not change, only the print of its row is kept.
export const keepPrints = (db: Db, list: readonly { id: number; print: string }[]) =>
  db.execute(sql`update records r set row_print = x.print
    from jsonb_to_recordset(${json(list)}::text::jsonb) x(id bigint, print text) where r.id = x.id`);

export type Holding = { id: number; version: number; removal: HeldRemoval | null; refused: string | null };

/**
 * Holds the removal of a record, or settles it (null); the record says nothing else than before. Its print is
 * forgotten, so that the next row is read. Gives fewer rows than asked when another writer was first.
 */
export const holdRemovals = (db: Db, list: readonly Holding[], at: string) =>
  rows<{ id: number }>(
    db,
    sql`with x as materialized (
      select x.id, x.version as "seenVersion", x.removal, x.refused
      from jsonb_to_recordset(${json(list)}::text::jsonb)
        x(id bigint, version int, removal jsonb, refused text)),
    kept as (${keepVersions(sql`x`, at)})
    update records r set held_removal = nullif(x.removal, 'null'::jsonb), refused_removal = x.refused,
      row_print = null, version = r.version + 1, known_from = ${at}::timestamptz
    from x where r.id = x.id and r.version = x."seenVersion" returning r.id`,
  );

/** Nothing waits any more where the listing ended another way. */
export const forgetHeldRemovals = (db: Db, recordIds: readonly number[]) =>
  db.execute(sql`update records set held_removal = null where held_removal is not null
    and id in (select x.id::bigint from jsonb_array_elements_text(${json(recordIds)}::text::jsonb) x(id))`);
