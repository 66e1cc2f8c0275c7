import { Problem } from '../../kernel/problems.ts';
import type { Deps } from '../../platform/door/deps.ts';
import type { Lease } from './batch.store.ts';
import { extendLease } from './batch-lease.store.ts';
import { type StoredFile, storedParts } from './stored-parts.ts';
import type { WorkTurn } from './turn.ts';

const EXTEND_AFTER_MS = 3_000;

const STEP_MS = 15 * 60_000;

// However slow the database is, a lease outlasts the step under way: a chunk, the end of a whole list, the
// turn of another file. A step that hangs for good gives it up.
export const keepingLease = async <T>(deps: Deps, lease: Lease, work: () => Promise<T>): Promise<T> => {
  let isAsking = false;
  let left = STEP_MS / EXTEND_AFTER_MS;
  const extend = async () => {
    if (isAsking || left-- <= 0) return;
    isAsking = true;
    // A process that lost the lease learns it at the next fence.
    await extendLease(deps.db, lease).catch(() => false);
    isAsking = false;
  };
  const timer = setInterval(extend, EXTEND_AFTER_MS);
  try {
    return await work();
  } finally {
    clearInterval(timer);
  }
};

// Reading extends the lease where no chunk is written for long: while counting, or on the way to the row
// where a killed worker stopped. Between two parts other files may be served.
export async function* leasedParts(
  deps: Deps,
  lease: Lease,
  {
    file,
    from = 0,
    turn,
  }: { file: StoredFile; from?: number | undefined; turn: Pick<WorkTurn, 'whileReading'> },
): AsyncGenerator<Uint8Array> {
  let extendedAt = deps.clock.now().getTime();
  for await (const part of storedParts(deps, file, from)) {
    const now = deps.clock.now().getTime();
    if (now - extendedAt > EXTEND_AFTER_MS) {
      if (!(await extendLease(deps.db, lease))) throw new Problem('batch.stage');
      extendedAt = now;
    }
    await turn.whileReading();
    yield part;
  }
}
