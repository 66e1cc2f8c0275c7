import { sql } from 'drizzle-orm';
import { type Db, json, rows } from '../../platform/door/db.ts';
import type { BatchStatus, Counts } from './batch.rules.ts';

export type BatchMode = 'append' | 'full' | 'dry-run';
export type FileFormat = 'csv' | 'xlsx' | 'json' | 'ndjson';
export type BatchFormat = FileFormat | 'zip';
export type Separator = 'comma' | 'tab' | 'semicolon';
// firstRow: the number in the batch of the file's first row; null until the rows are counted.
export type BatchFile = {
  name: string;
  format: FileFormat;
  encoding: string | null;
  separator: Separator | null;
  firstRow: number | null;
};
export type BatchRow = {
  id: string;
  agencyId: number;
  catalog: string;
  edition: number;
  mode: BatchMode;
  format: BatchFormat;
  encoding: string | null;
  separator: Separator | null;
  mappingVersion: number | null;
  files: BatchFile[] | null;
  fileName: string | null;
  header: string[] | null;
  byteCount: number;
  sha256: string | null;
  status: BatchStatus;
  problem: { code: string; detail?: string; errors: object[] } | null;
  rows: number;
  accepted: number;
  unchanged: number;
  corrected: number;
  held: number;
  rejected: number;
  warnings: number;
  missing: number | null;
  withdrawn: number;
  nextRow: number;
  totalRows: number | null;
  isConfirmed: boolean;
  submittedBy: string;
  createdAt: string;
  startedAt: string | null;
  finishedAt: string | null;
};

const columns = sql.raw(`b.id, b.agency_id as "agencyId", b.catalog, b.edition, b.mode, b.format, b.encoding,
  b.separator, b.mapping_version as "mappingVersion", b.files,
  b.file_name as "fileName", b.header, b.byte_count as "byteCount", b.sha256, b.status, b.problem, b.row_count as rows,
  b.accepted_count as accepted, b.unchanged_count as unchanged, b.corrected_count as corrected, b.held_count as held,
  b.rejected_count as rejected, b.warning_count as warnings, b.missing_count as missing, b.withdrawn_count as withdrawn,
  b.next_row as "nextRow", b.total_rows as "totalRows", b.confirmed_by is not null as "isConfirmed",
  b.submitted_by as "submittedBy", b.created_at as "createdAt", b.started_at as "startedAt", b.finished_at as "finishedAt"`);

export const findBatch = async (db: Db, id: string): Promise<BatchRow | undefined> =>
  (await rows<BatchRow>(db, sql`select ${columns} from batches b where b.id = ${id}::text::uuid`))[0];

export type BatchSearch = {
  agencyId: number | null;
  after?: { createdAt: string; id: string };
  limit: number;
};

export const listBatches = (db: Db, { agencyId, after, limit }: BatchSearch) =>
  rows<BatchRow>(
    db,
    sql`select ${columns} from batches b where b.status <> 'uploading'
    ${agencyId === null ? sql`` : sql`and b.agency_id = ${agencyId}`}
    ${after ? sql`and (b.created_at, b.id) < (${after.createdAt}::timestamptz, ${after.id}::text::uuid)` : sql``}
    order by b.created_at desc, b.id desc limit ${limit + 1}`,
  );

export type NewBatch = Pick<
  BatchRow,
  'id' | 'agencyId' | 'catalog' | 'edition' | 'mode' | 'format' | 'submittedBy' | 'createdAt'
>;

export const openBatch = (db: Db, batch: NewBatch) =>
  db.execute(sql`insert into batches (id, agency_id, catalog, edition, mode, format, status, submitted_by, created_at)
    values (${batch.id}::text::uuid, ${batch.agencyId}, ${batch.catalog}, ${batch.edition}, ${batch.mode}, ${batch.format},
      'uploading', ${batch.submittedBy}, ${batch.createdAt}::timestamptz)`);

export type Upload = Pick<
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
> & {
  partCount: number;
};

export const queueBatch = async (db: Db, id: string, upload: Upload): Promise<BatchRow | undefined> =>
  (
    await rows<BatchRow>(
      db,
      sql`update batches b set status = 'queued', format = ${upload.format}, encoding = ${upload.encoding},
      separator = ${upload.separator}, mapping_version = ${upload.mappingVersion}::int,
      files = ${upload.files && json(upload.files)}::text::jsonb,
      file_name = ${upload.fileName}, header = ${upload.header && json(upload.header)}::text::jsonb,
      byte_count = ${upload.byteCount}, part_count = ${upload.partCount}, sha256 = ${upload.sha256}
    where b.id = ${id}::text::uuid and b.status = 'uploading' returning ${columns}`,
    )
  )[0];

// What was never submitted leaves no trace; its parts go with it.
export const dropUpload = (db: Db, id: string) =>
  db.execute(sql`delete from batches where id = ${id}::text::uuid and status = 'uploading'`);

export const dropAbandonedUploads = (db: Db, before: string) =>
  db.execute(sql`delete from batches where status = 'uploading' and created_at < ${before}::timestamptz`);

export const moveBatch = async (
  db: Db,
  move: { id: string; from: readonly BatchStatus[]; to: BatchStatus; at: string; confirmedBy?: string },
): Promise<BatchRow | undefined> =>
  (
    await rows<BatchRow>(
      db,
      sql`update batches b set status = ${move.to}, lease_token = null, lease_until = null,
      confirmed_by = coalesce(${move.confirmedBy ?? null}, b.confirmed_by),
      finished_at = case when ${move.to} = 'cancelled' then ${move.at}::timestamptz end
    where b.id = ${move.id}::text::uuid
      and b.status in (select x.s from jsonb_array_elements_text(${json(move.from)}::text::jsonb) x(s))
    returning ${columns}`,
    )
  )[0];

export type Advance = { counts: Counts; nextRow: number; withdrawn: number; hasStruckRows: boolean };
export type Lease = { id: string; token: string };

// The fence: nothing comes back when another worker has taken the batch over, or it was cancelled.
export const advanceBatch = async (
  db: Db,
  lease: Lease & { until: string; at: string },
  { counts, nextRow, withdrawn, hasStruckRows }: Advance,
): Promise<boolean> =>
  (
    await rows(
      db,
      sql`update batches set row_count = row_count + ${counts.accepted + counts.unchanged + counts.corrected + counts.held + counts.rejected},
      accepted_count = accepted_count + ${counts.accepted}, unchanged_count = unchanged_count + ${counts.unchanged},
      corrected_count = corrected_count + ${counts.corrected}, held_count = held_count + ${counts.held},
      rejected_count = rejected_count + ${counts.rejected}, warning_count = warning_count + ${counts.warnings},
      withdrawn_count = withdrawn_count + ${withdrawn}, next_row = ${nextRow}, attempt_count = 0,
      has_struck_rows = has_struck_rows or ${hasStruckRows}, served_at = ${lease.at}::timestamptz, lease_until = ${lease.until}::timestamptz
    where id = ${lease.id}::text::uuid and lease_token = ${lease.token}::text::uuid returning 1`,
    )
  ).length > 0;

// Whether rows of the feed are still to be written; a trial run writes none.
export const isFeedUnderWay = async (db: Db, feed: { agencyId: number; catalog: string }): Promise<boolean> =>
  (
    await rows(
      db,
      sql`select 1 from batches where agency_id = ${feed.agencyId}::int and catalog = ${feed.catalog}::text
      and status in ('queued', 'running', 'awaiting-confirmation') and mode <> 'dry-run' limit 1`,
    )
  ).length > 0;
