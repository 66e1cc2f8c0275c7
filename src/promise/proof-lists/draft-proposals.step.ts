import { dayOf } from '../../kernel/day.ts';
import { Problem } from '../../kernel/problems.ts';
import type { Db } from '../../platform/door/db.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { sha256Hex } from '../../platform/keys/hash.ts';
import { proposalNo } from './matter-proposal.rules.ts';
import { insertProposals, nextProposalSequences } from './matter-proposal.store.ts';
import { likenessOf, type ProposalContent } from './proposal-content.rules.ts';

type At = { ctx: Ctx; tx: Db };

export const printOf = (content: ProposalContent): string =>
  sha256Hex(JSON.stringify(Object.entries(content).sort(([one], [other]) => (one < other ? -1 : 1))));

/** The marks by which the table tells like from like. */
export const marksOf = (content: ProposalContent) => ({
  likeness: likenessOf(content),
  print: printOf(content),
});

/** Drafts of the actor's own agency; gives their numbers, in the order of the contents. */
export const draftProposals = async (
  { ctx, tx }: At,
  contents: readonly ProposalContent[],
): Promise<string[]> => {
  const { agency, by } = ctx.actor;
  if (!agency) throw new Problem('access.denied');
  if (contents.length === 0) return [];
  const now = ctx.clock.now();
  const sequences = await nextProposalSequences(tx, contents.length);
  const drafts = contents.map((content, place) => ({
    ...content,
    ...marksOf(content),
    no: proposalNo(dayOf(now), sequences[place] ?? 0),
    agencyId: agency.id,
    state: 'draft' as const,
    madeAt: now.toISOString(),
    madeBy: by,
    movedAt: now.toISOString(),
    movedBy: by,
  }));
  await insertProposals(tx, drafts);
  return drafts.map(({ no }) => no);
};
