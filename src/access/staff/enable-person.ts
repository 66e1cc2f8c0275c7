import { Problem } from '../../kernel/problems.ts';
import { act } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { actingHand } from './acting-person.rules.ts';
import { lockRoles, setDisabled, setRoles } from './people.store.ts';
import { tellStep } from './set-roles.step.ts';

// Without any role: who comes back is given rights anew, by whoever gives rights.
export const enablePerson = (ctx: Ctx, { id }: { id: string }) =>
  act(ctx, 'staff.enable', async (tx) => {
    actingHand(ctx.actor);
    const person = await lockRoles(tx, id);
    if (!person) throw new Problem('staff.unknown');
    if (person.isDisabled) {
      await setDisabled(tx, id, null);
      await setRoles(tx, id, []);
      await tellStep({ ctx, tx }, id, { step: 'enabled', about: { rolesBefore: person.roles } });
    }
    return { value: null, audit: { staffId: id }, events: [] };
  });
