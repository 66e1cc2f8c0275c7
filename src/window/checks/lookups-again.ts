import { type IdentifierType, isPersonIdentifier } from '../../kernel/identifiers.ts';
import { type Lookups, lookupsOf } from '../../registry/subjects/subject-lookup.ts';
import type { CheckRow } from './check-row.rules.ts';

type Kept = { subject: CheckRow['subject']; facts: Pick<CheckRow['facts'], 'lookups' | 'lookup'> };

// A person's number is not kept; its blind index finds the file again.
export const lookupsAgain = (
  vault: Parameters<typeof lookupsOf>[0],
  { subject, facts }: Kept,
): Lookups | undefined => {
  const type = subject.type as IdentifierType;
  return isPersonIdentifier(type)
    ? (facts.lookups ?? lookupsOnce(type, facts.lookup))
    : lookupsOf(vault, { type, code: subject.code });
};

// The first checks did not ask for a passport's country.
const lookupsOnce = (type: IdentifierType, lookup: string | undefined): Lookups | undefined => {
  if (!lookup) return undefined;
  return type === 'passport' ? [null, lookup, null] : [lookup, null, null];
};
