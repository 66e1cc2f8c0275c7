import { addDays, type Day } from '../../kernel/day.ts';
import { granted, type Ruling, refused } from '../../kernel/ruling.ts';
import { spell } from '../../window/checks/check-number.rules.ts';

export const complaintStates = [
  'received',
  'accepted',
  'forwarded',
  'asked',
  'answered',
  'found',
  'unfounded',
  'ordered',
  'reported',
  'mended',
  'transferred',
] as const;
export type ComplaintState = (typeof complaintStates)[number];
export const complaintEvents = [
  'accept',
  'forward',
  'ask',
  'answer',
  'find',
  'dismiss',
  'order',
  'report',
  'mend',
  'transfer',
] as const;
export type ComplaintEvent = (typeof complaintEvents)[number];

const moves: Readonly<Record<ComplaintEvent, { from: readonly ComplaintState[]; to: ComplaintState }>> = {
  accept: { from: ['received'], to: 'accepted' },
  forward: { from: ['received', 'accepted'], to: 'forwarded' },
  // An answer that says too little is asked for again.
  ask: { from: ['accepted', 'answered'], to: 'asked' },
  answer: { from: ['asked'], to: 'answered' },
  // A unit that stays silent does not hold up the finding.
  find: { from: ['asked', 'answered'], to: 'found' },
  dismiss: { from: ['accepted', 'asked', 'answered'], to: 'unfounded' },
  // A fault that was reported and is not mended is ordered again, by another day.
  order: { from: ['found', 'reported'], to: 'ordered' },
  report: { from: ['ordered'], to: 'reported' },
  mend: { from: ['ordered', 'reported'], to: 'mended' },
  transfer: { from: ['found', 'ordered', 'reported'], to: 'transferred' },
};

// Basis: 国办发〔2020〕42号（畅通投诉举报渠道）；本市设定：受理、转送、交办、查实、通报整改、转办各环节
export const moveComplaint = (state: ComplaintState, event: ComplaintEvent): Ruling<ComplaintState> => {
  const { from, to } = moves[event];
  return from.includes(state) ? granted(to) : refused('complaint.wrong-stage');
};

// The unit's own steps; all others are the registrar's.
const ofUnit: readonly ComplaintEvent[] = ['answer', 'report'];
export const isUnitsStep = (event: ComplaintEvent): boolean => ofUnit.includes(event);

// A unit reads what it was told and what it said itself: not the complaint, not the finding, and no transfer,
// which would be betrayed to those whom it is about.
// Basis: 本市设定：保护投诉举报人
const toldUnit: readonly string[] = ['ask', 'answer', 'order', 'report', 'mend'];
export const isToldUnit = (step: string): boolean => toldUnit.includes(step);
export const isHiddenFromUnit = (state: ComplaintState): boolean => state === 'transferred';

export const complaintKinds = [
  'proof-demanded',
  'promise-refused',
  'false-promise',
  'misuse',
  'conduct',
  'other',
] as const;
export type ComplaintKind = (typeof complaintKinds)[number];
export const complaintWays = ['web', 'hotline', 'api'] as const;
export type ComplaintWay = (typeof complaintWays)[number];

export type ComplaintTerm = { setting: 'complaint.handle' | 'complaint.answer' } | { by: Day } | null;

/** Until when the next hand must have acted; null: nobody need act any more. */
export const termOf = (state: ComplaintState, by: Day | undefined): ComplaintTerm => {
  if (state === 'asked') return { setting: 'complaint.answer' };
  if (state === 'ordered') return by ? { by } : null;
  return isClosed(state) ? null : { setting: 'complaint.handle' };
};

const closed: readonly ComplaintState[] = ['forwarded', 'unfounded', 'mended', 'transferred'];
export const isClosed = (state: ComplaintState): boolean => closed.includes(state);

const YEAR = 366;
export const isFittingMendDay = (by: Day, today: Day): boolean => by > today && by <= addDays(today, YEAR);

// TS20261124-7K3M9Q2A: by chance, so that a number tells nobody how many there are.
export const newComplaintNo = (on: Day, random8: Uint8Array): string =>
  `TS${on.replaceAll('-', '')}-${spell(random8)}`;

// Eighty bits, spelled to be copied from a screen by hand.
export const CODE_BYTES = 16;
export const newComplaintCode = (random: Uint8Array): string =>
  spell(random)
    .match(/.{1,4}/g)
    ?.join('-') ?? '';

/** A code as it was given, however somebody typed it. */
export const typedComplaintCode = (typed: string): string =>
  typed.toUpperCase().replace(/[\s-]/g, '').replace(/[IL]/g, '1').replace(/O/g, '0');

/** Takes as long whether the first figure differs or the last. */
export const isSameDigest = (one: string, other: string): boolean => {
  let differs = one.length ^ other.length;
  for (let at = 0; at < one.length; at += 1) differs |= one.charCodeAt(at) ^ (other.charCodeAt(at) || 0);
  return differs === 0;
};

export const letterKinds = ['forward', 'ask', 'order', 'transfer'] as const;
export type LetterKind = (typeof letterKinds)[number];
export const isLetter = (step: string): step is LetterKind => letterKinds.some((kind) => kind === step);
export const complaintLetterNo = (no: string, place: number): string => `${no}-${place}`;

/** Each sealed value is bound to its row. */
export const complaintPurpose = (no: string): string => `complaint:${no}`;
export const complaintStepPurpose = (no: string, place: number): string => `complaint-step:${no}:${place}`;
