import { Problem } from '../../kernel/problems.ts';
import { act } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { tellStep } from '../staff/set-roles.step.ts';
import { lockPerson } from '../staff/staff.store.ts';
import { removeFactor } from './second-factor.store.ts';

/** The device is lost: the next sign-in goes without it, or enrols another where one must be. */
export const removeSecondFactor = (ctx: Ctx, staffId: string) =>
  act({ ...ctx, idempotency: undefined }, 'staff.remove-factor', async (tx) => {
    const person = await lockPerson(tx, staffId);
    if (!person) throw new Problem('staff.unknown');
    if (!(await removeFactor(tx, staffId))) throw new Problem('staff.no-factor');
    await tellStep({ ctx, tx }, staffId, { step: 'factor-removed' });
    const { agency, name } = person;
    return { value: { agency, name }, audit: { staffId, agency }, events: [] };
  });
