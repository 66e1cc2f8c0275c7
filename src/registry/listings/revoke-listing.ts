import { dayOf } from '../../kernel/day.ts';
import { act } from '../../platform/door/act.ts';
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
import { end } from './listing-move.rules.ts';

// The decision fell away, or none followed the hearing: for everybody but the auditor the listing was never
// made, and checks that relied on it are recalled. No upload of the same decision brings it back.
// Errors: listing.unknown, listing.not-authority, listing.wrong-stage, listing.stale.
// Basis: 国办发〔2020〕49号第（八）项；行政处罚法第四十八条
export const revokeListing = (ctx: Ctx, id: number, revocation: ListingDecision): Promise<DecidedListing> =>
  act(ctx, 'listing.revoke', async (tx) => {
    const aim = { step: 'revoke', version: revocation.version } as const;
    const listing = await holdForStep({ ctx, tx }, id, aim);
    const held = listing.recordId === null ? { listing, record: null } : await recordOf(tx, listing);
    const on = dayOf(ctx.clock.now());
    const move = end(listing.state, { on, state: 'revoked', ground: groundOf(revocation) });
    const decided = await decideListing({ ctx, tx }, held, { move, recordStep: 'withdraw' });
    if (!held.record) return decided;
    const fall = { documentNo: revocation.documentNo, ground: groundOf(revocation) };
    const twins = await fallDecision({ ctx, tx }, held.record, fall);
    return { ...decided, events: [...decided.events, ...twins] };
  });
