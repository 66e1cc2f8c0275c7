import { dayOf } from '../../kernel/day.ts';
import { Problem } from '../../kernel/problems.ts';
import type { Matter } from '../../law/matters/matter.rules.ts';
import type { MatterList } from '../../law/matters/matter-columns.ts';
import { type PublishedEdition, publishEdition } from '../../law/matters/publish-edition.step.ts';
import { act, must } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { checkCommented } from './matter-proposal.rules.ts';
import type { PublishIn } from './matter-proposal.schema.ts';
import { moveProposalsTo, type ProposalRow } from './matter-proposal.store.ts';
import { heldProposals, proposalMovedBy } from './own-proposals.step.ts';
import type { ProofFate } from './proposal-words.rules.ts';

type Published = PublishedEdition & { matters: { proposal: string; matter: string }[] };

// The leading group's decision, entered by the registrar: all of the proposals become one edition of matters, or
// none does. From now on the check reads it.
// Errors: matter-proposal.unknown, .wrong-stage, .comments-open, .code-doubled, .future.
export const publishProposals = (ctx: Ctx, input: PublishIn): Promise<Published> =>
  act(ctx, 'matter-proposal.publish', async (tx) => {
    const { proposals, documentNo, decidedOn, name = documentNo } = input;
    const at = { ctx, tx };
    const today = dayOf(ctx.clock.now());
    if (decidedOn > today) throw new Problem('matter-proposal.future');
    const action = 'matter-proposal.publish';
    const { found, state } = await heldProposals(at, {
      action,
      nos: proposals,
      event: 'publish',
      whose: 'readable',
    });
    for (const row of found) must(checkCommented(row.commentEndsOn, decidedOn));
    assureCodesApart(found);
    const published = await publishEdition(at, found.map(matterOf), { name, mode: 'append' });
    const { edition, counts } = published;
    await moveProposalsTo(tx, proposals, {
      ...proposalMovedBy(ctx, state),
      documentNo,
      decidedOn,
      edition,
    });
    const matters = found.map((row) => ({ proposal: row.no, matter: codeOf(row) }));
    return {
      value: { edition, counts, matters },
      audit: { proposals, documentNo, decidedOn, edition, ...counts },
      events: [],
    };
  });

const codeOf = ({ no, matterCode }: ProposalRow): string => matterCode ?? no;

const assureCodesApart = (found: readonly ProposalRow[]) => {
  const codes = found.map(codeOf);
  const errors = found.flatMap((row, place) =>
    codes.indexOf(codeOf(row)) < place
      ? [
          {
            pointer: `/proposals/${place}`,
            code: 'proposal.code-doubled',
            message: `${row.no} 与另一项的事项编码 ${codeOf(row)} 相同`,
          },
        ]
      : [],
  );
  if (errors.length > 0) throw new Problem('matter-proposal.code-doubled', { errors });
};

const lists: Readonly<Record<ProofFate, MatterList>> = {
  retain: 'retained',
  cancel: 'cancelled',
  promise: 'commitment',
};
const NO_BASIS = '没有法律法规依据';

const matterOf = (row: ProposalRow): Matter => ({
  code: codeOf(row),
  name: row.name,
  item: row.item,
  department: row.agencyName,
  basis: row.basis ?? NO_BASIS,
  list: lists[row.fate],
  kind: 'proof',
  issuingUnit: row.issuingUnit,
  replacement: row.replacement,
  replacementNote: row.replacementNote,
  riskClass: row.riskClass,
  noticeText: row.noticeText,
  commitmentText: row.commitmentText,
});
