import { Problem } from '../../kernel/problems.ts';
import { act, must } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { hashPassword } from '../../platform/door/password.ts';
import { findAgency } from '../agencies/agency.store.ts';
import { judgePassword } from './password.rules.ts';
import { insertStaff } from './staff.store.ts';

export const addStaff = async (
  ctx: Ctx,
  input: { agency: string; name: string; roles: string[]; password: string },
) => {
  const passwordHash = await hashPassword(must(judgePassword(input.password)), ctx);
  return act(ctx, 'staff.add', async (tx) => {
    const agency = await findAgency(tx, input.agency);
    if (!agency) throw new Problem('agency.unknown');
    const id = ctx.newId();
    const added = await insertStaff(tx, {
      id,
      agencyId: agency.id,
      name: input.name,
      passwordHash,
      roles: input.roles,
      createdAt: ctx.clock.now().toISOString(),
    });
    if (!added) throw new Problem('staff.duplicate');
    return {
      value: { id, agency: agency.code, name: input.name, roles: input.roles },
      audit: { staffId: id, agency: agency.code, roles: input.roles },
      events: [],
    };
  });
};
