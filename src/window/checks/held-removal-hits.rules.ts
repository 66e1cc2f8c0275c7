import { restoreOfTerm } from '../../law/rulebook/removal.rules.ts';
import type { Hit, ListingFact } from './check.rules.ts';

const RESTORE =
  '认定单位已报送移出，待登记机构凭文书确认；请经办人向认定单位或者登记机构核实后决定，确认移出后恢复适用。';

/**
 * A decision that its authority means to let go bars nobody for certain, and is not clear either: under every
 * rule set a person judges.
 * Basis: 国办发〔2020〕49号第（八）项；本市设定：移出待确认的转人工复核
 */
const heldHit = ({ reason }: Hit): Hit => ({
  outcome: 'review',
  reason: {
    ...reason,
    code: 'listing.removal-held',
    text: `${reason.text}；认定单位已报送移出，待登记机构确认`,
    restore: RESTORE,
  },
});

/**
 * The way back that is true for this listing: where the law gives a listing with a term another one, that.
 */
export const restoreFor = (
  { restore }: { restore: string },
  { list, dueOn }: Pick<ListingFact, 'list' | 'dueOn'>,
): string => (dueOn === null ? undefined : restoreOfTerm(list)) ?? restore;

export const unlessWaiting = ({ isRemovalHeld }: { isRemovalHeld?: true }, found: Hit): Hit =>
  isRemovalHeld ? heldHit(found) : found;
