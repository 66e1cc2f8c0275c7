import { type IdentifierType, isPersonIdentifier } from '../../kernel/identifiers.ts';

type Keys = { blindIndex(text: string): string };

export const plainLookup = (type: IdentifierType, code: string): string => `${type}:${code}`;

// The one key a subject is found by: plain for organisations, a keyed blind index for persons' numbers.
export const lookupOf = (vault: Keys, type: IdentifierType, code: string): string =>
  isPersonIdentifier(type) ? `${type}:${vault.blindIndex(`${type}:${code}`)}` : plainLookup(type, code);

// subject_identifiers.sealed is bound to this text: it opens only beside its own lookup.
export const identifierPurpose = (lookup: string): string => `identifier:${lookup}`;
