import { dayOf } from '../../kernel/day.ts';
import { removalDoubt } from '../../law/rulebook/removal.rules.ts';
import { WITHDRAWN } from '../../law/rulebook/removal-grounds.ts';
import { settingsOn } from '../../law/rulebook/rulebook.store.ts';
import type { NewEvent } from '../../platform/door/outbox.ts';
import { holdForRegistrar, type Waiting } from '../../registry/listings/hold-removals.step.ts';
import { isLive } from '../../registry/listings/listing.rules.ts';
import { findListingsOfRecords } from '../../registry/listings/listing.store.ts';
import { claimOf } from '../../registry/listings/removal-claim.rules.ts';
import { BY_SOURCE } from '../../registry/records/held-removal.rules.ts';
import type { SeenRecord } from '../../registry/records/record.table.ts';
import type { Run } from './intake.ts';
import { writeWithdrawal } from './withdrawn-rows.step.ts';

type At = Pick<Run, 'ctx' | 'tx' | 'catalog' | 'stamp'>;

/**
 * The source takes its own records back, or no longer names them. A removal like every other, it is taken at
 * once, unless the list's law lets it wait for the registrar.
 * Basis: 本市设定（list.*.removal.withdrawn-by-source.wait）
 */
export const withdrawBySource = async (
  at: At,
  seen: readonly SeenRecord[],
  words: string,
): Promise<{ events: NewEvent[]; held: number }> => {
  const waiting = at.catalog.opens === 'severe' ? await waitingAmong(at, seen, words) : [];
  const heldEvents = await holdForRegistrar(at, waiting);
  const waits = new Set(waiting.map(({ id }) => id));
  const gone = seen.filter(({ id }) => !waits.has(id));
  const events = await writeWithdrawal(at, gone, { words, removal: WITHDRAWN });
  return { events: [...heldEvents, ...events], held: waiting.length };
};

const waitingAmong = async (
  { ctx, tx }: At,
  seen: readonly SeenRecord[],
  words: string,
): Promise<Waiting[]> => {
  const today = dayOf(ctx.clock.now());
  const setting = await settingsOn(tx, today);
  const versions = new Map(seen.map(({ id, version }) => [id, version]));
  const listings = await findListingsOfRecords(tx, [...versions.keys()]);
  return listings.flatMap((listing) => {
    const id = listing.recordId;
    const claim = { ...claimOf(listing), ground: WITHDRAWN };
    const doubt = isLive(listing.state) ? removalDoubt(claim, { setting, today }) : null;
    if (!doubt) return [];
    const removal = { ...doubt, ground: WITHDRAWN, words, on: today, documentNo: null };
    const waits = { ...removal, door: BY_SOURCE, print: BY_SOURCE, end: 'repaired' } as const;
    return [{ id, version: versions.get(id) ?? 0, listing, removal: waits }];
  });
};
