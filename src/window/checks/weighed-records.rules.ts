import type { Rule, RuleSet } from '../../law/rulebook/rule-set.schema.ts';
import type { DbRow } from '../../platform/door/db.ts';

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
