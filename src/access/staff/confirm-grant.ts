import { Problem } from '../../kernel/problems.ts';
import { act, must } from '../../platform/door/act.ts';
import type { Db } from '../../platform/door/db.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { forgetKeys } from '../keys/api-key.ts';
import { drawKey, drawSuccessor } from '../keys/draw-key.step.ts';
import { actingHand } from './acting-person.rules.ts';
import { findGrant, type GrantRow, lockRoles, settleGrant } from './people.store.ts';
import { judgeHand, judgeRoles } from './separation.rules.ts';
import { setRolesOf } from './set-roles.step.ts';

type Inside = { ctx: Ctx; tx: Db; by: string };

/** The second hand. A key is shown to whoever confirms it, this once. */
export const confirmGrant = async (ctx: Ctx, id: string) => {
  const confirmed = await act(ctx, 'grant.confirm', async (tx) => {
    const by = actingHand(ctx.actor);
    const grant = await findGrant(tx, id);
    if (!grant) throw new Problem('grant.unknown');
    if (grant.askedBy === by) throw new Problem('grant.own');
    const at = ctx.clock.now().toISOString();
    if (!(await settleGrant(tx, id, { state: 'confirmed', by, at }))) throw new Problem('grant.settled');
    const key = grant.kind === 'key' ? await drawAsked({ ctx, tx }, grant) : null;
    const roles = grant.kind === 'roles' ? await giveAsked({ ctx, tx, by }, grant) : null;
    const audit = {
      grantId: id,
      kind: grant.kind,
      keyId: key?.id,
      staffId: grant.staffId,
      roles: grant.roles,
    };
    return { value: { id, kind: grant.kind, state: 'confirmed' as const, key, roles }, audit, events: [] };
  });
  // A rotation ends the key that it replaces.
  if (confirmed.key) forgetKeys(ctx);
  return confirmed;
};

const drawAsked = ({ ctx, tx }: Omit<Inside, 'by'>, { agencyId, keyAsked }: GrantRow) =>
  keyAsked && 'replaces' in keyAsked
    ? drawSuccessor({ ctx, tx }, keyAsked)
    : drawKey({ ctx, tx }, agencyId, keyAsked ?? {});

// Judged anew: the person may have been given something else meanwhile.
const giveAsked = async ({ ctx, tx, by }: Inside, { staffId, roles, askedBy }: GrantRow) => {
  const person = staffId ? await lockRoles(tx, staffId) : undefined;
  if (!person) throw new Problem('staff.unknown');
  must(judgeHand({ by, addedBy: person.addedBy, staffId: person.id }));
  const all = must(judgeRoles([...person.roles, ...roles]));
  await setRolesOf({ ctx, tx }, person, { roles: all, step: 'roles-given', about: { roles, askedBy } });
  return [...all];
};
