import { addDays, type Day, dayOf } from '../../kernel/day.ts';
import { Problem } from '../../kernel/problems.ts';
import { settingsOn } from '../../law/rulebook/rulebook.store.ts';
import { act } from '../../platform/door/act.ts';
import type { Db } from '../../platform/door/db.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { hasBothOpinions, type Office } from './matter-proposal.rules.ts';
import type { OpinionIn } from './matter-proposal.schema.ts';
import { insertOpinions, moveProposalsTo, opinionsOf, type ProposalRow } from './matter-proposal.store.ts';
import { heldProposals, ownOffice, proposalMovedBy } from './own-proposals.step.ts';

type At = { ctx: Ctx; tx: Db };
type Given = { given: string[]; opened: string[]; commentEndsOn: Day | null };

// The second of the two opinions opens the comment period.
// Errors: matter-proposal.unknown, matter-proposal.wrong-stage, matter-proposal.no-office,
// matter-proposal.opinion-given.
export const giveOpinion = (ctx: Ctx, { proposals, stance, words }: OpinionIn): Promise<Given> =>
  act(ctx, 'matter-proposal.opine', async (tx) => {
    const at = { ctx, tx };
    const action = 'matter-proposal.opine';
    const office = await ownOffice(at);
    if (office === undefined) throw new Problem('matter-proposal.no-office');
    const step = { action, nos: proposals, event: 'comment', whose: 'readable' } as const;
    const { found, state } = await heldProposals(at, step);
    const opened = await withOthers(tx, found, office);
    await insertOpinions(
      tx,
      found.map(({ no, round }) => ({
        proposalNo: no,
        round,
        office,
        stance,
        words: words ?? null,
        agencyId: ctx.actor.agency?.id ?? 0,
        by: ctx.actor.by,
        byName: ctx.actor.name,
        at: ctx.clock.now().toISOString(),
      })),
    );
    const commentEndsOn = opened.length > 0 ? await commentsEnd(at) : null;
    if (commentEndsOn !== null)
      await moveProposalsTo(tx, opened, { ...proposalMovedBy(ctx, state), commentEndsOn });
    return {
      value: { given: proposals, opened, commentEndsOn },
      audit: { proposals, office, stance, opened },
      events: [],
    };
  });

// Those whose other opinion is there already; one that this office has given is not given twice.
const withOthers = async (tx: Db, found: readonly ProposalRow[], office: Office): Promise<string[]> => {
  const given = await opinionsOf(
    tx,
    found.map(({ no }) => no),
  );
  const of = (row: ProposalRow) =>
    given.filter((one) => one.proposalNo === row.no && one.round === row.round).map((one) => one.office);
  const again = found.flatMap((row, place) =>
    of(row).includes(office)
      ? [{ pointer: `/proposals/${place}`, code: 'proposal.opinion-given', message: `${row.no} 已有意见` }]
      : [],
  );
  if (again.length > 0) throw new Problem('matter-proposal.opinion-given', { errors: again });
  return found.filter((row) => hasBothOpinions([...of(row), office])).map(({ no }) => no);
};

const commentsEnd = async ({ ctx, tx }: At): Promise<Day> => {
  const today = dayOf(ctx.clock.now());
  return addDays(today, (await settingsOn(tx, today))('matter-proposal.comments'));
};
