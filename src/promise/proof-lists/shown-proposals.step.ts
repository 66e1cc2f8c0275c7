import { Problem } from '../../kernel/problems.ts';
import type { Db } from '../../platform/door/db.ts';
import type { ProposalShown } from './matter-proposal.schema.ts';
import {
  findProposals,
  mattersNamed,
  type OpinionRow,
  opinionsOf,
  type ProposalRow,
  proposalsAlike,
} from './matter-proposal.store.ts';
import { proposalFlags, type StandingMatter } from './proposal-flags.rules.ts';

type Around = {
  alike: Awaited<ReturnType<typeof proposalsAlike>>;
  standing: readonly StandingMatter[];
  opinions: readonly OpinionRow[];
};

const DECIDED: readonly string[] = ['published', 'withdrawn'];

/** Proposals as they are shown: with their flags as of now, and the opinions of every round. */
export const shownProposals = async (tx: Db, found: readonly ProposalRow[]): Promise<ProposalShown[]> => {
  if (found.length === 0) return [];
  const around: Around = {
    alike: await proposalsAlike(
      tx,
      found.map(({ likeness }) => likeness),
    ),
    standing: await mattersNamed(
      tx,
      found.map(({ name }) => name),
      found.flatMap(({ matterCode }) => matterCode ?? []),
    ),
    opinions: await opinionsOf(
      tx,
      found.map(({ no }) => no),
    ),
  };
  return found.map((row) => shown(row, around));
};

export const oneShown = async (tx: Db, no: string): Promise<ProposalShown> => {
  const [found] = await shownProposals(tx, await findProposals(tx, [no]));
  if (!found) throw new Problem('matter-proposal.unknown');
  return found;
};

const shown = (row: ProposalRow, around: Around): ProposalShown => ({
  no: row.no,
  agency: row.agencyName,
  name: row.name,
  item: row.item,
  basis: row.basis,
  issuingUnit: row.issuingUnit,
  party: row.party,
  ground: row.ground,
  fate: row.fate,
  replacement: row.replacement,
  replacementNote: row.replacementNote,
  riskClass: row.riskClass,
  noticeText: row.noticeText,
  commitmentText: row.commitmentText,
  matterCode: row.matterCode,
  state: row.state,
  flags: DECIDED.includes(row.state) ? [] : flagged(row, around),
  opinions: around.opinions.filter(({ proposalNo }) => proposalNo === row.no).map(opinionOn(row)),
  commentEndsOn: row.commentEndsOn,
  returnedFor: row.returnedFor,
  decision: decisionOn(row),
  madeAt: row.madeAt,
  movedAt: row.movedAt,
});

// A draft in another unit's hands is nobody else's to know.
const flagged = (row: ProposalRow, { alike, standing }: Around) => {
  const others = alike.filter(
    (other) =>
      other.likeness === row.likeness &&
      other.no !== row.no &&
      (other.agencyId === row.agencyId || (other.state !== 'draft' && other.round > 0)),
  );
  return proposalFlags(row, { agency: row.agencyName, alike: others, standing });
};

const opinionOn =
  (row: ProposalRow) =>
  ({ office, stance, words, agencyName, byName, round, at }: OpinionRow) => ({
    office,
    stance,
    words,
    agency: agencyName,
    byName,
    round,
    isCurrent: round === row.round,
    at,
  });

const decisionOn = ({ no, matterCode, documentNo, decidedOn, edition }: ProposalRow) =>
  documentNo === null || decidedOn === null
    ? null
    : { documentNo, decidedOn, edition, matter: matterCode ?? no };
