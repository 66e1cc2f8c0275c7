import { authoritiesOf, listCaseSteps } from '../cases/case.store.ts';
import type { CaseStep } from '../cases/case-step.rules.ts';
import { dayOf } from '../kernel/day.ts';
import { Problem } from '../kernel/problems.ts';
import { look } from '../platform/act.ts';
import type { Ctx } from '../platform/deps.ts';
import { findDispute } from './dispute.store.ts';
import { type DisputeLine, disputeOut } from './dispute-out.ts';

export type DisputeShown = DisputeLine & { steps: CaseStep[]; isOurs: boolean; isAuthority: boolean };

// Another agency's case is as unknown as none.
export const showDispute = (ctx: Ctx, id: number): Promise<DisputeShown> =>
  look(ctx, 'dispute.show', async (tx) => {
    const found = await findDispute(tx, id);
    const mine = ctx.actor.agency?.id ?? -1;
    const isAuthority = found !== undefined && (await authoritiesOf(tx, found.authorityId)).includes(mine);
    const isOurs = found?.agencyId === mine;
    if (!found || !(isOurs || isAuthority || ctx.actor.roles.includes('registrar')))
      throw new Problem('dispute.unknown');
    const steps = await listCaseSteps(tx, 'dispute', id);
    const value = { ...disputeOut(found, dayOf(ctx.clock.now())), steps, isOurs, isAuthority };
    return { value, audit: { subjectId: found.subjectId, dispute: id } };
  });
