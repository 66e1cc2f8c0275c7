import { sql } from 'drizzle-orm';
import { type Db, json, rows } from '../../platform/door/db.ts';

type Feed = { agencyId: number; catalog: string };

export const nameRecords = (db: Db, batchId: string, recordIds: readonly number[]) =>
  db.execute(sql`insert into batch_records (batch_id, record_id)
    select ${batchId}::text::uuid, x.id::bigint from jsonb_array_elements_text(${json(recordIds)}::text::jsonb) x(id)
    on conflict do nothing`);

const missing = (feed: Feed, batchId: string) =>
  sql`r.agency_id = ${feed.agencyId} and r.catalog = ${feed.catalog} and r.state in ('held', 'live', 'unpublished', 'repaired')
    and not exists (select 1 from batch_records n where n.batch_id = ${batchId}::text::uuid and n.record_id = r.id)`;

export const countMissing = async (db: Db, feed: Feed, batchId: string) =>
  (
    await rows<{ live: number; missing: number }>(
      db,
      sql`select count(*)::int as live, count(*) filter (where ${missing(feed, batchId)})::int as missing from records r
    where r.agency_id = ${feed.agencyId} and r.catalog = ${feed.catalog} and r.state in ('held', 'live', 'unpublished', 'repaired')`,
    )
  )[0] ?? { live: 0, missing: 0 };

export const findMissing = (db: Db, feed: Feed, page: { batchId: string; limit: number }) =>
  rows<{ id: number; version: number }>(
    db,
    sql`select r.id, r.version from records r where ${missing(feed, page.batchId)} order by r.id limit ${page.limit}`,
  );

export const forgetNamedRecords = (db: Db, batchId: string) =>
  db.execute(sql`delete from batch_records where batch_id = ${batchId}::text::uuid`);
