import { predecessorsOf } from '../../access/agencies/agency.store.ts';
import { type Day, dayOf } from '../../kernel/day.ts';
import { Problem } from '../../kernel/problems.ts';
import type { Catalog } from '../../law/catalogs/catalog.ts';
import { findCatalog } from '../../law/catalogs/catalog-list.ts';
import type { ColumnMapping } from '../../law/catalogs/reading/column-mapping.rules.ts';
import { settingReader, settingValuesOn } from '../../law/rulebook/rulebook.store.ts';
import { agencyRef } from '../../platform/door/actor.ts';
import type { AgencyRef, Ctx, Deps } from '../../platform/door/deps.ts';
import { indexFaults } from '../../platform/keys/assure-index.ts';
import { findSameRecords, type PrintedRow } from '../../registry/records/record.store.ts';
import type { InTime } from '../feeds/feed-tally.rules.ts';
import { inTimeOn } from '../feeds/in-time.ts';
import type { FileSource } from '../reading/file-source.ts';
import { mappingOfBatch } from '../reading/mapping-of-batch.ts';
import { type ReadChunk, readChunks } from '../reading/read-chunks.ts';
import { type Counted, countRows } from '../reading/read-rows.ts';
import { readingOf } from '../reading/row-print.rules.ts';
import { countMissing } from '../rows/missing-record.store.ts';
import { overlapped } from '../rows/overlapped.ts';
import { retried } from '../rows/retried.ts';
import { withdrawMissing } from '../rows/withdraw-missing.ts';
import { workChunk } from '../rows/work-chunk.ts';
import { needsConfirmation } from './batch.rules.ts';
import { dropAbandonedUploads, findBatch } from './batch.store.ts';
import type { BatchRow } from './batch.table.ts';
import {
  type ClaimedBatch,
  claimBatch,
  endBatch,
  findBatchAgency,
  returnBatch,
  setTotalRows,
} from './batch-lease.store.ts';
import { leasedParts, leaseUntil } from './batch-lease.ts';
import { failBatch } from './fail-batch.ts';
import { finishBatch } from './finish-batch.ts';
import { openTurn } from './open-turn.ts';
import { TurnOver, type WorkTurn } from './turn.ts';

const DAY_MS = 86_400_000;
const MOST_FRUITLESS_ATTEMPTS = 3;
const MOST_CRASHES = 5;

// isTimeUp ends it after the chunk under way; whoever is called next goes on from there. While subjects cannot be looked up
// uploads wait.
export const workUploads = async (
  deps: Deps,
  { isTimeUp = () => false }: { isTimeUp?: () => boolean } = {},
): Promise<void> => {
  await dropAbandonedUploads(deps.db, new Date(deps.clock.now().getTime() - DAY_MS).toISOString());
  while (!isTimeUp() && (await indexFaults(deps)).length === 0) {
    const now = deps.clock.now().toISOString();
    const lease = await claimBatch(deps.db, { token: deps.newId(), until: leaseUntil(deps), now });
    if (!lease) return;
    const serve = (claimed: ClaimedBatch, turn: WorkTurn) => workOne(deps, claimed, turn);
    await serve(lease, openTurn(deps, { lease, isTimeUp, serve }));
  }
};

