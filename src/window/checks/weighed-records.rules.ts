import type { Day } from '../../kernel/day.ts';
import type { Rule, RuleSet } from '../../law/rulebook/rule-set.schema.ts';
import type { DbRow } from '../../platform/door/db.ts';
import type { Appealed } from './appeal-fact.rules.ts';
import type { HonourFact, ListingFact, RecordFact } from './check.rules.ts';
import type { FoundDoubt } from './doubt.rules.ts';

// The records that a rule reads: null stands for any.
export type WeighedRecord = { catalog: string; class: string | null; said: string | null };

export const stateSource: Readonly<Record<'revoked' | 'deceased', WeighedRecord>> = {
  revoked: { catalog: 'registration', class: null, said: '吊销' },
  deceased: { catalog: 'death-record', class: null, said: null },
};

export const sourceOf = (rule: Extract<Rule, { kind: 'record' }>): WeighedRecord => ({
  catalog: rule.catalog,
  class: rule.class ?? null,
  said: rule.fulfilment ?? null,
});

export const isOf = (
  source: WeighedRecord,
  record: { catalog: string; class: string | null; said?: string },
): boolean =>
  record.catalog === source.catalog &&
  (source.class === null || record.class === source.class) &&
  (source.said === null || record.said === source.said);

export const weighedRecords = (ruleSet: RuleSet): WeighedRecord[] =>
  ruleSet.rules.flatMap((rule) => {
    if (rule.kind === 'record') return [sourceOf(rule)];
    return rule.kind === 'revoked' || rule.kind === 'deceased' ? [stateSource[rule.kind]] : [];
  });

const MAY_BE_ABSENT: readonly string[] = ['said', 'appeal', 'isRemovalHeld'];

const isKept = ([key, value]: [string, unknown]): boolean =>
  key !== 'appealed' && (!MAY_BE_ABSENT.includes(key) || (value ?? false) !== false);

/** A fact of the database as it is weighed and kept: what does not apply to it is left out. */
export const plainly = <F extends object>(fact: DbRow): F =>
  Object.fromEntries(Object.entries(fact).filter(isKept)) as F;

export type FlaggedFact = { fact: DbRow; appealed: Appealed };
/** A fact that bears the flag of an appeal, and what its appeal is found by. */
export const flaggedFact = ({ fact }: DbRow): FlaggedFact[] => {
  const told = (fact ?? {}) as DbRow & { appealed?: Appealed | null };
  return told.appealed ? [{ fact: told, appealed: told.appealed }] : [];
};

// All that the registry has of one who is asked about.
export type FoundSubject = {
  id: number | null;
  name: string | null;
  dissolvedOn: Day | null;
  formerNames: string[];
  listings: ListingFact[];
  records: RecordFact[];
  honours: HonourFact[];
  // The lookup that found the subject.
  place: 1 | 2 | 3;
  doubts: FoundDoubt[];
  matter: { code: string; isCommitmentAllowed: boolean; isCancelled?: boolean } | null;
};

export const foundSubject = (row: DbRow): FoundSubject => ({
  id: row.id === null ? null : Number(row.id),
  name: row.name as string | null,
  dissolvedOn: row.dissolved_on as Day | null,
  formerNames: ((row.fact ?? []) as string[]).sort(),
  listings: [],
  records: [],
  honours: [],
  place: row.found_at as 1 | 2 | 3,
  doubts: [],
  matter: row.matter_code
    ? {
        code: String(row.matter_code),
        isCommitmentAllowed: Boolean(row.is_commitment_allowed),
        ...(row.is_cancelled ? { isCancelled: true } : {}),
      }
    : null,
});

export const addFact = (answer: FoundSubject, part: unknown, fact: DbRow) => {
  if (part === 'record') answer.records.push(plainly(fact));
  else if (part === 'honour') answer.honours.push(plainly(fact));
  else if (part === 'doubt') answer.doubts.push(fact as FoundDoubt);
  else {
    const { title: _title, ...listing } = fact;
    answer.listings.push(plainly(listing));
  }
};
