import { dayOf } from '../../kernel/day.ts';
import { Problem } from '../../kernel/problems.ts';
import { act } from '../../platform/door/act.ts';
import type { Db } from '../../platform/door/db.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { fallDecision } from '../records/fall-decision.step.ts';
import {
  type DecidedListing,
  decideListing,
  groundOf,
  holdForStep,
  type ListingDecision,
  recordOf,
} from './decide-listing.step.ts';
import { lastListingStep } from './listing.store.ts';
import type { AnyListing } from './listing.table.ts';
import { end } from './listing-move.rules.ts';
import { listingChangedBy } from './listing-words.rules.ts';

// The decision fell away, or none followed the hearing: for everybody but the auditor the listing was never
// made, and checks that relied on it are recalled. No upload of the same decision brings it back.
// Errors: listing.unknown, listing.not-authority, listing.wrong-stage, listing.stale.
// Basis: 国办发〔2020〕49号第（八）项；行政处罚法第四十八条
export const revokeListing = (ctx: Ctx, id: number, revocation: ListingDecision): Promise<DecidedListing> =>
  act(ctx, 'listing.revoke', async (tx) => {
    const aim = { action: 'listing.revoke', step: 'revoke', version: revocation.version } as const;
    const listing = await holdForStep({ ctx, tx }, id, aim);
    await assureSeen(tx, listing, revocation);
    const held = listing.recordId === null ? { listing, record: null } : await recordOf(tx, listing);
    const on = dayOf(ctx.clock.now());
    const move = end(listing.state, { on, state: 'revoked', ground: groundOf(revocation) });
    const decided = await decideListing({ ctx, tx }, held, { move, recordStep: 'withdraw' });
    if (!held.record) return decided;
    const fall = { documentNo: revocation.documentNo, ground: groundOf(revocation) };
    const twins = await fallDecision({ ctx, tx }, held.record, fall);
    return { ...decided, events: [...decided.events, ...twins] };
  });

// A clerk who means to revoke what stands must not erase what another has just ended.
const assureSeen = async (tx: Db, { id, state, version }: AnyListing, revocation: ListingDecision) => {
  if (state === 'listed' || state === 'notified' || revocation.version !== undefined) return;
  const { detail, errors } = listingChangedBy(state, await lastListingStep(tx, id));
  const advice = `名单已经移出而原决定被撤销的，请填写所见的 version（现为 ${version}）再办理。`;
  throw new Problem('listing.wrong-stage', { detail: `${detail}${advice}`, errors });
};
