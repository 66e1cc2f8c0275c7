import { act } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { heldVerification, moveHeld } from './own-verification.step.ts';
import { shownAgain } from './shown-verification.step.ts';
import type { VerificationShown } from './verification.schema.ts';

// The officer erred: a finding that nobody has decided on is taken back.
// Errors: verification.unknown, verification.wrong-stage.
export const reopenVerification = (
  ctx: Ctx,
  { no, reason }: { no: string; reason: string },
): Promise<VerificationShown> =>
  act(ctx, 'verification.reopen', async (tx) => {
    const at = { ctx, tx };
    const moving = { no, event: 'reopen' } as const;
    const row = await heldVerification(at, 'verification.reopen', moving);
    const sets = { method: null, assistanceNo: null, foundOn: null, rectifyBy: null };
    await moveHeld(at, row, { ...moving, act: { note: reason }, sets });
    return { value: await shownAgain(at, no), audit: { no, commitment: row.commitmentNo }, events: [] };
  });
