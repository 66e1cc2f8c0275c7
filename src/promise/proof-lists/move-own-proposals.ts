import { act } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import type { ProposalState } from './matter-proposal.rules.ts';
import { countRound, moveProposalsTo } from './matter-proposal.store.ts';
import { heldProposals, proposalMovedBy } from './own-proposals.step.ts';

// Errors: matter-proposal.unknown, matter-proposal.wrong-stage.
export const moveOwnProposals = (
  ctx: Ctx,
  { proposals, event }: { proposals: string[]; event: 'submit' | 'withdraw' },
): Promise<{ moved: string[]; state: ProposalState }> => {
  const action = `matter-proposal.${event}` as const;
  return act(ctx, action, async (tx) => {
    const { state } = await heldProposals({ ctx, tx }, { action, nos: proposals, event, whose: 'own' });
    await moveProposalsTo(tx, proposals, proposalMovedBy(ctx, state));
    if (event === 'submit') await countRound(tx, proposals);
    return { value: { moved: proposals, state }, audit: { proposals }, events: [] };
  });
};
