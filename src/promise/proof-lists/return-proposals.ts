import { act } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import type { ProposalState } from './matter-proposal.rules.ts';
import { moveProposalsTo } from './matter-proposal.store.ts';
import { assureReviewer, heldProposals, proposalMovedBy } from './own-proposals.step.ts';

// An office or the registrar gives it back to the unit, with what is to be mended.
// Errors: matter-proposal.unknown, matter-proposal.wrong-stage, matter-proposal.no-office.
export const returnProposals = (
  ctx: Ctx,
  { proposals, reason }: { proposals: string[]; reason: string },
): Promise<{ moved: string[]; state: ProposalState }> =>
  act(ctx, 'matter-proposal.return', async (tx) => {
    const at = { ctx, tx };
    const action = 'matter-proposal.return';
    await assureReviewer(at, action);
    const { state } = await heldProposals(at, { action, nos: proposals, event: 'return', whose: 'readable' });
    await moveProposalsTo(tx, proposals, { ...proposalMovedBy(ctx, state), returnedFor: reason });
    return { value: { moved: proposals, state }, audit: { proposals, reason }, events: [] };
  });
