import { and, asc, eq, gt, sql } from 'drizzle-orm';
import { type Db, rows } from '../../platform/door/db.ts';
import { batchImprints } from './whole-list.table.ts';

const PIECES_AT_ONCE = 32;

export const addImprints = (db: Db, piece: typeof batchImprints.$inferInsert) =>
  db.insert(batchImprints).values(piece);

export const nextImprints = (db: Db, batchId: string, after: number) =>
  db
    .select({ nextRow: batchImprints.nextRow, sealed: batchImprints.sealed })
    .from(batchImprints)
    .where(and(eq(batchImprints.batchId, batchId), gt(batchImprints.nextRow, after)))
    .orderBy(asc(batchImprints.nextRow))
    .limit(PIECES_AT_ONCE);

export const dropImprints = (db: Db, batchId: string) =>
  db.delete(batchImprints).where(eq(batchImprints.batchId, batchId));

type List = { id: string; agencyId: number; catalog: string };

// Gives false where a row has no imprint, because an older release wrote it: such a list cannot be compared.
export const keepList = async (
  db: Db,
  { id, agencyId, catalog }: List,
  { at, imprintCount, sha256 }: { at: string; imprintCount: number; sha256: string },
): Promise<boolean> => {
  const kept = await rows(
    db,
    sql`insert into whole_lists (agency_id, catalog, batch_id, at, imprint_count, sha256)
    select agency_id, catalog, id, ${at}::timestamptz, ${imprintCount}::int, ${sha256}::text from batches
    where id = ${id}::text::uuid and row_count - rejected_count = ${imprintCount}::int
    on conflict (agency_id, catalog) do update set batch_id = excluded.batch_id, at = excluded.at,
      imprint_count = excluded.imprint_count, sha256 = excluded.sha256
    returning 1`,
  );
  if (kept.length === 0)
    await db.execute(sql`delete from whole_lists where agency_id = ${agencyId} and catalog = ${catalog}`);
  return kept.length > 0;
};

// The names of the feed's former list are needed no longer.
export const forgetFormerList = (db: Db, { id, agencyId, catalog }: List) =>
  db.execute(sql`delete from batch_records where batch_id in (select w.batch_id from whole_lists w
    where w.agency_id = ${agencyId} and w.catalog = ${catalog} and w.batch_id <> ${id}::text::uuid)`);
