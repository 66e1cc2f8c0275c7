import type { Day } from '../../kernel/day.ts';
import { equivalents } from '../../kernel/equivalents.ts';
import { checkIdentifier } from '../../kernel/identifiers.ts';
import { plainLookup } from './subject-lookup.ts';

const CREDIT_CODE = /^[0-9A-Z]{18}$/;
// Words that do not fit a check digit are none of these, but for 18 figures and letters.
const NUMBERS = ['uscc', 'org-code', 'business-registration-no'] as const;

/** The plain keys of the organisation that words are a number of, where nobody was asked which kind of number it is. */
export const organisationLookups = (words: string, today: Day): string[] => {
  for (const type of NUMBERS) {
    const checked = checkIdentifier(type, words, { today });
    if (!checked.ok) continue;
    const { own, same } = equivalents(checked.value);
    return (own ? [own, ...same] : same).map((one) => plainLookup(one.type, one.code));
  }
  return CREDIT_CODE.test(words) ? [plainLookup('uscc', words)] : [];
};
