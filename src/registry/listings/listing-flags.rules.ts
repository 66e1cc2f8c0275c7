import type { ListingFlag } from './listing.rules.ts';

// What sets each flag, of a listing l and its record r.
const CONDITIONS: Readonly<Record<ListingFlag, string>> = {
  disputed: 'l.disputed_at is not null',
  'removal-held': `l.state = 'listed' and r.held_removal is not null`,
  'measures-suspended': `l.state = 'listed' and (r.held_removal ->> 'suspends')::boolean`,
};

export const isFlagged = (flag: ListingFlag): string => `coalesce(${CONDITIONS[flag]}, false)`;

/** The words of the flags that stand beside a listing, as a JSON array; SQL over a listing l and its record r. */
export const FLAGS = `array_to_json(array_remove(array[${Object.entries(CONDITIONS)
  .map(([flag, condition]) => `case when ${condition} then '${flag}' end`)
  .join(', ')}]::text[], null))`;
