import { findAgency } from '../../access/agencies/agency.store.ts';
import { Problem } from '../../kernel/problems.ts';
import { act } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { officesNamed, replaceOffices } from './matter-proposal.store.ts';

// Two agencies, so that no hand gives both opinions.
// Errors: agency.unknown, matter-proposal.one-office.
export const nameOffices = (ctx: Ctx, named: { legal: string; serviceCentre: string }) =>
  act(ctx, 'matter-proposal.name-offices', async (tx) => {
    const [legal, centre] = [await findAgency(tx, named.legal), await findAgency(tx, named.serviceCentre)];
    if (!legal || !centre) throw new Problem('agency.unknown');
    if (legal.id === centre.id) throw new Problem('matter-proposal.one-office');
    const at = { namedAt: ctx.clock.now().toISOString(), namedBy: ctx.actor.by };
    await replaceOffices(tx, [
      { office: 'legal', agencyId: legal.id, ...at },
      { office: 'service-centre', agencyId: centre.id, ...at },
    ]);
    return { value: { items: await officesNamed(tx) }, audit: { ...named }, events: [] };
  });
