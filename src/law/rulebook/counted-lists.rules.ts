import type { KnownCatalog } from './draft-faults.rules.ts';
import type { RuleSet } from './rule-set.schema.ts';

// Stands in the basis of a rule that is the city's own choice until a registrar enters the number of its
// document.
export const CITY_DOCUMENT_MISSING = '本市设定（文号待录入）';

export type CountedList = {
  list: string;
  name: string;
  outcome: 'ineligible' | 'review' | null;
  basis: string | null;
  isDocumentMissing: boolean;
};

// Every severe list that can be fed, and what the rule set makes of it: null counts for nothing.
export const countedLists = (
  { rules }: RuleSet,
  catalogs: readonly (KnownCatalog & { name: string })[],
): CountedList[] =>
  catalogs
    .filter(({ opens }) => opens === 'severe')
    .map(({ code, name }) => {
      const rule = rules.find((one) => one.kind === 'listing' && one.list === code);
      return {
        list: code,
        name,
        outcome: rule?.kind === 'listing' ? rule.outcome : null,
        basis: rule?.basis ?? null,
        isDocumentMissing: rule?.basis.includes(CITY_DOCUMENT_MISSING) ?? false,
      };
    });
