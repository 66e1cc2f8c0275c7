import { look } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import type { CommitmentShown } from './commitment.schema.ts';
import { ownCommitment } from './own-commitment.step.ts';
import { shownCommitment } from './shown-commitment.step.ts';

export const showCommitment = (ctx: Ctx, no: string): Promise<CommitmentShown> =>
  look(ctx, 'commitment.show', async (tx) => {
    const row = await ownCommitment({ ctx, tx }, 'commitment.show', no);
    return { value: await shownCommitment({ ctx, tx }, row), audit: { no } };
  });
