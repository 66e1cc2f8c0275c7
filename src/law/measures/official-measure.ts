import { type Day, day } from '../../kernel/day.ts';
import { catalogNames } from '../catalogs/catalog-list.ts';
import type { Measure } from './measure.rules.ts';

export const EDITION = 2026;

export type MeasureExample = {
  list: string;
  kind: 'person' | 'organisation';
  listedOn: Day;
  department: string;
  on: Day;
  outcome: 'asked' | 'told' | 'not-asked';
};

// `follows` names for each list the law that carries the measure: a list without one has no place there.
export type OfficialMeasure = Omit<Measure, 'edition' | 'basis' | 'lists'> & {
  follows: Readonly<Record<string, string>>;
  examples: readonly [MeasureExample, ...MeasureExample[]];
};

const LISTED = day('2026-03-02');
const ASKED = day('2026-11-30');

export const example = (
  outcome: MeasureExample['outcome'],
  list: string,
  department: string,
  about: Partial<MeasureExample> = {},
): MeasureExample => ({
  outcome,
  list,
  department,
  kind: 'organisation',
  listedOn: LISTED,
  on: ASKED,
  ...about,
});

export const OF_A_PERSON = { kind: 'person' } as const;

/** The lists that share a basis. */
export const eachOf = (lists: readonly string[], basis: string): Record<string, string> =>
  Object.fromEntries(lists.map((list) => [list, basis]));

// One basis stands alone; where lists differ, each is named before its own.
const basisOf = (follows: OfficialMeasure['follows']): string => {
  const byBasis = Map.groupBy(Object.entries(follows), ([, basis]) => basis);
  if (byBasis.size === 1) return [...byBasis.keys()].join('');
  return [...byBasis]
    .map(([basis, lists]) => `${lists.map(([list]) => catalogNames[list] ?? list).join('、')}：${basis}`)
    .join('；');
};

export const measureOf = ({ follows, examples: _examples, ...about }: OfficialMeasure): Measure => ({
  ...about,
  edition: EDITION,
  basis: basisOf(follows),
  lists: Object.keys(follows),
});
