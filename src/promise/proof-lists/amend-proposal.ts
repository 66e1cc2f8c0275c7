import { act } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { marksOf } from './draft-proposals.step.ts';
import type { ProposalIn, ProposalShown } from './matter-proposal.schema.ts';
import { moveProposalsTo } from './matter-proposal.store.ts';
import { heldProposals, proposalMovedBy } from './own-proposals.step.ts';
import { fittingContent } from './proposal-content.rules.ts';
import { oneShown } from './shown-proposals.step.ts';

// Errors: matter-proposal.unknown, matter-proposal.wrong-stage, matter-proposal.unfit.
export const amendProposal = (ctx: Ctx, no: string, input: ProposalIn): Promise<ProposalShown> => {
  const content = fittingContent(input);
  return act(ctx, 'matter-proposal.amend', async (tx) => {
    const step = { action: 'matter-proposal.amend', nos: [no], event: 'amend', whose: 'own' } as const;
    const { state } = await heldProposals({ ctx, tx }, step);
    await moveProposalsTo(tx, [no], { ...content, ...marksOf(content), ...proposalMovedBy(ctx, state) });
    return { value: await oneShown(tx, no), audit: { no, fate: content.fate }, events: [] };
  });
};
