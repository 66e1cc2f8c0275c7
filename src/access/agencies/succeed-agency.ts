import { Problem } from '../../kernel/problems.ts';
import { act } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { forgetKeys } from '../keys/api-key.ts';
import type { SuccessionIn } from './agency.schema.ts';
import { findAgency, holdSuccessions, isAnsweredBy } from './agency.store.ts';
import { ONE_DAY } from './succession.ts';
import { takeOver } from './take-over.step.ts';

// An agency is abolished, merged or renamed: from its last day on it no longer acts, and its successor
// decides about what it determined. Errors: agency.unknown, agency.successor.
export const succeedAgency = async (ctx: Ctx, { code, successor, from }: SuccessionIn & { code: string }) => {
  const ended = await act(ctx, 'agency.succeed', async (tx) => {
    await holdSuccessions(tx);
    const [before, after] = [await findAgency(tx, code), await findAgency(tx, successor)];
    if (!before || !after) throw new Problem('agency.unknown');
    if (await isAnsweredBy(tx, { agencyId: before.id, today: ONE_DAY }, after.id))
      throw new Problem('agency.successor');
    const value = await takeOver(tx, before, { successorId: after.id, from });
    return { value, audit: { agency: code, successor, from }, events: [] };
  });
  forgetKeys(ctx);
  return ended;
};
