import type { ListingFlag } from './listing.rules.ts';

// The condition of each flag, for a listing l and its record r.
// Basis: 本市设定，参照深圳经济特区社会信用条例第五十条（异议期间予以标注）；行政复议法（2023）第四十二条、行政诉讼法第五十六条（停止执行）
const CONDITIONS: Readonly<Record<ListingFlag, string>> = {
  disputed: 'l.disputed_at is not null',
  'under-appeal': 'l.appealed_at is not null',
  stayed: 'l.stayed_at is not null',
  'removal-held': `l.state = 'listed' and r.held_removal is not null`,
  'measures-suspended': `l.state = 'listed' and (r.held_removal ->> 'suspends')::boolean`,
};

/**
 * The words of the flags that stand beside a listing, as a JSON array; SQL over a listing l and its record r.
 */
export const FLAGS = `array_to_json(array_remove(array[${Object.entries(CONDITIONS)
  .map(([flag, condition]) => `case when ${condition} then '${flag}' end`)
  .join(', ')}]::text[], null))`;

/**
 * While a decision is stayed, or a removal that suspends waits, a listing asks for nothing.
 * Basis: 行政复议法（2023）第四十二条；行政诉讼法第五十六条；国办发〔2025〕22号（重整期间可以暂停惩戒措施，待核）
 */
export const doRest = (flags: readonly ListingFlag[]): boolean =>
  flags.includes('stayed') || flags.includes('measures-suspended');
