import { isPersonIdentifier } from '../../kernel/identifiers.ts';
import type { TextSeal } from '../../platform/keys/sealed-text.ts';
import type { Bearer } from './check.rules.ts';
import type { CheckRow } from './check-row.rules.ts';

const PERSONS: readonly Bearer[] = ['operator', 'legal-representative'];
// Texts that may name a person; whatever a query looks for stands under others.
const NAMING = new Set(['name', 'givenName', 'formerNames', 'bearerName', 'text']);

type Filed = Pick<CheckRow, 'subject' | 'reasons' | 'facts'>;

const personsOf = ({ subject, facts }: Filed): string[] => {
  const { name, givenName, formerNames } = facts.subject;
  const own = isPersonIdentifier(subject.type as Parameters<typeof isPersonIdentifier>[0])
    ? [subject.name, name, givenName, ...formerNames]
    : [];
  const borne = [...facts.listings, ...facts.records, ...(facts.honours ?? [])].flatMap((fact) =>
    PERSONS.includes(fact.bearer) ? [fact.bearerName] : [],
  );
  return [...own, ...borne].flatMap((one) => one || []);
};

const sealedIn = (vault: TextSeal, persons: readonly string[], value: unknown, key: string): unknown => {
  if (typeof value === 'string')
    return NAMING.has(key) && persons.some((name) => value.includes(name)) ? vault.sealText(value) : value;
  if (Array.isArray(value)) return value.map((one) => sealedIn(vault, persons, one, key));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, sealedIn(vault, persons, inner, name)]),
  );
};

/** A decision as it is kept: each text that names a natural person is sealed where it stands. */
export const filedCheck = <R extends Filed>(vault: TextSeal, row: R): R => {
  const persons = personsOf(row);
  if (persons.length === 0) return row;
  const { subject, reasons } = row;
  const { standpoint, feeds, ...facts } = row.facts;
  const sealed = sealedIn(vault, persons, { subject, reasons, facts }, '') as Filed;
  // Shared by all checks of a moment, and without a name.
  const kept = { ...sealed.facts, feeds, ...(standpoint ? { standpoint } : {}) };
  return { ...row, ...sealed, facts: kept };
};
