import type { ProblemCode } from '../../kernel/problems.ts';

// The reasons for which a draft can be refused.
export const draftProblems: readonly ProblemCode[] = [
  'basis.missing',
  'change.no-difference',
  'change.past-day',
  'change.rule-set-waiting',
  'setting.unknown',
  'setting.out-of-range',
  'setting.contradiction',
  'setting.at-once',
  'severe-list.unknown',
  'severe-list.no-city-document',
  'measure.list-unknown',
  'measure.honour-harmful',
  'measure.edition-loaded',
  'calendar.invalid',
];
