import type { Catalog } from '../catalogs/catalog.ts';
import { findCatalog } from '../catalogs/catalog-list.ts';
import { type Day, dayOf } from '../kernel/day.ts';
import { Problem } from '../kernel/problems.ts';
import { agencyRef } from '../platform/actor.ts';
import type { AgencyRef, Ctx, Deps } from '../platform/deps.ts';
import type { Job } from '../platform/job.ts';
import { settingsOn } from '../rulebook/rulebook.store.ts';
import { needsConfirmation } from './batch.rules.ts';
import { type BatchRow, dropAbandonedUploads, findBatch } from './batch.store.ts';
import { leasedParts, leaseUntil } from './batch-lease.step.ts';
import {
  type Claimed,
  claimBatch,
  endBatch,
  findBatchAgency,
  isAnotherAgencyWaiting,
  returnBatch,
  setTotalRows,
} from './batch-lease.store.ts';
import { failBatch } from './fail-batch.ts';
import { finishBatch } from './finish-batch.ts';
import { countMissing } from './missing-record.store.ts';
import { overlapped } from './overlapped.ts';
import { type ReadChunk, readChunks } from './read-chunks.ts';
import type { FileSource } from './readers/file-source.ts';
import { countRows } from './readers/read-rows.ts';
import { withdrawMissing } from './withdraw-missing.ts';
import { workChunk } from './work-chunk.ts';

const TURN_MS = 5_000;
const TRIES = 5;
const DAY_MS = 86_400_000;
const MOST_FRUITLESS_ATTEMPTS = 3;
const MOST_CRASHES = 5;

// budgetMs: Workers stop in time, and go on from the last committed chunk when they are called again.
export const workBatches = async (deps: Deps, { budgetMs = Infinity } = {}): Promise<void> => {
  const startedAt = deps.clock.now().getTime();
  const isTimeUp = () => deps.clock.now().getTime() - startedAt >= budgetMs;
  await dropAbandonedUploads(deps.db, new Date(startedAt - DAY_MS).toISOString());
  while (!isTimeUp()) {
    const now = deps.clock.now().toISOString();
    const lease = await claimBatch(deps.db, { token: deps.newId(), until: leaseUntil(deps), now });
    if (!lease) return;
    await workOne(deps, lease, isTimeUp);
  }
};

const workOne = async (deps: Deps, lease: Claimed, isTimeUp: () => boolean): Promise<void> => {
  const ctx = await contextOf(deps, lease);
  try {
    if (lease.attemptCount > MOST_CRASHES) throw new Problem('batch.interrupted');
    await workThrough(ctx, await assignmentOf(ctx, lease), isTimeUp);
  } catch (error) {
    if (!(error instanceof Problem)) deps.log('error', 'batch.broke-off', { batch: lease.id, error });
    await settleFault(ctx, lease, error);
  }
};

// Another worker has the batch, or its agency cancelled it: nothing is left to do here.
const isTakenAway = (error: unknown) => error instanceof Problem && error.code === 'batch.stage';
const isOfTheFile = (error: unknown): error is Problem =>
  error instanceof Problem && error.code.startsWith('batch.');

const settleFault = async (ctx: Ctx, lease: Claimed, error: unknown) => {
  if (isTakenAway(error)) return;
  if (isOfTheFile(error)) await failBatch(ctx, lease, error);
  else if (lease.attemptCount >= MOST_FRUITLESS_ATTEMPTS)
    await failBatch(ctx, lease, new Problem('batch.interrupted', { cause: error }));
  else await returnBatch(ctx.db, lease);
};

const contextOf = async (deps: Deps, lease: Claimed): Promise<Ctx> => {
  const agency = await findBatchAgency(deps.db, lease.agencyId);
  if (!agency) throw new Error('a batch without its agency');
  return {
    ...deps,
    requestId: lease.id,
    actor: {
      by: `batch:${lease.id}`,
      name: agency.name,
      agency: agencyRef(agency),
      roles: [],
      may: new Set(['batch.work']),
    },
  };
};

