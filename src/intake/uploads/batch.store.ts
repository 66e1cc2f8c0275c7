import { and, desc, eq, inArray, lt, ne, sql } from 'drizzle-orm';
import { type Db, rows } from '../../platform/door/db.ts';
import { type BatchStatus, type RowCounts, UNDELAYED } from './batch.rules.ts';
import { type BatchRow, batches } from './batch.table.ts';

export const findBatch = async (db: Db, id: string): Promise<BatchRow | undefined> =>
  (await db.select().from(batches).where(eq(batches.id, id)))[0];

export type BatchSearch = {
  agencyId: number | null;
  after?: { createdAt: string; id: string };
  limit: number;
};

export const listBatches = (db: Db, { agencyId, after, limit }: BatchSearch): Promise<BatchRow[]> => {
  const place = sql`(${batches.createdAt}, ${batches.id})`;
  return db
    .select()
    .from(batches)
    .where(
      and(
        ne(batches.status, 'uploading'),
        agencyId === null ? undefined : eq(batches.agencyId, agencyId),
        after && sql`${place} < (${after.createdAt}::timestamptz, ${after.id}::text::uuid)`,
      ),
    )
    .orderBy(desc(batches.createdAt), desc(batches.id))
    .limit(limit + 1);
};

type NewBatch = Pick<
  BatchRow,
  'id' | 'agencyId' | 'catalog' | 'edition' | 'mode' | 'format' | 'submittedBy' | 'createdAt'
>;

export const openBatch = (db: Db, batch: NewBatch) =>
  db.insert(batches).values({ ...batch, status: 'uploading' });

export type StoredUpload = Pick<
  BatchRow,
  | 'format'
  | 'encoding'
  | 'separator'
  | 'mappingVersion'
  | 'files'
  | 'fileName'
  | 'header'
  | 'byteCount'
  | 'sha256'
  | 'partCount'
>;

const isUploading = eq(batches.status, 'uploading');

export const queueBatch = async (db: Db, id: string, upload: StoredUpload): Promise<BatchRow | undefined> => {
  const queued = await db
    .update(batches)
    .set({ ...upload, status: 'queued' })
    .where(and(eq(batches.id, id), isUploading))
    .returning();
  return queued[0];
};

// An upload that was never submitted leaves no trace: its parts go with it.
export const dropUpload = (db: Db, id: string) =>
  db.delete(batches).where(and(eq(batches.id, id), isUploading));

export const dropAbandonedUploads = (db: Db) =>
  db.delete(batches).where(and(isUploading, lt(batches.arrivedAt, sql`now() - interval '1 day'`)));

type BatchMove = {
  id: string;
  from: readonly BatchStatus[];
  to: BatchStatus;
  at: string;
  confirmedBy?: string;
};

export const moveBatch = async (
  db: Db,
  { id, from, to, at, ...confirmation }: BatchMove,
): Promise<BatchRow | undefined> => {
  const finishedAt = to === 'cancelled' ? at : null;
  const moved = await db
    .update(batches)
    .set({
      status: to,
      leaseToken: null,
      leaseUntil: null,
      finishedAt,
      problem: null,
      ...UNDELAYED,
      ...confirmation,
    })
    .where(and(eq(batches.id, id), inArray(batches.status, [...from])))
    .returning();
  return moved[0];
};

export type Advance = { counts: RowCounts; nextRow: number; withdrawn: number; hasStruckRows: boolean };
export type Lease = { id: string; token: string };

// The fence: gives false when another worker has taken the batch over, or its agency cancelled it.
export const advanceBatch = async (
  db: Db,
  lease: Lease,
  { counts, nextRow, withdrawn, hasStruckRows }: Advance,
): Promise<boolean> => {
  const { accepted, unchanged, corrected, held, rejected, warnings } = counts;
  const advanced = await rows(
    db,
    sql`update batches set
      row_count = row_count + ${accepted + unchanged + corrected + held + rejected},
      accepted_count = accepted_count + ${accepted},
      unchanged_count = unchanged_count + ${unchanged},
      corrected_count = corrected_count + ${corrected},
      held_count = held_count + ${held},
      rejected_count = rejected_count + ${rejected},
      warning_count = warning_count + ${warnings},
      withdrawn_count = withdrawn_count + ${withdrawn},
      next_row = ${nextRow},
      attempt_count = 0,
      problem = null,
      rests_until = null,
      delayed_since = null,
      delay_count = 0,
      has_struck_rows = has_struck_rows or ${hasStruckRows},
      served_at = clock_timestamp(),
      lease_until = clock_timestamp() + interval '20 seconds'
    where id = ${lease.id}::text::uuid and lease_token = ${lease.token}::text::uuid
    returning 1`,
  );
  return advanced.length > 0;
};

// True while rows of the feed are still to be written; a trial run writes none.
export const isFeedUnderWay = async (
  db: Db,
  feed: { agencyId: number; catalog: string },
): Promise<boolean> => {
  const found = await db
    .select({ id: batches.id })
    .from(batches)
    .where(
      and(
        eq(batches.agencyId, feed.agencyId),
        eq(batches.catalog, feed.catalog),
        inArray(batches.status, ['queued', 'running', 'awaiting-confirmation']),
        ne(batches.mode, 'dry-run'),
      ),
    )
    .limit(1);
  return found.length > 0;
};
