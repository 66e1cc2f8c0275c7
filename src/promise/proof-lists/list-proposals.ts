import { reachOf } from '../../access/reach.rules.ts';
import { Problem } from '../../kernel/problems.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { cursors, page, readCursor } from '../../platform/web/page-cursor.ts';
import type { ProposalQuery, ProposalShown } from './matter-proposal.schema.ts';
import { type ProposalRow, searchProposals } from './matter-proposal.store.ts';
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

/** All that the public may comment on, as it will be published. */
export const listCommented = async (ctx: Ctx, query: { limit: number; after?: string | undefined }) => {
  const search = { agencyId: null, seesSubmitted: false, state: 'commenting' } as const;
  const before = readCursor(cursors.code, query.after)?.[0];
  const found = await searchProposals(ctx.db, { ...search, before, limit: query.limit + 1 });
  const { items, next } = page(found, query.limit, ({ no }) => [no]);
  return { items: items.map(commentedLine), next };
};

// Neither flags nor opinions, and no name of a clerk.
const commentedLine = (row: ProposalRow) => ({
  no: row.no,
  agency: row.agencyName,
  name: row.name,
  item: row.item,
  basis: row.basis,
  fate: row.fate,
  replacement: row.replacement,
  replacementNote: row.replacementNote,
  commentEndsOn: row.commentEndsOn,
});

export const showProposal = async (ctx: Ctx, no: string): Promise<ProposalShown> => {
  const found = await readableProposals({ ctx, tx: ctx.db }, 'matter-proposal.show', [no]);
  const [shown] = await shownProposals(ctx.db, found);
  if (!shown) throw new Problem('matter-proposal.unknown');
  return shown;
};
