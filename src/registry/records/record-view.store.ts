import { eq, type SQL, sql } from 'drizzle-orm';
import { answeredBy, type Heir } from '../../access/agencies/succession.ts';
import { type Db, rows } from '../../platform/door/db.ts';
import { FALLEN } from './fallen-decision.rules.ts';
import { type RecordRow, records } from './record.table.ts';
import { isRetainedOn } from './retention.ts';

const select = sql`select r.id, r.catalog, r.agency_id as "agencyId", a.name as "agencyName",
  r.source_no as "sourceNo", r.subject_id as "subjectId", r.origin_id as "originId", s.kind as "subjectKind",
  s.name as "subjectName", r.state, r.version, r.class, r.document_no as "documentNo",
  r.authority_name as "authorityName", r.authority_uscc as "authorityUscc", r.decided_on as "decidedOn",
  r.published_until as "publishedUntil", r.retained_until as "retainedUntil", r.fields,
  r.hold_code as "holdCode", r.held_listing as "heldListing", r.disputed_at is not null as "isDisputed",
  r.appealed_at is not null as "isUnderAppeal", r.stayed_at is not null as "isStayed",
  r.uncorrected_at is not null as "isUncorrected", r.publicity_held_on as "publicityHeldOn",
  r.batch_id as "batchId", r.batch_row as "batchRow", r.held_removal as "heldRemoval",
  r.known_from as "knownFrom",
  case when f.id is not null then
    jsonb_build_object('by', f.ended_by, 'on', f.ended_on, 'documentNo', f.document_no) end as fallen
  from records r join subjects s on s.id = r.subject_id join agencies a on a.id = r.agency_id
    left join fallen_decisions f on f.id = r.fallen_id and r.hold_code = ${FALLEN}`;

const where = (db: Db, condition: SQL) => rows<RecordRow>(db, sql`${select} where ${condition}`);

// An agency's own record before one of an agency that it took over from: a number may stand in both.
export const findOwnRecord = async (
  db: Db,
  key: Heir & { catalog: string; sourceNo: string },
): Promise<RecordRow | undefined> =>
  (
    await where(
      db,
      sql`r.agency_id in ${answeredBy(key)} and r.catalog = ${key.catalog} and r.source_no = ${key.sourceNo}
        order by r.agency_id = ${key.agencyId} desc, r.id desc limit 1`,
    )
  )[0];

export const findRecord = async (db: Db, id: number): Promise<RecordRow | undefined> =>
  (await where(db, sql`r.id = ${id}`))[0];

// A second writer of the same record waits here and then reads the first one's result.
export const holdRecord = (tx: Db, id: number) =>
  tx.select({ id: records.id }).from(records).where(eq(records.id, id)).for('update');

export const listHeldRecords = (db: Db, page: { after: number; limit: number; today: string }) =>
  where(
    db,
    sql`(r.state = 'held' or r.held_removal is not null and not exists (select 1 from listings l
        where l.record_id = r.id and l.state <> 'listed')) and r.id > ${page.after}
      and (r.retained_until is null or r.retained_until > ${page.today}::date)
      order by r.id limit ${page.limit + 1}`,
  );

const EARLY = sql`r.held_removal ->> 'code' = 'row.removal-too-early' and r.state in ('live', 'unpublished')`;

// Removals that wait for a day only.
export const hasEarlyRemovals = async (db: Db, after: number): Promise<boolean> =>
  (
    await rows(
      db,
      sql`select 1 from records r where r.held_removal is not null and ${EARLY} and r.id > ${after} limit 1`,
    )
  ).length > 0;

// One that is locked at this moment is found again the next night.
export const takeEarlyRemovals = (tx: Db, page: { after: number; limit: number }): Promise<RecordRow[]> =>
  where(
    tx,
    sql`r.held_removal is not null and ${EARLY} and r.id > ${page.after}
      order by r.id limit ${page.limit} for update of r skip locked`,
  );

// True for a record that nobody may be served any more.
export const isPastRetention = async (db: Db, id: number, today: string): Promise<boolean> =>
  (
    await rows(
      db,
      sql`select 1 from records r where r.id = ${id}
        and (r.state = 'archived' or not ${isRetainedOn('r', today)})`,
    )
  ).length > 0;
