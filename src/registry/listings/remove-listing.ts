import { type Day, day, dayOf } from '../../kernel/day.ts';
import { groundNamed, removalDoubt } from '../../law/rulebook/removal.rules.ts';
import { UNSTATED } from '../../law/rulebook/removal-grounds.ts';
import { settingsOn } from '../../law/rulebook/rulebook.store.ts';
import { act, type Outcome } from '../../platform/door/act.ts';
import type { Db } from '../../platform/door/db.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { type HeldRemoval, recordStepOf } from '../records/held-removal.rules.ts';
import {
  type DecidedListing,
  decideListing,
  groundOf,
  type Held,
  holdForDecision,
  type ListingDecision,
} from './decide-listing.step.ts';
import { holdForRegistrar } from './hold-removals.step.ts';
import { end } from './listing-move.rules.ts';
import { daysUnder } from './record-days.step.ts';
import { claimOf } from './removal-claim.rules.ts';

export type ListingRemoval = ListingDecision & {
  removalGround?: string | undefined;
  correctedOn?: string | undefined;
};
export type Removed = DecidedListing & { removalHeld: HeldRemoval | null };

// Early removal, by the authority that listed or by the registrar for it: archived, and its record shown no
// more. The law is that of the authority's own row: what it does not allow yet waits for the registrar.
// Errors: listing.unknown, listing.not-authority, listing.wrong-stage, listing.stale.
// Basis: 国办发〔2020〕49号第（八）项；各名单的移出事由见 removal-grounds.ts
export const removeListing = (ctx: Ctx, id: number, removal: ListingRemoval): Promise<Removed> =>
  act<Removed>(ctx, 'listing.remove', async (tx) => {
    const held = await holdForDecision({ ctx, tx }, id, {
      action: 'listing.remove',
      step: 'repair',
      version: removal.version,
    });
    const today = dayOf(ctx.clock.now());
    const setting = await settingsOn(tx, today);
    const waiting = waitingFor(held, removal, { setting, today });
    if (waiting) return letWait({ ctx, tx }, held, waiting);
    const state = endOf(removal);
    const ground = { on: today, ground: groundOf(removal), removal: removal.removalGround ?? UNSTATED };
    const move = end(held.listing.state, { ...ground, state });
    const isOver = state === 'expired';
    const days = isOver ? { days: await daysUnder(tx, held.record, { until: today, today }) } : {};
    const done = await decideListing({ ctx, tx }, held, { move, recordStep: recordStepOf[state], ...days });
    return { ...done, value: { ...done.value, removalHeld: null } };
  });

const letWait = async (
  at: { ctx: Ctx; tx: Db },
  { listing, record }: Held,
  removal: HeldRemoval,
): Promise<Outcome<Removed>> => {
  const events = await holdForRegistrar(at, [{ id: record.id, version: record.version, listing, removal }]);
  const about = { listing: listing.id, record: record.id, subjectId: listing.subjectId };
  const audit = { ...about, held: removal.code, ground: removal.words };
  return { value: { ...listing, removalHeld: removal }, audit, events };
};

const endOf = ({ removalGround }: ListingRemoval) => (removalGround === 'term-over' ? 'expired' : 'repaired');

type Law = { setting: (key: string) => number; today: Day };

// An honour is given back at any time.
const waitingFor = ({ listing }: Held, removal: ListingRemoval, law: Law): HeldRemoval | null => {
  if (listing.kind === 'honour') return null;
  const ground = removal.removalGround ?? UNSTATED;
  const correctedOn = removal.correctedOn ? day(removal.correctedOn) : null;
  const doubt = removalDoubt({ ...claimOf(listing), ground, correctedOn }, law);
  return (
    doubt && {
      ...doubt,
      door: 'desk',
      print: null,
      ground: groundNamed(listing.list, ground)?.code ?? ground,
      words: removal.ground,
      on: law.today,
      documentNo: removal.documentNo ?? null,
      end: endOf(removal),
      correctedOn,
    }
  );
};
