import type { Day } from '../kernel/day.ts';
import type { RecordState } from './record.rules.ts';

// A record whose publicity or retention is over, with what bears on it.
export type DueRecord = {
  id: number;
  version: number;
  state: RecordState;
  catalog: string;
  publishedUntil: string | null;
  retainedUntil: string | null;
  isUncorrected: boolean;
  isHeld: boolean;
  // Its subject stands on a list of severe discreditors.
  isListed: boolean;
};
export type ClockLaw = {
  retainsWhileListed: boolean;
  holdsUncorrected: boolean;
  // Catalogues of negative records, and those whose live record says by itself that nothing has been corrected.
  negative: ReadonlySet<string>;
  uncorrected: ReadonlySet<string>;
};
export type ClockStep = 'archive' | 'keep' | 'end-publicity' | 'hold' | null;

const isOver = (until: string | null, today: Day) => until !== null && until <= today;

// Retention before publicity: what may no longer be kept is not merely unpublished. A day is half-open: on it, it is over.
// Basis: 信用修复管理办法（发展改革委令第36号）; 征信业管理条例第十六条; 浙江省公共信用信息管理条例第十六条; domain.md §5.3, §6
export const clockStep = (record: DueRecord, law: ClockLaw, today: Day): ClockStep => {
  if (record.state === 'archived') return null;
  if (isOver(record.retainedUntil, today)) return isKept(record, law) ? 'keep' : 'archive';
  if (record.state !== 'live' || record.isHeld || !isOver(record.publishedUntil, today)) return null;
  return law.holdsUncorrected && (record.isUncorrected || law.uncorrected.has(record.catalog))
    ? 'hold'
    : 'end-publicity';
};

// Only what still counts is kept for the list's sake; what was repaired or withdrawn meanwhile goes.
const isKept = ({ state, catalog, isListed }: DueRecord, law: ClockLaw) =>
  law.retainsWhileListed &&
  isListed &&
  law.negative.has(catalog) &&
  (state === 'live' || state === 'unpublished');
