import { dayOf } from '../../kernel/day.ts';
import type { Db } from '../../platform/door/db.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import type { NewEvent } from '../../platform/door/outbox.ts';
import { findListingsOfRecords, repointListings } from '../listings/listing.store.ts';
import { sayAnew } from '../listings/move-listings.step.ts';
import { repointRecords } from '../records/record.store.ts';
import { filedName } from '../subjects/filed-name.rules.ts';
import { lendLinks, lendNames, pointMembers, repointIdentifiers } from './merge.store.ts';
import type { Move } from './merge.table.ts';

type Repointing = { from: number; to: number; members: readonly number[] };
type Step = { name: 'merge' | 'part'; ground: string };

// Everything recorded of the members moves from one file to another. Merging and parting are this one step,
// in two directions.
export const repoint = async (
  { ctx, tx }: { ctx: Ctx; tx: Db },
  pointing: Repointing,
  step: Step,
): Promise<{ moves: Move[]; events: NewEvent[] }> => {
  const now = ctx.clock.now();
  const at = now.toISOString();
  const { from, to, members } = pointing;
  await pointMembers(tx, members, to);
  const identifiers = await repointIdentifiers(tx, pointing);
  const records = await repointRecords(tx, { ...pointing, at });
  const stamp = { ...step, on: dayOf(now), at, actor: ctx.actor.by };
  const listings = await repointListings(tx, pointing, stamp);
  await lendNames(tx, from);
  await lendLinks(tx, from);
  const names = await lendNames(tx, to);
  const links = await lendLinks(tx, to);
  return {
    moves: [
      ...movesOf('identifier', identifiers),
      ...movesOf('record', records),
      ...movesOf(
        'listing',
        listings.map(({ id }) => id),
      ),
      ...movesOf(
        'name',
        names.map((lent) => filedName(ctx.vault, lent)),
      ),
      ...movesOf('link', links),
    ],
    events: await tellOf({ ctx, tx }, listings),
  };
};

const movesOf = (kind: Move['kind'], refs: readonly (string | number)[]): Move[] =>
  refs.map((ref) => ({ kind, ref: String(ref) }));

// Departments that know a live listing are told whose it is now.
const tellOf = async (
  at: { ctx: Ctx; tx: Db },
  moved: readonly { id: number; recordId: number | null }[],
): Promise<NewEvent[]> => {
  const recordIds = moved.flatMap(({ recordId }) => recordId ?? []);
  if (recordIds.length === 0) return [];
  const ids = new Set(moved.map(({ id }) => id));
  const found = await findListingsOfRecords(at.tx, recordIds);
  return sayAnew(
    at,
    found.filter(({ id }) => ids.has(id)),
  );
};
