import { sql } from 'drizzle-orm';
import type { AgencyRow } from '../../platform/door/actor.ts';
import { type Db, json, rows } from '../../platform/door/db.ts';
import type { BatchFile, Lease } from './batch.store.ts';

export type Claimed = Lease & { agencyId: number; attemptCount: number };

// Whose file may be taken: of one feed the oldest, and what broke off only when its lease is over.
const isFree = (
  now: string,
) => sql`(b.status = 'queued' or (b.status = 'running' and b.lease_until <= ${now}::timestamptz))
  and not exists (select 1 from batches e where e.agency_id = b.agency_id and e.catalog = b.catalog
    and e.status in ('queued', 'running') and (e.created_at, e.id) < (b.created_at, b.id))`;

const isOfOthers = (agencyIds: readonly number[]) =>
  sql`b.agency_id not in (select x.id::int from jsonb_array_elements_text(${json(agencyIds)}::text::jsonb) x(id))`;

// beside: while a file of one of these agencies is under way. isNew: it was never begun; else, it never broke off.
export type Beside = { except: readonly number[]; isNew: boolean };
const fitsBeside = ({ except, isNew }: Beside) =>
  sql`and ${isOfOthers(except)} and ${isNew ? sql`b.started_at is null` : sql`b.attempt_count = 0`}`;

// Served in turn: the agency that was served longest ago comes first; one feed's batches go in the order they came. To be
// taken is to be served: what ends the thread that works it goes behind the others.
export const claimBatch = async (
  db: Db,
  { token, until, now, beside }: { token: string; until: string; now: string; beside?: Beside },
): Promise<Claimed | undefined> =>
  (
    await rows<Claimed>(
      db,
      sql`update batches set status = 'running', lease_token = ${token}::text::uuid, lease_until = ${until}::timestamptz,
      started_at = coalesce(started_at, ${now}::timestamptz), served_at = ${now}::timestamptz, attempt_count = attempt_count + 1
    where id = (
      select b.id from batches b where ${isFree(now)} ${beside ? fitsBeside(beside) : sql``}
      order by (select max(o.served_at) from batches o where o.agency_id = b.agency_id) nulls first, b.created_at, b.id
      limit 1 for update skip locked)
    returning id, agency_id as "agencyId", lease_token as token, attempt_count as "attemptCount"`,
    )
  )[0];

const held = (lease: Lease) => sql`id = ${lease.id}::text::uuid and lease_token = ${lease.token}::text::uuid`;

export const extendLease = async (db: Db, lease: Lease, until: string): Promise<boolean> =>
  (
    await rows(
      db,
      sql`update batches set lease_until = ${until}::timestamptz where ${held(lease)} returning 1`,
    )
  ).length > 0;

// Given back unfinished: whoever claims next goes on from next_row. Of its own accord is not one attempt more.
export const returnBatch = (db: Db, lease: Lease, { isBroken }: { isBroken: boolean }) =>
  db.execute(
    sql`update batches set status = 'queued', lease_token = null, lease_until = null,
    attempt_count = ${isBroken ? sql`attempt_count` : sql`greatest(attempt_count - 1, 0)`} where ${held(lease)}`,
  );

export const isBrokenFileWaiting = async (db: Db, agencyId: number, now: string): Promise<boolean> =>
  (
    await rows(
      db,
      sql`select 1 from batches b where ${isOfOthers([agencyId])} and b.attempt_count > 0 and ${isFree(now)} limit 1`,
    )
  ).length > 0;

export const isNewFileWaiting = async (
  db: Db,
  { except, now }: { except: readonly number[]; now: string },
): Promise<boolean> =>
  (
    await rows(
      db,
      sql`select 1 from batches b where ${isFree(now)} ${fitsBeside({ except, isNew: true })} limit 1`,
    )
  ).length > 0;

export const isImporting = async (db: Db, now: string): Promise<boolean> =>
  (
    await rows(
      db,
      sql`select 1 from batches where status = 'running' and lease_until > ${now}::timestamptz limit 1`,
    )
  ).length > 0;

type Totals = { totalRows: number; encoding: string | null; files: readonly BatchFile[] | null };

export const setTotalRows = (db: Db, lease: Lease, { totalRows, encoding, files }: Totals) =>
  db.execute(sql`update batches set total_rows = ${totalRows}, encoding = ${encoding}::text,
    files = coalesce(${files && json(files)}::text::jsonb, files) where ${held(lease)}`);

export type Ending = {
  status: 'done' | 'failed' | 'awaiting-confirmation';
  at: string;
  missing?: number;
  problem?: { code: string; detail?: string; errors: readonly object[] };
};

export const endBatch = async (db: Db, lease: Lease, ending: Ending): Promise<boolean> =>
  (
    await rows(
      db,
      sql`update batches set status = ${ending.status}, lease_token = null, lease_until = null,
      missing_count = coalesce(${ending.missing ?? null}::int, missing_count),
      problem = ${ending.problem ? json(ending.problem) : null}::text::jsonb,
      finished_at = case when ${ending.status} <> 'awaiting-confirmation' then ${ending.at}::timestamptz end
    where ${held(lease)} returning 1`,
    )
  ).length > 0;

export const findBatchAgency = async (db: Db, agencyId: number): Promise<AgencyRow | undefined> =>
  (
    await rows<AgencyRow>(
      db,
      sql`select id, code, name, uscc, region, roles::text as roles, catalogs::text as catalogs,
      valid_from::text as valid_from, valid_until::text as valid_until from agencies where id = ${agencyId}`,
    )
  )[0];
