import { Problem, problems } from '../../kernel/problems.ts';
import { findCatalog } from '../../law/catalogs/catalog-list.ts';
import { agencyRef } from '../../platform/door/actor.ts';
import { isGone, isPassing } from '../../platform/door/database-faults.ts';
import type { Ctx, Deps } from '../../platform/door/deps.ts';
import { lookupFaults } from '../../platform/keys/assure-index.ts';
import type { FileSource } from '../reading/file-source.ts';
import { mappingOfBatch } from '../reading/mapping-of-batch.ts';
import { readChunks } from '../reading/read-chunks.ts';
import { type Counted, countRows } from '../reading/read-rows.ts';
import type { Intake } from '../rows/intake.ts';
import { countMissing } from '../rows/missing-record.store.ts';
import { openIntake } from '../rows/open-intake.ts';
import { overlapped } from '../rows/overlapped.ts';
import { retried } from '../rows/retried.ts';
import { withdrawMissing } from '../rows/withdraw-missing.ts';
import { workChunk } from '../rows/work-chunk.ts';
import { needsConfirmation } from './batch.rules.ts';
import { dropAbandonedUploads, findBatch } from './batch.store.ts';
import type { BatchRow } from './batch.table.ts';
import { hasFault } from './batch-error.store.ts';
import {
  type ClaimedBatch,
  claimBatch,
  endBatch,
  findBatchAgency,
  restBatch,
  returnBatch,
  setTotalRows,
} from './batch-lease.store.ts';
import { keepingLease, leasedParts } from './batch-lease.ts';
import { failBatch } from './fail-batch.ts';
import { finishBatch } from './finish-batch.ts';
import { openTurn } from './open-turn.ts';
import { TurnOver, type WorkTurn } from './turn.ts';

const MOST_FRUITLESS_ATTEMPTS = 3;
const MOST_CRASHES = 5;

// isTimeUp ends the work after the chunk under way; the next call goes on from there. While subjects cannot
// be looked up, uploads wait.
export const workUploads = async (
  deps: Deps,
  { isTimeUp = () => false }: { isTimeUp?: () => boolean } = {},
): Promise<void> => {
  await dropAbandonedUploads(deps.db);
  while (!isTimeUp() && (await lookupFaults(deps)).length === 0) {
    const startedAt = deps.clock.now().toISOString();
    const lease = await claimBatch(deps.db, { token: deps.newId(), startedAt });
    if (!lease) return;
    const serve = (claimed: ClaimedBatch, turn: WorkTurn) => workOne(deps, claimed, turn);
    await serve(lease, openTurn(deps, { lease, isTimeUp, serve }));
  }
};

const workOne = async (deps: Deps, lease: ClaimedBatch, turn: WorkTurn): Promise<void> => {
  const ctx = await contextOf(deps, lease);
  try {
    if (lease.attemptCount > MOST_CRASHES) throw new Problem('batch.interrupted');
    const batch = await findBatch(ctx.db, lease.id);
    if (!batch) throw new Error('a claimed batch that is gone');
    await workThrough(ctx, { batch, lease, turn });
  } catch (error) {
    if (error instanceof TurnOver) return void (await returnBatch(ctx.db, lease, { isBroken: false }));
    if (!(error instanceof Problem)) deps.log('error', 'batch.broke-off', { batch: lease.id, error });
    await settleFault(ctx, lease, error);
  }
};

// Another worker has the batch, or its agency cancelled it: nothing is left to do here.
const isTakenAway = (error: unknown) => error instanceof Problem && error.code === 'batch.stage';
const isOfTheFile = (error: unknown): error is Problem =>
  error instanceof Problem && error.code.startsWith('batch.');

const isNotReady = (error: unknown) => error instanceof Problem && error.code === 'service.not-ready';

const settleFault = async (ctx: Ctx, lease: ClaimedBatch, error: unknown) => {
  if (isTakenAway(error)) return;
  if (isPassing(error) || isGone(error)) await restPatiently(ctx, lease);
  else if (isNotReady(error)) await returnBatch(ctx.db, lease, { isBroken: false });
  else if (isOfTheFile(error)) await failBatch(ctx, lease, error);
  else if (lease.attemptCount >= MOST_FRUITLESS_ATTEMPTS)
    await failBatch(ctx, lease, new Problem('batch.interrupted', { cause: error }));
  else await returnBatch(ctx.db, lease, { isBroken: true });
};

