import { reaches, reachesAll } from '../../access/reach.rules.ts';
import { type Fault, Problem } from '../../kernel/problems.ts';
import type { Db } from '../../platform/door/db.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import type { Permission } from '../../platform/door/permissions.ts';
import {
  moveProposal,
  type Office,
  type ProposalEvent,
  type ProposalState,
} from './matter-proposal.rules.ts';
import { findProposals, holdProposals, officeOf, type ProposalRow } from './matter-proposal.store.ts';
import { proposalStateWords } from './proposal-words.rules.ts';

type At = { ctx: Ctx; tx: Db };

/** The office that the actor's agency was named for, if it was. */
export const ownOffice = async ({ ctx, tx }: At): Promise<Office | undefined> =>
  ctx.actor.agency ? officeOf(tx, ctx.actor.agency.id) : undefined;

// An office reads all that was ever submitted. Another unit's is answered like one that is not there.
export const readableProposals = async (
  at: At,
  action: Permission,
  nos: readonly string[],
): Promise<ProposalRow[]> => {
  const found = await findProposals(at.tx, nos);
  const office = await ownOffice(at);
  const mine = found.filter(
    (row) =>
      reaches(at.ctx.actor, action, row.agencyId) ||
      (office !== undefined && row.round > 0 && row.state !== 'draft'),
  );
  return allOf(nos, mine);
};

/** The unit's own, and no other's. */
export const ownProposals = async ({ ctx, tx }: At, nos: readonly string[]): Promise<ProposalRow[]> =>
  allOf(
    nos,
    (await findProposals(tx, nos)).filter(({ agencyId }) => agencyId === ctx.actor.agency?.id),
  );

const allOf = (nos: readonly string[], found: ProposalRow[]): ProposalRow[] => {
  if (found.length === nos.length) return found;
  const known = new Set(found.map(({ no }) => no));
  throw new Problem('matter-proposal.unknown', {
    errors: nos.flatMap((no, place) =>
      known.has(no)
        ? []
        : [{ pointer: `/proposals/${place}`, code: 'proposal.unknown', message: '没有这个编号' }],
    ),
  });
};

type Whose = 'own' | 'readable';
type Step = { action: Permission; nos: readonly string[]; event: ProposalEvent; whose: Whose };

/** Held against a second hand; all of them take the event, or none does. */
export const heldProposals = async (
  at: At,
  { action, nos, event, whose }: Step,
): Promise<{ found: ProposalRow[]; state: ProposalState }> => {
  await holdProposals(at.tx, nos);
  const found = whose === 'own' ? await ownProposals(at, nos) : await readableProposals(at, action, nos);
  const refusals: Fault[] = [];
  let state: ProposalState | undefined;
  for (const [place, row] of found.entries()) {
    const moved = moveProposal(row.state, event);
    if (moved.ok) state = moved.value;
    else refusals.push(outOfStage(row, place));
  }
  if (refusals.length > 0 || state === undefined)
    throw new Problem('matter-proposal.wrong-stage', { errors: refusals });
  return { found, state };
};

const outOfStage = ({ no, state }: ProposalRow, place: number): Fault => ({
  pointer: `/proposals/${place}`,
  code: 'proposal.wrong-stage',
  message: `${no} 现为“${proposalStateWords[state].word}”，可能已有人先办理，请刷新后查看。`,
});

/** The registrar returns what an office may return too. */
export const assureReviewer = async (at: At, action: Permission): Promise<void> => {
  if (!reachesAll(at.ctx.actor, action) && (await ownOffice(at)) === undefined)
    throw new Problem('matter-proposal.no-office');
};

export const proposalMovedBy = (ctx: Ctx, state: ProposalState) => ({
  state,
  movedAt: ctx.clock.now().toISOString(),
  movedBy: ctx.actor.by,
});
