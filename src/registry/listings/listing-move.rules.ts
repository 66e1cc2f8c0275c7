import type { Day } from '../../kernel/day.ts';
import { granted, type Ruling, refused } from '../../kernel/ruling.ts';
import type { ListingDraft } from '../../law/catalogs/catalog.ts';
import { removalOf } from '../../law/catalogs/lists/listing-end.rules.ts';
import { WITHDRAWN } from '../../law/rulebook/removal-grounds.ts';
import { endingSteps, isLive, type ListingState, type ListingStep, stepListing } from './listing.rules.ts';
import { isTermOver } from './listing-periods.rules.ts';

// The kind of event that a move makes; null: no event.
export type ListingChange = 'created' | 'changed' | 'removed';
type StepTaken = {
  step: ListingStep;
  from: ListingState | null;
  to: ListingState;
  on: Day;
  ground: string | null;
};
export type ListingMove = {
  state: ListingState;
  // removal: the ground's code in removal-grounds.ts.
  ended: { on: Day; ground: string; removal: string } | null;
  steps: readonly StepTaken[];
  change: ListingChange | null;
};
type Ending = { on: Day; state: 'expired' | 'repaired' | 'revoked'; ground: string; removal?: string };

// The authority's own record opens its listing, corrects it and ends it. Nothing else opens one; a prior
// notice only comes before. isFirst: the record was not live before, so that what it says now stands alone.
export const moveListing = (
  current: ListingState | null,
  draft: ListingDraft | null,
  when: { today: Day; isFirst: boolean },
): Ruling<ListingMove | null> => {
  if (draft === null)
    return granted(
      withdrawListing(current, {
        on: when.today,
        ground: '认定单位更正后不再列入',
        removal: WITHDRAWN,
      }),
    );
  const ending = draft.ended ?? endingByTerm(draft, when.today);
  if (current === null || current === 'notified')
    return granted(ending ? openEnded(draft, ending, current) : open(draft, current));
  if (ending) return granted(canEnd(current, ending) ? end(current, ending) : null);
  return standAgain(current, draft, when);
};

export const withdrawListing = (
  current: ListingState | null,
  about: { on: Day; ground: string; removal: string },
): ListingMove | null =>
  current !== null && canEnd(current, about) ? end(current, { state: 'revoked', ...about }) : null;

/**
 * Its source takes the record of a listing back, or names it no more: a removal, and no fall of the decision.
 * Basis: 国办发〔2020〕49号第（八）项（移出、撤销各为一事）；本市设定（报送单位撤回）
 */
export const endBySource = (current: ListingState, about: { on: Day; ground: string }): ListingMove | null =>
  isLive(current) ? end(current, { ...about, state: 'repaired', removal: WITHDRAWN }) : null;

// A listing that has ended stays ended; but the fall of the decision erases that it ever stood. A source's
// own withdrawal is no such fall.
// Basis: 国办发〔2020〕49号第（八）项（撤销）
const canEnd = (current: ListingState, { state = 'revoked', removal }: Partial<Ending>): boolean =>
  current === 'notified' ||
  isLive(current) ||
  (state === 'revoked' && removal !== WITHDRAWN && stepListing(current, 'revoke').ok);

const endingByTerm = (draft: ListingDraft, today: Day): Ending | null =>
  draft.dueOn !== null && isTermOver(draft, today)
    ? { on: draft.dueOn, state: 'expired', ground: '期限届满' }
    : null;

type Before = 'notified' | null;

const open = (draft: ListingDraft, from: Before): ListingMove => ({
  state: 'listed',
  ended: null,
  steps: [{ step: 'list', from, to: 'listed', on: draft.listedOn, ground: null }],
  change: 'created',
});

// It was never live in this registry, so there is no event.
const openEnded = (draft: ListingDraft, ending: Ending, from: Before): ListingMove => ({
  ...end('listed', ending),
  steps: [...open(draft, from).steps, ...end('listed', ending).steps],
  change: null,
});

export const end = (from: ListingState, ending: Ending): ListingMove => {
  const { on, state, ground } = ending;
  return {
    state,
    ended: { on, ground, removal: removalOf(ending) },
    steps: [{ step: endingSteps[state], from, to: state, on, ground }],
    // Every department that was told of it erases it, also after its end was told.
    change: isLive(from) || (state === 'revoked' && from !== 'notified') ? 'removed' : null,
  };
};

// The removal is undone, or the revocation: the old term goes on, and what is over by now ends tonight.
// Basis: 应急管理部令第11号；人力资源社会保障部令第45号（提供虚假材料的，撤销移出）
export const restoreMove = (on: Day, ground: string, from: ListingState = 'repaired'): ListingMove => ({
  state: 'listed',
  ended: null,
  steps: [{ step: 'restore', from, to: 'listed', on, ground }],
  change: 'created',
});

// The term, or that of the measures, is lengthened or shortened by the authority; the listing stands on.
export const extendMove = (from: ListingState, on: Day, ground: string): ListingMove => ({
  state: from,
  ended: null,
  steps: [{ step: 'extend', from, to: from, on, ground }],
  change: 'changed',
});

// The measures are over by their own day, though the listing stands on.
export const liftMeasures = (from: ListingState, on: Day): ListingMove => ({
  state: from,
  ended: null,
  steps: [{ step: 'lift-measures', from, to: from, on, ground: '惩戒措施期限届满' }],
  change: 'changed',
});

const stepBack = {
  listed: 'correct',
  expired: 'relist',
  revoked: 'relist',
  repaired: 'relist',
} as const;

// A listing that ended stays ended, unless its record was withdrawn first and is now fed anew.
const standAgain = (
  current: Exclude<ListingState, 'notified'>,
  draft: ListingDraft,
  { today, isFirst }: { today: Day; isFirst: boolean },
): Ruling<ListingMove> => {
  const step = stepBack[current];
  if (step === 'relist' && !isFirst)
    return refused(
      'listing.wrong-stage',
      '该名单此前已经移出；确需重新列入的，请先撤回原记录，再重新报送；经修复或者移出的，由登记机构核实后列入。',
    );
  const on = step === 'correct' ? today : draft.listedOn;
  return granted({
    state: 'listed',
    ended: null,
    steps: [{ step, from: current, to: 'listed', on, ground: null }],
    change: step === 'correct' ? 'changed' : 'created',
  });
};

// The subject is told why and on what ground it may be listed, and is heard. Nobody else is told, and nothing
// counts yet.
// Basis: 国办发〔2020〕49号第（八）项；本市设定，参照深圳经济特区社会信用条例第七十八条
export const notifyListing = (on: Day, ground: string): ListingMove => ({
  state: 'notified',
  ended: null,
  steps: [{ step: 'notify', from: null, to: 'notified', on, ground }],
  change: null,
});

// The lines of the step log for a move.
export const stepsOf = (listingId: number, move: ListingMove) =>
  move.steps.map(({ step, from, to, on, ground }) => ({
    listingId,
    step,
    fromState: from,
    toState: to,
    ground,
    effectiveOn: on,
  }));
