import { addDays, type Day } from '../../kernel/day.ts';

export type Publicity = {
  catalog: string;
  recordState: string;
  class: string | null;
  publishedUntil: string | null;
  retainedUntil: string | null;
  // Null where the record opened no list.
  listingState: string | null;
  dueOn: string | null;
};

// Three clocks end what is shown: the publicity period, the list's term, retention. Each is half-open.
// Basis: 信用修复管理办法（发展改革委令第36号）；国办发〔2020〕49号第（八）项
export const isShown = (fact: Publicity, today: Day): boolean =>
  fact.recordState === 'live' &&
  (fact.listingState === null || fact.listingState === 'listed') &&
  !isNeverPublished(fact) &&
  leavesOn(fact, today) !== today;

// Basis: 国办发〔2025〕22号第二条：轻微的原则上不予公示
const isNeverPublished = ({ catalog, class: weight, publishedUntil }: Publicity) =>
  catalog === 'administrative-penalty' && (weight === 'minor' || publishedUntil === null);

// The first day on which it is shown no longer, never earlier than today; null while no end is known.
export const leavesOn = (
  { publishedUntil, retainedUntil, dueOn }: Pick<Publicity, 'publishedUntil' | 'retainedUntil' | 'dueOn'>,
  today: Day,
): string | null => {
  const [first] = [publishedUntil, retainedUntil, dueOn].filter((day) => day !== null).sort();
  if (first === undefined) return null;
  return first <= today ? today : first;
};

/** Changes of a public list before this day are no longer given as a difference. */
export const deltasFrom = (today: Day, days: number): Day => addDays(today, -days);
