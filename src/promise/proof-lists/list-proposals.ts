import { reachOf } from '../../access/reach.rules.ts';
import { Problem } from '../../kernel/problems.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { cursors, page, readCursor } from '../../platform/web/page-cursor.ts';
import type { ProposalQuery, ProposalShown } from './matter-proposal.schema.ts';
import { searchProposals } from './matter-proposal.store.ts';
import { ownOffice, readableProposals } from './own-proposals.step.ts';
import { shownProposals } from './shown-proposals.step.ts';

type Listed = { items: ProposalShown[]; next: string | null };

// A proposal is about proofs, never about a person: to read one leaves no line.
export const listProposals = async (ctx: Ctx, query: ProposalQuery): Promise<Listed> => {
  const found = await searchProposals(ctx.db, {
    agencyId: reachOf(ctx.actor, 'matter-proposal.list'),
    seesSubmitted: (await ownOffice({ ctx, tx: ctx.db })) !== undefined,
    state: query.state,
    before: readCursor(cursors.code, query.after)?.[0],
    limit: query.limit + 1,
  });
  const { items, next } = page(found, query.limit, ({ no }) => [no]);
  return { items: await shownProposals(ctx.db, items), next };
};

export const showProposal = async (ctx: Ctx, no: string): Promise<ProposalShown> => {
  const found = await readableProposals({ ctx, tx: ctx.db }, 'matter-proposal.show', [no]);
  const [shown] = await shownProposals(ctx.db, found);
  if (!shown) throw new Problem('matter-proposal.unknown');
  return shown;
};
