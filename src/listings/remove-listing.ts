import { findCatalog } from '../catalogs/catalog-list.ts';
import { dayOf } from '../kernel/day.ts';
import { Problem } from '../kernel/problems.ts';
import { act, must } from '../platform/act.ts';
import type { Ctx } from '../platform/deps.ts';
import { endingSteps, stepListing } from './listing.rules.ts';
import { findListing } from './listing.store.ts';
import { end } from './listing-move.rules.ts';
import { moveListings } from './move-listings.step.ts';

export type Removal = { state: 'repaired' | 'revoked'; ground: string; documentNo?: string };
export type Removed = { id: number; state: string; endedOn: string; endGround: string };

// Early removal, by the authority that listed or by the registrar for it.
// Basis: 国办发〔2020〕49号第九条；市场监督管理总局令第44号（提前移出）
export const removeListing = (ctx: Ctx, id: number, removal: Removal): Promise<Removed> =>
  act(ctx, 'listing.remove', async (tx) => {
    const listing = await findListing(tx, id);
    if (!listing) throw new Problem('listing.unknown');
    const isAuthority = listing.agencyId === ctx.actor.agency?.id;
    if (!isAuthority && !ctx.actor.roles.includes('registrar')) throw new Problem('listing.not-authority');
    must(stepListing(listing.state, endingSteps[removal.state]));
    const on = dayOf(ctx.clock.now());
    const ground = removal.documentNo ? `${removal.ground}（${removal.documentNo}）` : removal.ground;
    const move = end(listing.state, { on, state: removal.state, ground });
    const basis = findCatalog(listing.list)?.basis;
    const events = await moveListings({ ctx, tx, basis }, [{ listing, move }]);
    const about = { listing: id, subjectId: listing.subjectId, state: removal.state, ground };
    return { value: { id, state: move.state, endedOn: on, endGround: ground }, audit: about, events };
  });
