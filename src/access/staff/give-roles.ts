import { Problem } from '../../kernel/problems.ts';
import { act, must } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { actingHand, isOperator } from './acting-person.rules.ts';
import { insertGrant, lockRoles } from './people.store.ts';
import { judgeHand, judgeRoles, needsTwoHands } from './separation.rules.ts';
import { setRolesOf } from './set-roles.step.ts';

// grant: what waits for the second hand.
type Given = { state: 'confirmed' | 'pending'; grant?: string; roles: string[] };

/**
 * What the person may do besides. Registration, audit and administration wait for a second hand; the operator at the command
 * line has but one. Their sessions end: the next one has the new rights.
 */
export const giveRoles = (ctx: Ctx, { id, roles }: { id: string; roles: readonly string[] }) =>
  act<Given>(ctx, 'staff.give-roles', async (tx) => {
    const by = actingHand(ctx.actor);
    const person = await lockRoles(tx, id);
    if (!person) throw new Problem('staff.unknown');
    must(judgeHand({ by, addedBy: person.addedBy, staffId: id }));
    const all = must(judgeRoles([...person.roles, ...roles]));
    const audit = { staffId: id, roles: [...roles] };
    if (isOperator(ctx.actor) || !needsTwoHands(roles)) {
      await setRolesOf({ ctx, tx }, person, {
        roles: all,
        step: 'roles-given',
        about: { roles: [...roles] },
      });
      return { value: { state: 'confirmed', roles: [...all] }, audit, events: [] };
    }
    const grantId = ctx.newId();
    const askedAt = ctx.clock.now().toISOString();
    const ask = { id: grantId, kind: 'roles' as const, staffId: id, agencyId: person.agencyId };
    await insertGrant(tx, { ...ask, roles: [...roles], askedBy: by, askedAt });
    const value: Given = { state: 'pending', grant: grantId, roles: [...person.roles] };
    return { value, audit: { ...audit, grantId }, events: [] };
  });