const assignmentOf = async (ctx: Ctx, lease: Claimed) => {
  const batch = await findBatch(ctx.db, lease.id);
  const { agency } = ctx.actor;
  const catalog = batch && findCatalog(batch.catalog, batch.edition);
  if (!batch || !catalog || !agency) throw new Error('a batch of a catalogue edition that is gone');
  const today = dayOf(ctx.clock.now());
  const setting = await settingsOn(ctx.db, today);
  return { batch, lease, catalog, agency, setting, today };
};

type Assignment = {
  batch: BatchRow;
  lease: Claimed;
  catalog: Catalog;
  agency: AgencyRef;
  setting: (key: string) => number;
  today: Day;
};

// Counts, writes chunk by chunk from where it stopped, withdraws what a whole list leaves out, and ends.
const workThrough = async (ctx: Ctx, given: Assignment, isTimeUp: () => boolean): Promise<void> => {
  const { batch, lease } = given;
  if (!batch.isConfirmed && (await takeChunks(ctx, given, isTimeUp)) === 'stopped')
    return void (await returnBatch(ctx.db, lease));
  if (batch.mode === 'full' && (await withdrawRest(ctx, given)) === 'awaiting') return;
  await finishBatch(ctx, batch, lease);
};

const takeChunks = async (ctx: Ctx, given: Assignment, isTimeUp: () => boolean) => {
  const { batch, lease, catalog, agency, setting, today } = given;
  const source: FileSource = { parts: () => leasedParts(ctx, lease), format: batch.format };
  if (batch.totalRows === null) await setTotalRows(ctx.db, lease, await countRows(source));
  const assessing = { catalog, vault: ctx.vault, context: { today, setting, agency } };
  const startedAt = ctx.clock.now().getTime();
  const isTurnOver = async () =>
    isTimeUp() ||
    (ctx.clock.now().getTime() - startedAt > TURN_MS &&
      (await isAnotherAgencyWaiting(ctx.db, agency.id, ctx.clock.now().toISOString())));
  return overlapped(readChunks(source, batch.nextRow, assessing), async (chunk) => {
    await takeChunk(ctx, given, chunk);
    return isTurnOver();
  });
};

// A row that someone else wrote meanwhile, or two writers in each other's way: the same chunk once more.
const takeChunk = async (ctx: Ctx, given: Assignment, chunk: ReadChunk) => {
  const { batch, lease, catalog, agency } = given;
  for (let triesLeft = TRIES; ; triesLeft--) {
    try {
      const leased = { ...chunk, lease: { ...lease, until: leaseUntil(ctx) }, mode: batch.mode };
      return await workChunk(ctx, { catalog, agency }, leased);
    } catch (error) {
      if (triesLeft <= 1 || !isCollision(error)) throw error;
    }
  }
};

const isCollision = (error: unknown): boolean => {
  if (!(error instanceof Error)) return false;
  if (error instanceof Problem) return error.code === 'record.stale';
  return /^(40001|40P01)$/.test(`${(error as { code?: string }).code}`) || isCollision(error.cause);
};

const withdrawRest = async (ctx: Ctx, given: Assignment) => {
  const { batch, lease, catalog, setting } = given;
  const { rejected } = (await findBatch(ctx.db, batch.id)) ?? batch;
  const { live, missing } = await countMissing(ctx.db, batch, batch.id);
  const share = setting('batch.full.max-withdrawn-share');
  if (!batch.isConfirmed && needsConfirmation({ live, missing, rejected }, share)) {
    await endBatch(ctx.db, lease, {
      status: 'awaiting-confirmation',
      at: ctx.clock.now().toISOString(),
      missing,
    });
    return 'awaiting';
  }
  for (let left = 1; left > 0; )
    left = await withdrawMissing(ctx, batch, { lease: { ...lease, until: leaseUntil(ctx) }, catalog });
  return 'ended';
};

export const workBatchesJob: Job = {
  name: 'work-batches',
  cron: '* * * * *',
  missed: 'once',
  queue: 'batches',
  run: (deps) => workBatches(deps),
};
