import { Problem } from '../../kernel/problems.ts';
import type { Db } from '../../platform/door/db.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import type { NewEvent } from '../../platform/door/outbox.ts';
import type { HeldRemoval } from '../records/held-removal.rules.ts';
import { holdRemovals } from '../records/record.store.ts';
import type { ListingRow } from './listing.table.ts';
import { sayAnew } from './move-listings.step.ts';

export type Waiting = { id: number; version: number; listing: ListingRow | null; removal: HeldRemoval };
type At = { ctx: Ctx; tx: Db };

/** The removals wait for the registrar, beside their listings in force, and departments are told. */
export const holdForRegistrar = async ({ ctx, tx }: At, waiting: readonly Waiting[]): Promise<NewEvent[]> => {
  if (waiting.length === 0) return [];
  const held = waiting.map(({ id, version, removal }) => ({ id, version, removal, refused: null }));
  const done = await holdRemovals(tx, held, ctx.clock.now().toISOString());
  if (done.length < held.length) throw new Problem('record.stale');
  return sayAnew(
    { ctx, tx },
    waiting.map(({ listing }) => listing),
  );
};
