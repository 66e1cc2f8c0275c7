import type { Day } from '../../../kernel/day.ts';
import { groundNamed, groundText } from '../../rulebook/removal.rules.ts';
import type { ListingDraft, StatedRemoval } from '../catalog.ts';

const REVOKED = /撤销|违法列入|列入错误|错误列入|不当列入/;
const EXPIRED = /期满|届满|到期/;
const states = { revoked: 'revoked', 'term-over': 'expired' } as const;
type End = NonNullable<ListingDraft['ended']>;
type Said = {
  on: Day | undefined;
  reason: string | undefined;
  dueOn: Day | null;
  // The list whose grounds the row may name, and what it names.
  list?: string;
  removal?: string | undefined;
  correctedOn?: Day | undefined;
};

// The authority's own row ends a listing: a revocation erases it, expiry and repair archive it.
export const listingEnd = (said: Said): ListingDraft['ended'] => {
  const { on, reason, list = '', removal } = said;
  if (!on) return null;
  const words = removal === undefined ? undefined : groundText(list, removal);
  const ground = reason ?? words ?? '认定单位移出';
  const stated = statedOf(said);
  const state = stateNamed(list, stated.removal);
  if (state) return { on, state, ground, ...stated };
  if (REVOKED.test(ground)) return { on, state: 'revoked', ground };
  const isOver = EXPIRED.test(ground) || (said.dueOn !== null && on >= said.dueOn);
  return { on, state: isOver ? 'expired' : 'repaired', ground, ...stated };
};

const stateNamed = (list: string, removal: string | undefined): End['state'] | undefined =>
  removal !== undefined && groundNamed(list, removal)
    ? (states[removal as keyof typeof states] ?? 'repaired')
    : undefined;

// Words that are in no table may still say which of the two ends it is.
const statedOf = ({ list = '', removal, correctedOn }: Said): StatedRemoval => {
  if (removal === undefined) return {};
  const code = groundNamed(list, removal) ? removal : codeOfWords(removal);
  return { removal: code, ...(correctedOn && { correctedOn }) };
};
const codeOfWords = (words: string): string => {
  if (REVOKED.test(words)) return 'revoked';
  return EXPIRED.test(words) ? 'term-over' : words;
};

// By which ground a listing ended, as it is kept.
export const removalOf = ({ state, removal }: Pick<End, 'state' | 'removal'>): string => {
  if (removal !== undefined) return removal;
  return state === 'revoked' ? 'revoked' : state === 'expired' ? 'term-over' : 'unstated';
};
