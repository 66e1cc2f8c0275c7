import { type Day, day } from '../../kernel/day.ts';
import type { RemovalClaim } from '../../law/rulebook/removal.rules.ts';
import type { ListingRow } from './listing.table.ts';

type Listed = Pick<ListingRow, 'list' | 'listedOn' | 'dueOn' | 'measuresUntil'>;
const dayOrNull = (text: string | null): Day | null => (text === null ? null : day(text));

/** A listing in force, as the law of removal asks after it. */
export const claimOf = ({ list, listedOn, dueOn, measuresUntil }: Listed): Omit<RemovalClaim, 'ground'> => ({
  list,
  listedOn: day(listedOn),
  dueOn: dayOrNull(dueOn),
  measuresUntil: dayOrNull(measuresUntil),
  correctedOn: null,
});
