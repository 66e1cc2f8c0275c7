import { granted, type Ruling, refused } from '../../kernel/ruling.ts';

export const listingStates = ['notified', 'listed', 'expired', 'repaired', 'revoked'] as const;
export type ListingState = (typeof listingStates)[number];
// Stands beside the state, and changes nothing of it.
export const listingFlags = [
  'disputed',
  'under-appeal',
  'stayed',
  'removal-held',
  'measures-suspended',
] as const;
export type ListingFlag = (typeof listingFlags)[number];
export type ListingStep =
  | 'notify'
  | 'list'
  | 'correct'
  | 'extend'
  | 'lift-measures'
  | 'expire'
  | 'repair'
  | 'revoke'
  | 'restore'
  | 'relist';

// Basis: 国办发〔2020〕49号第（八）项（移出、撤销与恢复）；restore: 应急管理部令第11号、人社部令第45号（虚假材料修复的恢复列入）.
const path: Record<ListingStep, { from: readonly ListingState[]; to: ListingState }> = {
  notify: { from: [], to: 'notified' },
  list: { from: ['notified'], to: 'listed' },
  correct: { from: ['listed'], to: 'listed' },
  extend: { from: ['listed'], to: 'listed' },
  'lift-measures': { from: ['listed'], to: 'listed' },
  expire: { from: ['listed'], to: 'expired' },
  repair: { from: ['listed'], to: 'repaired' },
  // A decision may fall when its term is over or its subject has been let go.
  revoke: { from: ['notified', 'listed', 'expired', 'repaired'], to: 'revoked' },
  restore: { from: ['repaired', 'revoked'], to: 'listed' },
  // Its record was withdrawn first, and is fed anew.
  relist: { from: ['expired', 'repaired', 'revoked'], to: 'listed' },
};

export const listingStepNames = Object.keys(path) as ListingStep[];

export const stepListing = (state: ListingState, step: ListingStep): Ruling<ListingState> =>
  path[step].from.includes(state) ? granted(path[step].to) : refused('listing.wrong-stage');

export const isLive = (state: ListingState): boolean => state === 'listed';

// A revoked listing is erased for its subject, an expired or repaired one is archived.
// Basis: 国办发〔2020〕49号第（八）项；信用修复管理办法（发展改革委令第36号）
export const endingSteps = {
  expired: 'expire',
  repaired: 'repair',
  revoked: 'revoke',
} as const satisfies Record<Exclude<ListingState, 'notified' | 'listed'>, ListingStep>;
