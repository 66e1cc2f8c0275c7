import { act } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { heldVerification, moveHeld } from './own-verification.step.ts';
import { shownAgain } from './shown-verification.step.ts';
import type { ObjectionAnswerIn, VerificationShown } from './verification.schema.ts';

// Errors: verification.unknown, verification.wrong-stage.
export const rejectObjection = (
  ctx: Ctx,
  { no, reason, documentNo }: ObjectionAnswerIn & { no: string },
): Promise<VerificationShown> =>
  act(ctx, 'verification.reject', async (tx) => {
    const at = { ctx, tx };
    const moving = { no, event: 'reject' } as const;
    const row = await heldVerification(at, 'verification.reject', moving);
    await moveHeld(at, row, { ...moving, act: { note: reason, documentNo } });
    const audit = { no, commitment: row.commitmentNo, documentNo };
    return { value: await shownAgain(at, no), audit, events: [] };
  });
