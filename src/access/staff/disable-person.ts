import { Problem } from '../../kernel/problems.ts';
import { act } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { actingHand } from './acting-person.rules.ts';
import { lapseGrantsOf, lockRoles, setDisabled } from './people.store.ts';
import { tellStep } from './set-roles.step.ts';

// Out at once; what waits for a second hand lapses.
export const disablePerson = (ctx: Ctx, { id }: { id: string }) =>
  act(ctx, 'staff.disable', async (tx) => {
    const by = actingHand(ctx.actor);
    const person = await lockRoles(tx, id);
    if (!person) throw new Problem('staff.unknown');
    if (by === `staff:${id}`) throw new Problem('staff.own-rights');
    const at = ctx.clock.now().toISOString();
    if (!person.isDisabled) {
      await setDisabled(tx, id, at);
      await lapseGrantsOf(tx, id, { by, at });
      await tellStep({ ctx, tx }, id, { step: 'disabled' });
    }
    return { value: null, audit: { staffId: id }, events: [] };
  });
