import { Problem } from '../../kernel/problems.ts';
import { act } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { findAgency } from '../agencies/agency.store.ts';
import { actingHand } from './acting-person.rules.ts';
import { lapseGrantsOf, lockRoles, moveTo } from './people.store.ts';
import { tellStep } from './set-roles.step.ts';

// To another agency, under the same name and password, without any role: the duties of the old one stay there.
export const movePerson = (ctx: Ctx, input: { id: string; agency: string }) =>
  act(ctx, 'staff.move', async (tx) => {
    const by = actingHand(ctx.actor);
    const person = await lockRoles(tx, input.id);
    if (!person) throw new Problem('staff.unknown');
    if (by === `staff:${input.id}`) throw new Problem('staff.own-rights');
    const agency = await findAgency(tx, input.agency);
    if (!agency) throw new Problem('agency.unknown');
    if (agency.id !== person.agencyId) {
      if (!(await moveTo(tx, input.id, agency.id))) throw new Problem('staff.duplicate');
      await lapseGrantsOf(tx, input.id, { by, at: ctx.clock.now().toISOString() });
      const about = { agency: agency.code, rolesBefore: person.roles };
      await tellStep({ ctx, tx }, input.id, { step: 'moved', about });
    }
    return { value: null, audit: { staffId: input.id, agency: agency.code }, events: [] };
  });
