import { act } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { heldVerification, moveHeld } from './own-verification.step.ts';
import { shownAgain } from './shown-verification.step.ts';
import type { VerificationShown } from './verification.schema.ts';

// The promisor objects to the decision; it stands until the objection is answered.
// Errors: verification.unknown, verification.wrong-stage.
export const objectToVerification = (
  ctx: Ctx,
  { no, reason }: { no: string; reason: string },
): Promise<VerificationShown> =>
  act(ctx, 'verification.object', async (tx) => {
    const at = { ctx, tx };
    const moving = { no, event: 'object' } as const;
    const row = await heldVerification(at, 'verification.object', moving);
    await moveHeld(at, row, { ...moving, act: { note: reason } });
    return { value: await shownAgain(at, no), audit: { no, commitment: row.commitmentNo }, events: [] };
  });
