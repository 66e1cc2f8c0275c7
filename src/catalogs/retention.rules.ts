import { addMonths, type Day } from '../kernel/day.ts';
import type { RowContext } from './catalog.ts';

// Basis: 征信业管理条例 第十六条；retention runs from the end of the behaviour or, where none is known, from the decision.
export const retainedFrom = (end: Day, setting: string, context: RowContext): Day =>
  addMonths(end, context.setting(setting));

export const earlierOf = (a: Day, b: Day | undefined): Day => (b && b < a ? b : a);
