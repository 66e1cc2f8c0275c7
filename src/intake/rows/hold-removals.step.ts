import { holdForRegistrar } from '../../registry/listings/hold-removals.step.ts';
import type { HeldRemoval } from '../../registry/records/held-removal.rules.ts';
import type { Run } from './intake.ts';
import type { Known } from './known-rows.step.ts';

export type RowHold = { sourceNo: string; removal: HeldRemoval };

// The rows were written without their removal; the event of that says to departments that one waits.
export const holdRowRemovals = async (
  { ctx, tx }: Run,
  holds: readonly RowHold[],
  { known, ids }: { known: Known; ids: ReadonlyMap<string, number> },
): Promise<void> => {
  const waiting = holds.flatMap(({ sourceNo, removal }) => {
    const id = ids.get(sourceNo);
    const version = (known.records.get(sourceNo)?.version ?? 0) + 1;
    return id === undefined ? [] : [{ id, version, listing: null, removal }];
  });
  await holdForRegistrar({ ctx, tx }, waiting);
};
