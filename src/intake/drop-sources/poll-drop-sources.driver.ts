import { dayOf } from '../../kernel/day.ts';
import { Problem, problems } from '../../kernel/problems.ts';
import { agencyActor } from '../../platform/door/actor.ts';
import type { Actor, Ctx, Deps } from '../../platform/door/deps.ts';
import { type DropBox, DropChanged, type DroppedFile } from '../../platform/outside/drop-box.ts';
import { isFinished } from '../uploads/batch.rules.ts';
import { findBatch } from '../uploads/batch.store.ts';
import { findBatchAgency } from '../uploads/batch-lease.store.ts';
import { downloadBatchErrors } from '../uploads/download-batch-errors.ts';
import { errorCsv } from '../uploads/error-download.ts';
import { submitBatch } from '../uploads/submit-batch.ts';
import {
  claimSource,
  endTurn,
  extendTurn,
  openCredentials,
  type PollTurn,
  roundStart,
} from './drop-source.store.ts';
import type { DroppedRow, DropSourceRow, PollResult } from './drop-source.table.ts';
import { type DropOutcome, isForTaking, isWhole } from './dropped-file.rules.ts';
import { forgetDropped, linkBatch, listDropped, noteDropped, refuseDropped } from './dropped-file.store.ts';
import { openBucket } from './open-bucket.ts';
import { writeResult } from './write-result.ts';

const AT_ONCE = 3;
const MOST_A_TURN = 20;
const EXTEND_AFTER_MS = 5_000;

// A source that hangs or is broken holds up no other.
export const pollDropSources = async (deps: Deps): Promise<void> => {
  const notSince = await roundStart(deps.db);
  const pollRest = async () => {
    for (;;) {
      const token = deps.newId();
      const source = await claimSource(deps.db, { token, notSince });
      if (!source) return;
      await pollOne(deps, source, { id: source.id, token });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, pollRest));
};

type Poll = { ctx: Ctx; source: DropSourceRow; turn: PollTurn; box: DropBox; tally: PollResult };

const pollOne = async (deps: Deps, source: DropSourceRow, turn: PollTurn): Promise<void> => {
  const tally: PollResult = { found: 0, waiting: 0, submitted: 0, settled: 0, problem: null };
  await each({ deps, source, tally }, async () => {
    const ctx = { ...deps, requestId: deps.newId(), actor: await actorOf(deps, source) };
    const poll: Poll = { ctx, source, turn, box: await openBox(deps, source), tally };
    const files = (await poll.box.list()).filter(({ name }) => isForTaking(name));
    tally.found = files.length;
    await takeFiles(poll, files);
    for (const row of await listDropped(deps.db, source.id))
      await each({ deps, source, tally }, () => settle(poll, row, files));
  });
  await endTurn(deps.db, turn, tally);
};

const openBox = async (deps: Deps, source: DropSourceRow): Promise<DropBox> => {
  if (source.kind === 'folder') {
    if (!deps.openFolder) throw new Problem('source.no-root');
    return deps.openFolder(source.location);
  }
  const credentials = await openCredentials(deps.db, deps.vault, source.id);
  const at = { location: source.location, region: source.region ?? '', ...credentials };
  return openBucket(deps.reach, at, () => deps.clock.now());
};

// A fault of one file is noted and the file is tried again at the next look; the other files go on.
const each = async (
  { deps, source, tally }: { deps: Deps; source: DropSourceRow; tally: PollResult },
  step: () => Promise<void>,
): Promise<void> => {
  try {
    await step();
  } catch (error) {
    if (error instanceof DropChanged) {
      tally.waiting += 1;
      return;
    }
    if (!(error instanceof Problem)) deps.log('error', 'source.broke-off', { source: source.id, error });
    tally.problem = problemOf(error instanceof Problem ? error : new Problem('source.unreachable'));
  }
};

const problemOf = ({ code, detail }: Problem) => ({ code, detail: detail ?? problems[code].detail });

// The source acts for its agency, with no more than feeding takes.
const actorOf = async (deps: Deps, source: DropSourceRow): Promise<Actor> => {
  const agency = await findBatchAgency(deps.db, source.agencyId);
  if (!agency) throw new Problem('agency.unknown');
  const who = { by: `source:${source.id}`, today: dayOf(deps.clock.now()), person: null };
  const actor = agencyActor(agency, who, deps.permissionsOf);
  const needed = ['batch.submit', 'batch.errors'] as const;
  return { ...actor, may: new Set(needed.filter((permission) => actor.may.has(permission))) };
};