const AGAIN_MS = 1000;
const REST_TRIES = 60;

// The database may refuse this write too. Given up after a minute, the lease runs out and another takes the
// file.
const restPatiently = async (ctx: Ctx, lease: ClaimedBatch): Promise<void> => {
  const { detail } = problems['batch.delayed'];
  for (let left = REST_TRIES; ; left--) {
    try {
      return void (await restBatch(ctx.db, lease, { code: 'batch.delayed', detail, errors: [] }));
    } catch (error) {
      if (left === 0 || ctx.closing.aborted) throw error;
      await new Promise((resume) => setTimeout(resume, AGAIN_MS));
    }
  }
};

const contextOf = async (deps: Deps, lease: ClaimedBatch): Promise<Ctx> => {
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

type Work = { batch: BatchRow; lease: ClaimedBatch; turn: WorkTurn };

const openBatchIntake = (ctx: Ctx, { catalog: code, edition }: BatchRow): Promise<Intake> => {
  const { agency } = ctx.actor;
  const catalog = findCatalog(code, edition);
  if (!catalog || !agency) throw new Error('a batch of a catalogue edition that is gone');
  return openIntake(ctx, ctx.db, { catalog, agency });
};

// The chunks are written from where the work stopped; a whole list then withdraws the records that it leaves
// out.
const workThrough = async (ctx: Ctx, work: Work): Promise<void> => {
  const { batch, lease } = work;
  const intake = await openBatchIntake(ctx, batch);
  const stop = () => returnBatch(ctx.db, lease, { isBroken: false });
  if (batch.confirmedBy === null && (await takeChunks(intake, work)) === 'stopped')
    return void (await stop());
  if (batch.mode === 'full') {
    const rest = await keepingLease(ctx, lease, () => withdrawRest(intake, work));
    if (rest === 'stopped') return void (await stop());
    if (rest === 'awaiting') return;
  }
  await keepingLease(ctx, lease, () => finishBatch(ctx, batch, lease));
};

const sourceOf = (ctx: Ctx, { batch, lease, turn }: Work): FileSource => ({
  parts: (from) => leasedParts(ctx, lease, { file: batch, from, turn }),
  byteCount: batch.byteCount,
  format: batch.format,
  separator: batch.separator,
});

const totalsOf = ({ files }: BatchRow, counted: Counted) => ({
  totalRows: counted.rows,
  encoding: counted.encoding,
  files:
    files?.map((file, place) => {
      const { firstRow = null, encoding = null } = counted.files?.[place] ?? {};
      return { ...file, firstRow, encoding };
    }) ?? null,
});

const takeChunks = async (intake: Intake, work: Work) => {
  const { ctx, catalog } = intake;
  const { batch, lease, turn } = work;
  const source = sourceOf(ctx, work);
  const mapping = await mappingOfBatch(ctx.db, catalog, batch);
  if (batch.totalRows === null) {
    const counted = await countRows({ catalog, mapping }, source);
    await setTotalRows(ctx.db, lease, totalsOf(batch, counted));
  }
  const chunks = readChunks(intake, source, { mapping, fromRow: batch.nextRow });
  return overlapped(chunks, async (chunk) => {
    await keepingLease(ctx, lease, () => retried(() => workChunk(intake, chunk, { batch, lease })));
    return turn.isOver();
  });
};

const withdrawRest = async ({ ctx, catalog, context }: Intake, { batch, lease, turn }: Work) => {
  const { rejected } = (await findBatch(ctx.db, batch.id)) ?? batch;
  const { live, missing } = await countMissing(ctx.db, batch, batch.id);
  const share = context.setting('batch.full.max-withdrawn-share');
  const isUnread = await hasFault(ctx.db, batch.id, 'batch.sheet-unread');
  if (batch.confirmedBy === null && needsConfirmation({ live, missing, rejected, isUnread }, share)) {
    await endBatch(ctx.db, lease, {
      status: 'awaiting-confirmation',
      at: ctx.clock.now().toISOString(),
      missing,
    });
    return 'awaiting';
  }
  while ((await withdrawMissing(ctx, batch, { lease, catalog })) > 0)
    if (await turn.isOver()) return 'stopped';
  return 'ended';
};
