import { authoritiesOf, isPastRetention, listCaseSteps } from '../cases/case.store.ts';
import type { CaseStep } from '../cases/case-step.rules.ts';
import { dayOf } from '../kernel/day.ts';
import { Problem } from '../kernel/problems.ts';
import { look } from '../platform/act.ts';
import type { Ctx } from '../platform/deps.ts';
import { findRepair } from './repair.store.ts';
import { type RepairLine, repairOut } from './repair-out.ts';

export type RepairShown = RepairLine & { steps: CaseStep[]; isOurs: boolean; isAuthority: boolean };

// Another agency's case is as unknown as none, and so is one about what is past its retention.
export const showRepair = (ctx: Ctx, id: number): Promise<RepairShown> =>
  look(ctx, 'repair.show', async (tx) => {
    const found = await findRepair(tx, id);
    const today = dayOf(ctx.clock.now());
    const mine = ctx.actor.agency?.id ?? -1;
    const isAuthority = found !== undefined && (await authoritiesOf(tx, found.authorityId)).includes(mine);
    const isOurs = found?.agencyId === mine;
    const isGone = found !== undefined && (await isPastRetention(tx, found.recordId, today));
    if (!found || isGone || !(isOurs || isAuthority || ctx.actor.roles.includes('registrar')))
      throw new Problem('repair.unknown');
    const steps = await listCaseSteps(tx, 'repair', id);
    const value = { ...repairOut(found, today), steps, isOurs, isAuthority };
    return { value, audit: { subjectId: found.subjectId, repair: id } };
  });
