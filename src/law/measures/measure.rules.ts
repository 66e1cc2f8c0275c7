import { granted, type Ruling, refused } from '../../kernel/ruling.ts';

// Kind I takes rights away or adds duties, II is how an agency goes about its own work, III is for others to
// weigh.
// Basis: 全国失信惩戒措施基础清单（2024年版）
export type MeasureKind = 'I' | 'II' | 'III';

export type Measure = {
  code: string;
  edition: number;
  kind: MeasureKind;
  title: string;
  content: string;
  target: string;
  // Some bars bind natural persons only: the listing of a unit asks for none of them.
  personsOnly: boolean;
  basis: string;
  departments: readonly string[];
  lists: readonly string[];
};

export const ANY_DEPARTMENT = '*';

type Department = { code: string; name: string };

// '财政局' in the list means every agency called so: 某市财政局.
const isMeant = (word: string, department: Department) =>
  word === ANY_DEPARTMENT || word === department.code || department.name.endsWith(word);

export const measuresFor = <M extends Pick<Measure, 'lists' | 'departments'>>(
  measures: readonly M[],
  department: Department,
  list: string,
): M[] =>
  measures.filter(
    (measure) =>
      measure.lists.includes(list) && measure.departments.some((word) => isMeant(word, department)),
  );

/** A listing of a firm asks for no bar that binds persons. */
export const concerns = ({ personsOnly }: Pick<Measure, 'personsOnly'>, subjectKind: string): boolean =>
  !personsOnly || subjectKind === 'person';

// Basis: 全国失信惩戒措施基础清单（2024年版）: measures of kind III are taken by others of their own accord, never on
// instruction
export const isAsked = (measure: Pick<Measure, 'kind'>): boolean => measure.kind !== 'III';

type Edition = { edition: number; from: string };

// Editions follow each other in day, none is loaded twice. The national edition of a year may be found after
// a later one of the city's own, so numbers need not rise.
export const mayFollow = (next: Edition, loaded: readonly Edition[]): Ruling<true> =>
  loaded.every(({ edition, from }) => edition !== next.edition && from < next.from)
    ? granted(true)
    : refused('measure.edition-loaded');
