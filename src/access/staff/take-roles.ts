import { Problem } from '../../kernel/problems.ts';
import { act } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { actingHand } from './acting-person.rules.ts';
import { lockRoles } from './people.store.ts';
import { setRolesOf } from './set-roles.step.ts';

// One hand is enough to take, and it works at once.
export const takeRoles = (ctx: Ctx, { id, roles }: { id: string; roles: readonly string[] }) =>
  act(ctx, 'staff.take-roles', async (tx) => {
    const person = await lockRoles(tx, id);
    if (!person) throw new Problem('staff.unknown');
    if (actingHand(ctx.actor) === `staff:${id}`) throw new Problem('staff.own-rights');
    const left = person.roles.filter((role) => !roles.includes(role));
    const taken = person.roles.filter((role) => roles.includes(role));
    if (taken.length > 0)
      await setRolesOf({ ctx, tx }, person, { roles: left, step: 'roles-taken', about: { roles: taken } });
    const value = { state: 'confirmed' as const, roles: left };
    return { value, audit: { staffId: id, roles: taken }, events: [] };
  });
