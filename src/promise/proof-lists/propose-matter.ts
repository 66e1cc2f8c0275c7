import { Problem } from '../../kernel/problems.ts';
import { act } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { draftProposals, marksOf } from './draft-proposals.step.ts';
import type { ProposalIn, ProposalShown } from './matter-proposal.schema.ts';
import { holdAgencyProposals, livePrints } from './matter-proposal.store.ts';
import { fittingContent } from './proposal-content.rules.ts';
import { oneShown } from './shown-proposals.step.ts';

// Errors: matter-proposal.unfit, matter-proposal.same.
export const proposeMatter = (ctx: Ctx, input: ProposalIn): Promise<ProposalShown> => {
  const content = fittingContent(input);
  return act(ctx, 'matter-proposal.draft', async (tx) => {
    const agencyId = ctx.actor.agency?.id ?? 0;
    await holdAgencyProposals(tx, agencyId);
    if ((await livePrints(tx, agencyId)).has(marksOf(content).print))
      throw new Problem('matter-proposal.same');
    const [no = ''] = await draftProposals({ ctx, tx }, [content]);
    return { value: await oneShown(tx, no), audit: { no, fate: content.fate }, events: [] };
  });
};
