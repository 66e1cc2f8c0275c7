import type { Ctx } from '../../platform/door/deps.ts';
import { formFour } from './form-4.rules.ts';
import { listProposals } from './list-proposals.ts';
import type { ProposalState } from './matter-proposal.rules.ts';
import type { ProposalShown } from './matter-proposal.schema.ts';

const AT_ONCE = 500;
// 本市设定: far above what one city cleans up; a sheet of it stays below a few megabytes.
const MOST_PAGES = 20;

export const everyProposal = async (ctx: Ctx, state: ProposalState | undefined): Promise<ProposalShown[]> => {
  const found: ProposalShown[] = [];
  let after: string | undefined;
  for (let read = 0; read < MOST_PAGES; read += 1) {
    const { items, next } = await listProposals(ctx, { limit: AT_ONCE, after, state });
    found.push(...items);
    if (next === null) break;
    after = next;
  }
  return found.reverse();
};

export const exportFormFour = async (ctx: Ctx, state: ProposalState | undefined) =>
  formFour(await everyProposal(ctx, state));