const workOne = async (deps: Deps, lease: ClaimedBatch, turn: WorkTurn): Promise<void> => {
  const ctx = await contextOf(deps, lease);
  try {
    if (lease.attemptCount > MOST_CRASHES) throw new Problem('batch.interrupted');
    await workThrough(ctx, await assignmentOf(ctx, lease, turn));
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
  if (isNotReady(error)) await returnBatch(ctx.db, lease, { isBroken: false });
  else if (isOfTheFile(error)) await failBatch(ctx, lease, error);
  else if (lease.attemptCount >= MOST_FRUITLESS_ATTEMPTS)
    await failBatch(ctx, lease, new Problem('batch.interrupted', { cause: error }));
  else await returnBatch(ctx.db, lease, { isBroken: true });
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

const assignmentOf = async (ctx: Ctx, lease: ClaimedBatch, turn: WorkTurn): Promise<Assignment> => {
  const batch = await findBatch(ctx.db, lease.id);
  const { agency } = ctx.actor;
  const catalog = batch && findCatalog(batch.catalog, batch.edition);
  if (!batch || !catalog || !agency) throw new Error('a batch of a catalogue edition that is gone');
  const today = dayOf(ctx.clock.now());
  const settings = await settingValuesOn(ctx.db, today);
  const setting = settingReader(settings, today);
  const reading = readingOf(ctx.vault, catalog, { agency, settings });
  const inTime = await inTimeOn(ctx.db, catalog.code, { today, setting });
  const mapping = await mappingOfBatch(ctx.db, catalog, batch);
  const before = await predecessorsOf(ctx.db, { agencyId: agency.id, today });
  return { batch, lease, turn, catalog, mapping, agency, before, setting, reading, today, inTime };
};

type Assignment = {
  batch: BatchRow;
  lease: ClaimedBatch;
  turn: WorkTurn;
  catalog: Catalog;
  mapping: ColumnMapping | undefined;
  agency: AgencyRef;
  // Agencies whose duties it took over.
  before: readonly { id: number; uscc: string }[];
  setting: (key: string) => number;
  reading: string;
  today: Day;
  inTime: InTime | null;
};

// Counts, writes chunk by chunk from where it stopped, withdraws what a whole list leaves out, and ends.
const workThrough = async (ctx: Ctx, given: Assignment): Promise<void> => {
  const { batch, lease } = given;
  const stop = () => returnBatch(ctx.db, lease, { isBroken: false });
  if (batch.confirmedBy === null && (await takeChunks(ctx, given)) === 'stopped') return void (await stop());
  if (batch.mode === 'full') {
    const rest = await withdrawRest(ctx, given);
    if (rest === 'stopped') return void (await stop());
    if (rest === 'awaiting') return;
  }
  await finishBatch(ctx, batch, lease);
};

const sourceOf = (ctx: Ctx, { batch, lease, turn }: Assignment): FileSource => ({
  parts: (from) => leasedParts(ctx, lease, { from, turn }),
  byteCount: Number(batch.byteCount),
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

const takeChunks = async (ctx: Ctx, given: Assignment) => {
  const { batch, lease, turn, catalog, mapping, agency, before, setting, reading, today } = given;
  const source = sourceOf(ctx, given);
  if (batch.totalRows === null) await setTotalRows(ctx.db, lease, totalsOf(batch, await countRows(source)));
  const feed = { agencyId: agency.id, catalog: catalog.code };
  const assessing = {
    catalog,
    mapping,
    reading,
    vault: ctx.vault,
    context: { today, setting, agency: { ...agency, former: before.map(({ uscc }) => uscc) } },
    findSame: async (rows: readonly PrintedRow[]) =>
      new Set((await findSameRecords(ctx.db, feed, rows)).map(({ sourceNo }) => sourceNo)),
  };
  return overlapped(readChunks(source, batch.nextRow, assessing), async (chunk) => {
    await takeChunk(ctx, given, chunk);
    return turn.isOver();
  });
};

const takeChunk = (
  ctx: Ctx,
  { batch, lease, catalog, agency, before, inTime }: Assignment,
  chunk: ReadChunk,
) =>
  retried(() => {
    const leased = { ...chunk, lease: { ...lease, until: leaseUntil(ctx) }, mode: batch.mode };
    return workChunk(ctx, { catalog, agency, heirTo: before.map(({ id }) => id), inTime }, leased);
  });

const withdrawRest = async (ctx: Ctx, given: Assignment) => {
  const { batch, lease, turn, catalog, setting } = given;
  const { rejected } = (await findBatch(ctx.db, batch.id)) ?? batch;
  const { live, missing } = await countMissing(ctx.db, batch, batch.id);
  const share = setting('batch.full.max-withdrawn-share');
  if (batch.confirmedBy === null && needsConfirmation({ live, missing, rejected }, share)) {
    await endBatch(ctx.db, lease, {
      status: 'awaiting-confirmation',
      at: ctx.clock.now().toISOString(),
      missing,
    });
    return 'awaiting';
  }
  while ((await withdrawMissing(ctx, batch, { lease: { ...lease, until: leaseUntil(ctx) }, catalog })) > 0)
    if (await turn.isOver()) return 'stopped';
  return 'ended';
};
