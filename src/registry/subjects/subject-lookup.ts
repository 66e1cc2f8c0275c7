import { type Equivalents, equivalents, type Numbered } from '../../kernel/equivalents.ts';
import { type IdentifierType, isPersonIdentifier } from '../../kernel/identifiers.ts';

type Keys = { blindIndex(text: string): string };

export const plainLookup = (type: IdentifierType, code: string): string => `${type}:${code}`;

// The key a code is found by: plain for organisations, a keyed blind index for persons' numbers.
export const lookupOf = (vault: Keys, type: IdentifierType, code: string): string =>
  isPersonIdentifier(type) ? `${type}:${vault.blindIndex(`${type}:${code}`)}` : plainLookup(type, code);

// Everything under which a subject may be on file, the surest first. own is null for a passport whose country
// is not told: what the others find may then be somebody else's.
export type Lookups = readonly [own: string | null, second: string | null, third: string | null];

export const lookupsOf = (vault: Keys, numbered: Numbered): Lookups => {
  const { own, same, alike } = equivalents(numbered);
  const [second, third] = [...same, ...alike].map(({ type, code }) => lookupOf(vault, type, code));
  return [own && lookupOf(vault, own.type, own.code), second ?? null, third ?? null];
};

// Two passports may bear one number: what is found by the number alone is a doubt.
export const isByNumberAlone = ([, second]: Lookups, place: 1 | 2 | 3): boolean =>
  place > 1 && second?.startsWith('passport:') === true;

// Those that only this holder can have; of a passport without its country, the files without a country.
export const certainLookups = (vault: Keys, numbered: Numbered): string[] => {
  const { own, same, alike }: Equivalents = equivalents(numbered);
  const [bare] = alike;
  return (own ? [own, ...same] : bare ? [bare] : []).map(({ type, code }) => lookupOf(vault, type, code));
};

// subject_identifiers.sealed is bound to this text: it opens only beside its own lookup.
export const identifierPurpose = (lookup: string): string => `identifier:${lookup}`;
