import { dayOf } from '../../kernel/day.ts';
import { Problem } from '../../kernel/problems.ts';
import { act, must, permit } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { hashPassword } from '../../platform/door/password.ts';
import { findAgency } from '../agencies/agency.store.ts';
import { newPasswordHash } from '../passwords/new-password.ts';
import { shortCode } from '../passwords/one-time-code.rules.ts';
import { readStaffTerms } from '../sessions/staff-terms.store.ts';
import { addHistory } from './people.store.ts';
import { judgeRoles } from './separation.rules.ts';
import { insertStaff } from './staff.store.ts';

type NewPerson = { agency: string; name: string; roles: readonly string[]; password?: string | undefined };

/**
 * A new person. Without a password they get a one-time code, answered this once, which serves to set their own. Roles only
 * from a hand that may give them: whoever creates people at a desk does not.
 */
export const addStaff = async (ctx: Ctx, input: NewPerson) => {
  permit(ctx, 'staff.add');
  if (input.roles.length > 0) permit(ctx, 'staff.give-roles');
  const roles = [...must(judgeRoles(input.roles))];
  const code = input.password === undefined ? shortCode(ctx.randomBytes(10)) : null;
  const passwordHash = code
    ? await hashPassword(code, ctx)
    : await newPasswordHash(ctx, input.password ?? '', input);
  const terms = await readStaffTerms(ctx.statement, dayOf(ctx.clock.now()));
  return act(ctx, 'staff.add', async (tx) => {
    const agency = await findAgency(tx, input.agency);
    if (!agency) throw new Problem('agency.unknown');
    const id = ctx.newId();
    const now = ctx.clock.now();
    const at = now.toISOString();
    const codeUntil = code ? new Date(now.getTime() + terms('password.code') * 60_000).toISOString() : null;
    const kept = { passwordHash, passwordSetAt: at, codeUntil, addedBy: ctx.actor.by, createdAt: at };
    const added = await insertStaff(tx, { id, agencyId: agency.id, name: input.name, roles, ...kept });
    if (!added) throw new Problem('staff.duplicate');
    await addHistory(tx, {
      staffId: id,
      at,
      by: ctx.actor.by,
      step: 'added',
      about: { agency: agency.code, roles },
    });
    return {
      value: { id, agency: agency.code, name: input.name, roles, ...(code ? { code, codeUntil } : {}) },
      audit: { staffId: id, agency: agency.code, roles },
      events: [],
    };
  });
};
