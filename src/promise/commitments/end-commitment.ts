import { act } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import type { CommitmentLine } from './commitment.schema.ts';
import { type CommitmentRow, findCommitment, forgetPromise } from './commitment.store.ts';
import { commitmentLine } from './commitment-out.ts';
import { heldCommitment, movedBy } from './own-commitment.step.ts';

// The applicant does not choose to promise, or takes the promise back: the ordinary procedure follows. No mark
// is left, nobody is told, and what named the applicant is forgotten.
// Errors: commitment.unknown, commitment.wrong-stage.
export const endCommitment = (
  ctx: Ctx,
  { no, event }: { no: string; event: 'refuse' | 'withdraw' },
): Promise<CommitmentLine> =>
  act(ctx, `commitment.${event}`, async (tx) => {
    const { state } = await heldCommitment({ ctx, tx }, `commitment.${event}`, { no, event });
    await forgetPromise(tx, no, movedBy(ctx, state));
    const value = commitmentLine((await findCommitment(tx, no)) as CommitmentRow);
    return { value, audit: { no }, events: [] };
  });
