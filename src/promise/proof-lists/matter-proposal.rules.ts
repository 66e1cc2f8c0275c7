import type { Day } from '../../kernel/day.ts';
import { granted, type Ruling, refused } from '../../kernel/ruling.ts';

export const proposalStates = [
  'draft',
  'submitted',
  'commenting',
  'published',
  'returned',
  'withdrawn',
] as const;
export type ProposalState = (typeof proposalStates)[number];
export const proposalEvents = ['amend', 'submit', 'comment', 'publish', 'return', 'withdraw'] as const;
export type ProposalEvent = (typeof proposalEvents)[number];

const moves: Readonly<Record<ProposalEvent, { from: readonly ProposalState[]; to: ProposalState }>> = {
  amend: { from: ['draft', 'returned'], to: 'draft' },
  submit: { from: ['draft'], to: 'submitted' },
  comment: { from: ['submitted'], to: 'commenting' },
  publish: { from: ['commenting'], to: 'published' },
  return: { from: ['submitted', 'commenting'], to: 'returned' },
  withdraw: { from: ['draft', 'returned', 'submitted', 'commenting'], to: 'withdrawn' },
};

// A unit changes what it has in hand; a proposal under review is first returned, a published one is
// changed by a new proposal only.
// Basis: 国办发〔2020〕42号（编制、公布证明事项目录）；本市设定：实施方案的清理程序（提出、两家意见、征求意见、领导小组决定）
export const moveProposal = (state: ProposalState, event: ProposalEvent): Ruling<ProposalState> => {
  const { from, to } = moves[event];
  return from.includes(state) ? granted(to) : refused('matter-proposal.wrong-stage');
};

export const offices = ['legal', 'service-centre'] as const;
export type Office = (typeof offices)[number];

/** Both offices have spoken, whatever they said: the decision weighs it. */
export const hasBothOpinions = (given: readonly Office[]): boolean =>
  offices.every((office) => given.includes(office));

// The last day of comments is a whole day: the decision comes after it.
// Basis: 重大行政决策程序暂行条例第十五条（公开征求意见）；本市设定
export const checkCommented = (endsOn: Day | null, today: Day): Ruling<true> =>
  endsOn !== null && today > endsOn ? granted(true) : refused('matter-proposal.comments-open');

const FIGURES = 6;
export const proposalNo = (on: Day, sequence: number): string =>
  `ZM${on.slice(0, 4)}${String(sequence).padStart(FIGURES, '0')}`;
