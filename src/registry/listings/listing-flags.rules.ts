import type { ListingFlag } from './listing.rules.ts';

// Each flag and the column that sets it.
const columns: Record<ListingFlag, string> = {
  disputed: 'disputed_at',
  'under-appeal': 'appealed_at',
  stayed: 'stayed_at',
};

/**
 * The flags that stand beside the state, as an array in SQL over a row of listings.
 * Basis: 本市设定，参照深圳经济特区社会信用条例第五十条（异议期间予以标注）；行政复议法（2023）第四十二条、行政诉讼法第五十六条（停止执行）
 */
export const flagsSql = (listing: string): string =>
  `array_remove(array[${Object.entries(columns)
    .map(([flag, column]) => `case when ${listing}.${column} is not null then '${flag}' end`)
    .join(', ')}], null)`;

export const isStayed = (flags: readonly ListingFlag[]): boolean => flags.includes('stayed');
