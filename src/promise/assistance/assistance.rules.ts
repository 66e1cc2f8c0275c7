import type { Day } from '../../kernel/day.ts';
import { granted, type Ruling, refused } from '../../kernel/ruling.ts';
import { spell } from '../../window/checks/check-number.rules.ts';

export const assistanceStates = ['asked', 'answered', 'returned', 'withdrawn'] as const;
export type AssistanceState = (typeof assistanceStates)[number];
export const assistanceEvents = ['answer', 'return', 'withdraw'] as const;
export type AssistanceEvent = (typeof assistanceEvents)[number];
export const findings = ['consistent', 'inconsistent', 'unverifiable'] as const;
export type Finding = (typeof findings)[number];
export type Side = 'asking' | 'asked';

// An answer stands: what turns out wrong is asked anew, so that both answers can be read.
const moves: Readonly<Record<AssistanceEvent, { by: Side; to: AssistanceState }>> = {
  answer: { by: 'asked', to: 'answered' },
  return: { by: 'asked', to: 'returned' },
  withdraw: { by: 'asking', to: 'withdrawn' },
};

// Basis: 国办发〔2020〕42号（行政协助核查）；本市设定：实施方案附件 6（协查请求、协查反馈）
export const moveAssistance = (
  { state, side }: { state: AssistanceState; side: Side },
  event: AssistanceEvent,
): Ruling<AssistanceState> => {
  const { by, to } = moves[event];
  if (side !== by) return refused('assistance.other-side');
  return state === 'asked' ? granted(to) : refused('assistance.wrong-stage');
};

// XC20261124-7K3M9Q2A
export const newAssistanceNo = (on: Day, random8: Uint8Array): string =>
  `XC${on.replaceAll('-', '')}-${spell(random8)}`;

export const questionOf = (proofName: string): string => `请核实该当事人是否符合“${proofName}”所证明的情况。`;

/** A sealed number is bound to its request: it opens under no other. */
export const identityPurpose = (no: string): string => `assistance:${no}`;

// Basis: 本市设定：实施方案（限时核验、扣分、公示）
export const pointsFor = (late: number, each: number): number => late * each;
