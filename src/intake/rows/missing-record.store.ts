import { eq, sql } from 'drizzle-orm';
import { type Db, json, rows } from '../../platform/door/db.ts';
import { BY_SOURCE } from '../../registry/records/held-removal.rules.ts';
import { batchRecords } from '../uploads/batch.table.ts';

type FeedKey = { agencyId: number; catalog: string };

// The row that names a record, and the record; a number that comes twice is named by each of its rows.
export type NamedRecord = { id: number; row: number };

export const nameRecords = (db: Db, batchId: string, named: readonly NamedRecord[]) =>
  db.execute(sql`insert into batch_records (batch_id, record_id, row_no)
    select ${batchId}::text::uuid, x.id::bigint, x.no::int from rows from (
      jsonb_array_elements_text(${json(named.map(({ id }) => id))}::text::jsonb),
      jsonb_array_elements_text(${json(named.map(({ row }) => row))}::text::jsonb)) x(id, no)
    on conflict do nothing`);

// A whole list of those who stand on it leaves out whoever was repaired: nobody withdraws that, and the same
// row must not list him again by the detour of a withdrawal. A removal that waits, or was refused because the
// source left the row out, is not asked for again. A row that the registry wrote itself was never the source’s.
const isCurrent = ({ agencyId, catalog }: FeedKey) => sql`r.agency_id = ${agencyId}
  and r.catalog = ${catalog}
  and r.state in ('held', 'live', 'unpublished')
  and r.held_removal is null and r.refused_removal is distinct from ${BY_SOURCE}
  and not exists (select 1 from kept_records k where k.record_id = r.id)`;
const isUnnamed = (batchId: string) => sql`not exists (
  select 1 from batch_records n
  where n.batch_id = ${batchId}::text::uuid and n.record_id = r.id)`;

export const countMissing = async (db: Db, feed: FeedKey, batchId: string) => {
  const [counted] = await rows<{ live: number; missing: number }>(
    db,
    sql`select count(*)::int as live, count(*) filter (where ${isUnnamed(batchId)})::int as missing
    from records r
    where ${isCurrent(feed)}`,
  );
  return counted ?? { live: 0, missing: 0 };
};

export const findMissing = (db: Db, feed: FeedKey, page: { batchId: string; limit: number }) =>
  rows<{ id: number; version: number }>(
    db,
    sql`select r.id, r.version from records r
    where ${isCurrent(feed)} and ${isUnnamed(page.batchId)}
    order by r.id
    limit ${page.limit}`,
  );

export const forgetNamedRecords = (db: Db, batchId: string) =>
  db.delete(batchRecords).where(eq(batchRecords.batchId, batchId));
