import { Problem } from '../../kernel/problems.ts';
import type { Deps } from '../../platform/door/deps.ts';
import type { Lease } from './batch.store.ts';
import { extendLease } from './batch-lease.store.ts';
import { storedParts } from './stored-parts.ts';
import type { WorkTurn } from './turn.ts';

const LEASE_MS = 20_000;
const EXTEND_AFTER_MS = 5_000;

export const leaseUntil = (deps: Pick<Deps, 'clock'>): string =>
  new Date(deps.clock.now().getTime() + LEASE_MS).toISOString();

// Reading extends the lease where no chunk is written for long: while counting, or on the way to the row
// where a killed worker stopped. Between two parts other files may be served.
export async function* leasedParts(
  deps: Deps,
  lease: Lease,
  { from = 0, turn }: { from?: number | undefined; turn: Pick<WorkTurn, 'whileReading'> },
): AsyncGenerator<Uint8Array> {
  let extendedAt = deps.clock.now().getTime();
  for await (const part of storedParts(deps, lease.id, from)) {
    const now = deps.clock.now().getTime();
    if (now - extendedAt > EXTEND_AFTER_MS) {
      if (!(await extendLease(deps.db, lease, leaseUntil(deps)))) throw new Problem('batch.stage');
      extendedAt = now;
    }
    await turn.whileReading();
    yield part;
  }
}