const takeFiles = async (poll: Poll, files: readonly DroppedFile[]): Promise<void> => {
  const { ctx, source, tally } = poll;
  const earlier = new Map((await listDropped(ctx.db, source.id)).map((row) => [row.name, row]));
  for (const file of files) {
    const seen = earlier.get(file.name);
    if (seen?.batchId || seen?.refusal) continue;
    await each({ deps: ctx, source, tally }, () => takeFile(poll, file, seen));
  }
};

const takeFile = async (poll: Poll, file: DroppedFile, seen: DroppedRow | undefined): Promise<void> => {
  const { ctx, source, tally } = poll;
  const row = await noteDropped(ctx.db, { id: ctx.newId(), sourceId: source.id, ...file });
  const isWholeNow = row && isWhole(source.kind, { ...row, wasSeen: seen?.version === file.version });
  if (!isWholeNow || tally.submitted >= MOST_A_TURN) {
    tally.waiting += 1;
    return;
  }
  await submitFile(poll, file, row);
  tally.submitted += 1;
};

// After a crash, or in a process that outlived its turn, the same key finds the batch that the file became.
const submitFile = async (poll: Poll, file: DroppedFile, row: DroppedRow): Promise<void> => {
  const { ctx, source, turn, box } = poll;
  const keyed = { ...ctx, idempotency: { key: `dropped-${row.id}`, requestHash: row.id } };
  try {
    const batch = await submitBatch(keyed, {
      catalog: source.catalog,
      mode: source.mode,
      contentType: 'application/octet-stream',
      contentLength: file.byteCount,
      fileName: file.name,
      body: inTurn(poll, box.read(file)),
    });
    await linkBatch(ctx.db, turn, { id: row.id, batchId: batch.id });
  } catch (error) {
    if (!(error instanceof Problem) || !isOfTheFile(error)) throw error;
    await refuseDropped(ctx.db, turn, { id: row.id, refusal: { ...problemOf(error), errors: error.errors } });
  }
};

const isOfTheFile = ({ code }: Problem) => code.startsWith('batch.') && code !== 'batch.upload-broken';

// A large file keeps the turn while it is read; a process that lost its turn stops reading.
async function* inTurn({ ctx, turn }: Poll, body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let extendedAt = ctx.clock.now().getTime();
  for await (const piece of body) {
    const now = ctx.clock.now().getTime();
    if (now - extendedAt > EXTEND_AFTER_MS) {
      if (!(await extendTurn(ctx.db, turn))) throw new DropChanged('the turn is over');
      extendedAt = now;
    }
    yield piece;
  }
}

const settle = async (poll: Poll, row: DroppedRow, files: readonly DroppedFile[]): Promise<void> => {
  const { ctx, turn, box, tally } = poll;
  const { refusal } = row;
  if (!row.batchId && !refusal) {
    // The sender took the file away before it was submitted.
    if (!files.some(({ name }) => name === row.name)) await forgetDropped(ctx.db, turn, row.id);
    return;
  }
  const found = refusal ? refusedOutcome(refusal) : await outcomeOf(ctx, row.batchId ?? '');
  if (!found) {
    tally.waiting += 1;
    return;
  }
  await writeResult(box, row, { ...found, at: ctx.clock.now() });
  await forgetDropped(ctx.db, turn, row.id);
  tally.settled += 1;
};

type Found = { outcome: DropOutcome; rows: AsyncIterable<Uint8Array> | null };

const refusedOutcome = (problem: NonNullable<DroppedRow['refusal']>): Found => ({
  outcome: { status: 'refused', batch: null, problem, hasAllRows: true },
  rows: null,
});

const outcomeOf = async (ctx: Ctx, batchId: string): Promise<Found | undefined> => {
  const batch = await findBatch(ctx.db, batchId);
  if (!batch || !isFinished(batch.status)) return undefined;
  const { id, sha256, status, problem } = batch;
  const { rows, accepted, unchanged, corrected, held, rejected, warnings } = batch;
  const counts = { rows, accepted, unchanged, corrected, held, rejected, warnings };
  const refused = rejected > 0 ? errorCsv(await downloadBatchErrors(ctx, id)) : null;
  const outcome = {
    status: status as 'done' | 'failed' | 'cancelled',
    batch: { id, sha256, counts },
    problem: problem && { ...problem, detail: problem.detail ?? '' },
    hasAllRows: true,
  };
  return { outcome, rows: refused as AsyncIterable<Uint8Array> | null };
};
