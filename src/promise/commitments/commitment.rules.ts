import { type Day, daysBetween } from '../../kernel/day.ts';
import { granted, type Ruling, refused } from '../../kernel/ruling.ts';

export const commitmentStates = [
  'draft',
  'signed',
  'handled',
  'verified',
  'breached',
  'refused',
  'withdrawn',
] as const;
export type CommitmentState = (typeof commitmentStates)[number];
export const commitmentEvents = [
  'sign',
  'handle',
  'verify',
  'breach',
  'reopen',
  'refuse',
  'withdraw',
] as const;
export type CommitmentEvent = (typeof commitmentEvents)[number];

const moves: Readonly<Record<CommitmentEvent, { from: readonly CommitmentState[]; to: CommitmentState }>> = {
  sign: { from: ['draft'], to: 'signed' },
  handle: { from: ['signed'], to: 'handled' },
  verify: { from: ['handled'], to: 'verified' },
  breach: { from: ['handled'], to: 'breached' },
  // The decision on its verification was undone.
  reopen: { from: ['verified', 'breached'], to: 'handled' },
  refuse: { from: ['draft'], to: 'refused' },
  withdraw: { from: ['draft', 'signed'], to: 'withdrawn' },
};

// An applicant may refuse, and may take the promise back until the matter is handled: the ordinary procedure
// follows, without any mark.
// Basis: 国办发〔2020〕42号；本市设定，参照深圳经济特区优化营商环境条例第六十二条
export const moveCommitment = (state: CommitmentState, event: CommitmentEvent): Ruling<CommitmentState> => {
  const { from, to } = moves[event];
  return from.includes(state) ? granted(to) : refused('commitment.wrong-stage');
};

export type CheckedBefore = {
  outcome: string;
  choice: 'followed' | 'departed' | null;
  decidedOn: Day;
  isValid: boolean;
  isRepeated: boolean;
  matter: string | null;
};

// The check that a promise stands on: clean, confirmed by a person, of this day, of this matter, and not
// overtaken by what is known since.
// Basis: 国办发〔2020〕42号（较严重的不良信用记录、曾作出虚假承诺的不适用）；个人信息保护法第二十四条
export const checkPromisable = (
  check: CheckedBefore,
  asked: { today: Day; matter: string | undefined },
): Ruling<string> => {
  if (check.outcome !== 'eligible') return refused('commitment.not-eligible', notEligible[check.outcome]);
  if (check.choice === null) return refused('commitment.unconfirmed');
  if (check.choice === 'departed') return refused('commitment.departed');
  if (daysBetween(check.decidedOn, asked.today) !== 0) return refused('commitment.other-day');
  if (check.isRepeated || !check.isValid) return refused('commitment.check-stale');
  if (check.matter === null) return refused('commitment.no-matter');
  if (asked.matter !== undefined && asked.matter !== check.matter) return refused('commitment.other-matter');
  return granted(check.matter);
};

const ORDINARY = '请按一般程序提交证明材料。';
const notEligible: Readonly<Record<string, string>> = {
  ineligible: `核查结论为不适用告知承诺，${ORDINARY}不等于不予受理。`,
  review: `核查结论为需人工复核，复核未得出可以适用的结论前不能办理告知承诺，${ORDINARY}`,
  'matter-not-allowed': `该事项不实行告知承诺，${ORDINARY}`,
};

const FIGURES = 6;

// Basis: 信用承诺数据归集标准：六位行政区划、八位日期、六位顺序号
export const commitmentNo = (region: string, on: Day, sequence: number): string =>
  `${region}${on.replaceAll('-', '')}${String(sequence).padStart(FIGURES, '0')}`;

// A phone's page is open for as long as somebody stands at the window.
const LINK_MINUTES = 30;
const MS_PER_MINUTE = 60_000;
export const linkEnds = (at: Date): Date => new Date(at.getTime() + LINK_MINUTES * MS_PER_MINUTE);
