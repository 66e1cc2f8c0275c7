import { look } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { ownVerification } from './own-verification.step.ts';
import { shownVerification } from './shown-verification.step.ts';
import type { VerificationShown } from './verification.schema.ts';

export const showVerification = (ctx: Ctx, no: string): Promise<VerificationShown> =>
  look(ctx, 'verification.show', async (tx) => {
    const row = await ownVerification({ ctx, tx }, 'verification.show', no);
    return { value: await shownVerification({ ctx, tx }, row), audit: { no } };
  });
