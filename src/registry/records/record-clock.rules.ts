import type { Day } from '../../kernel/day.ts';
import type { RecordState } from './record.rules.ts';

// A record whose publicity or retention is over, with what bears on it.
export type DueRecord = {
  id: number;
  version: number;
  state: RecordState;
  catalog: string;
  publishedUntil: string | null;
  // As far as it is kept: for a list's sake longer than by its own term (retention.ts).
  retainedUntil: string | null;
  isUncorrected: boolean;
  isHeld: boolean;
};
export type ClockLaw = {
  holdsUncorrected: boolean;
  // Catalogues whose live record says by itself that nothing has been corrected.
  uncorrected: ReadonlySet<string>;
};
export type ClockStep = 'archive' | 'end-publicity' | 'hold' | null;

const isOver = (until: string | null, today: Day) => until !== null && until <= today;

// Retention before publicity: what may no longer be kept is not merely unpublished. A day is half-open: on
// it, it is over.
// Basis: 信用修复管理办法（发展改革委令第36号）；征信业管理条例第十六条；本市设定，参照浙江省公共信用信息管理条例第十六条
export const clockStep = (record: DueRecord, law: ClockLaw, today: Day): ClockStep => {
  if (record.state === 'archived') return null;
  if (isOver(record.retainedUntil, today)) return 'archive';
  if (record.state !== 'live' || record.isHeld || !isOver(record.publishedUntil, today)) return null;
  return law.holdsUncorrected && (record.isUncorrected || law.uncorrected.has(record.catalog))
    ? 'hold'
    : 'end-publicity';
};
