import { and, eq, gt, sql } from 'drizzle-orm';
import { agencies } from '../../access/agencies/agency.table.ts';
import type { AgencyRow } from '../../platform/door/actor.ts';
import { type Db, json, rows } from '../../platform/door/db.ts';
import { UNDELAYED } from './batch.rules.ts';
import type { Lease } from './batch.store.ts';
import { type BatchProblem, type BatchRow, batches } from './batch.table.ts';

export type ClaimedBatch = Lease & Pick<BatchRow, 'agencyId' | 'attemptCount'>;

// By the database's clock: that of a process may be wrong, and the process dead when the others wait for it.
// Somewhat longer than a frozen process's transaction lasts (postgres-options.ts), and four times as long as
// it goes unrenewed.
export const leaseEnd = sql`clock_timestamp() + interval '12 seconds'`;

// Free is the oldest file of a feed, unless it rests; a file that broke off is free only when its lease is
// over.
const isFree = sql`(
    (b.status = 'queued' and (b.rests_until is null or b.rests_until <= now()))
    or (b.status = 'running' and b.lease_until <= now()))
  and not exists (
    select 1 from batches e
    where e.agency_id = b.agency_id and e.catalog = b.catalog
      and e.status in ('queued', 'running')
      and (e.arrived_at, e.id) < (b.arrived_at, b.id))`;

const isOfOthers = (agencyIds: readonly number[]) => sql`b.agency_id not in (
  select x.id::int from jsonb_array_elements_text(${json(agencyIds)}::text::jsonb) x(id))`;

// A file to work beside one that is under way. except: the agencies whose files are under way.
// isNew: only a file that was never begun; otherwise any that never broke off.
export type Beside = { except: readonly number[]; isNew: boolean };
const fitsBeside = ({ except, isNew }: Beside) =>
  sql`and ${isOfOthers(except)} and ${isNew ? sql`b.started_at is null` : sql`b.attempt_count = 0`}`;

// startedAt: by the process's clock, for those who look.
type Claim = { token: string; startedAt: string; beside?: Beside };

// The agency that waited longest comes first; batches of one feed go in the order they came. A claim counts
// as service: a file that ends its worker goes behind the others.
export const claimBatch = async (
  db: Db,
  { token, startedAt, beside }: Claim,
): Promise<ClaimedBatch | undefined> => {
  const [claimed] = await rows<ClaimedBatch>(
    db,
    sql`update batches set
      status = 'running',
      lease_token = ${token}::text::uuid,
      lease_until = ${leaseEnd},
      started_at = coalesce(started_at, ${startedAt}::timestamptz),
      served_at = clock_timestamp(),
      attempt_count = attempt_count + 1
    where id = (
      select b.id from batches b
      where ${isFree} ${beside ? fitsBeside(beside) : sql``}
      order by
        (select max(o.served_at) from batches o where o.agency_id = b.agency_id) nulls first,
        b.arrived_at, b.id
      limit 1
      for update skip locked)
    returning id, agency_id as "agencyId", lease_token as token, attempt_count as "attemptCount"`,
  );
  return claimed;
};

const isHeld = (lease: Lease) => and(eq(batches.id, lease.id), eq(batches.leaseToken, lease.token));

export const extendLease = async (db: Db, lease: Lease): Promise<boolean> => {
  const { id } = batches;
  const held = await db.update(batches).set({ leaseUntil: leaseEnd }).where(isHeld(lease)).returning({ id });
  return held.length > 0;
};

// The next worker goes on from next_row. A batch that its worker gives back has not used up an attempt.
export const returnBatch = (db: Db, lease: Lease, { isBroken }: { isBroken: boolean }) =>
  db
    .update(batches)
    .set({
      status: 'queued',
      leaseToken: null,
      leaseUntil: null,
      ...(!isBroken && { attemptCount: sql`greatest(${batches.attemptCount} - 1, 0)` }),
    })
    .where(isHeld(lease));

// 本市设定: ten seconds, doubled up to ten minutes, however long it lasts. By the wall clock of the database.
const restEnd = sql`clock_timestamp()
  + least(interval '10 minutes', interval '10 seconds' * power(2, least(${batches.delayCount}, 10)))`;

// Broken off by a fault of ours: no attempt is used up, and whoever looks reads why it waits.
export const restBatch = (db: Db, lease: Lease, problem: BatchProblem) =>
  db
    .update(batches)
    .set({
      status: 'queued',
      leaseToken: null,
      leaseUntil: null,
      attemptCount: sql`greatest(${batches.attemptCount} - 1, 0)`,
      restsUntil: restEnd,
      delayedSince: sql`coalesce(${batches.delayedSince}, clock_timestamp())`,
      delayCount: sql`${batches.delayCount} + 1`,
      problem,
    })
    .where(isHeld(lease));

export const isBrokenFileWaiting = async (db: Db, agencyId: number): Promise<boolean> => {
  const found = await rows(
    db,
    sql`select 1 from batches b
    where ${isOfOthers([agencyId])} and b.attempt_count > 0 and ${isFree}
    limit 1`,
  );
  return found.length > 0;
};

export const isNewFileWaiting = async (
  db: Db,
  { except }: { except: readonly number[] },
): Promise<boolean> => {
  const found = await rows(
    db,
    sql`select 1 from batches b
    where ${isFree} ${fitsBeside({ except, isNew: true })}
    limit 1`,
  );
  return found.length > 0;
};

export const isImporting = async (db: Db): Promise<boolean> => {
  const running = await db
    .select({ id: batches.id })
    .from(batches)
    .where(and(eq(batches.status, 'running'), gt(batches.leaseUntil, sql`now()`)))
    .limit(1);
  return running.length > 0;
};

type Totals = { totalRows: number } & Pick<BatchRow, 'encoding' | 'files'>;

export const setTotalRows = (db: Db, lease: Lease, { totalRows, encoding, files }: Totals) =>
  db
    .update(batches)
    .set({ totalRows, encoding, ...(files && { files }) })
    .where(isHeld(lease));

export type Ending = {
  status: 'done' | 'failed' | 'awaiting-confirmation';
  at: string;
  missing?: number;
  problem?: BatchProblem;
};

export const endBatch = async (
  db: Db,
  lease: Lease,
  { status, at, missing, problem }: Ending,
): Promise<boolean> => {
  const finishedAt = status === 'awaiting-confirmation' ? null : at;
  const ended = await db
    .update(batches)
    .set({
      status,
      leaseToken: null,
      leaseUntil: null,
      missing,
      problem: problem ?? null,
      finishedAt,
      ...UNDELAYED,
    })
    .where(isHeld(lease))
    .returning({ id: batches.id });
  return ended.length > 0;
};

export const findBatchAgency = async (db: Db, agencyId: number): Promise<AgencyRow | undefined> =>
  (await db.select().from(agencies).where(eq(agencies.id, agencyId)))[0];
