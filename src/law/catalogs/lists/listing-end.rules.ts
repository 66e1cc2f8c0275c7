import type { Day } from '../../../kernel/day.ts';
import type { ListingDraft } from '../catalog.ts';

const REVOKED = /撤销|违法列入|列入错误|错误列入|不当列入/;
const EXPIRED = /期满|届满|到期/;

// The authority's own row ends a listing: a revocation erases it, expiry and repair archive it.
export const listingEnd = (end: {
  on: Day | undefined;
  reason: string | undefined;
  dueOn: Day | null;
}): ListingDraft['ended'] => {
  if (!end.on) return null;
  const ground = end.reason ?? '认定单位移出';
  if (REVOKED.test(ground)) return { on: end.on, state: 'revoked', ground };
  const isOver = EXPIRED.test(ground) || (end.dueOn !== null && end.on >= end.dueOn);
  return { on: end.on, state: isOver ? 'expired' : 'repaired', ground };
};
