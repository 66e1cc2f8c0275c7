import { act } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { heldVerification, moveHeld } from './own-verification.step.ts';
import { shownAgain } from './shown-verification.step.ts';
import type { VerificationShown } from './verification.schema.ts';

// Errors: verification.unknown, verification.wrong-stage.
export const startVerification = (ctx: Ctx, no: string): Promise<VerificationShown> =>
  act(ctx, 'verification.start', async (tx) => {
    const at = { ctx, tx };
    const moving = { no, event: 'start' } as const;
    const row = await heldVerification(at, 'verification.start', moving);
    await moveHeld(at, row, moving);
    return { value: await shownAgain(at, no), audit: { no, commitment: row.commitmentNo }, events: [] };
  });
