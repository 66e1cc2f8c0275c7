import type { Rule, RuleSet } from './rule-set.schema.ts';

export type RuleChange = { code: string; fields: { field: string; before?: unknown; after?: unknown }[] };
export type RuleSetDiff = {
  added: { code: string; rule: Rule }[];
  removed: { code: string; rule: Rule }[];
  changed: RuleChange[];
  isOrderChanged: boolean;
};

// Rules are the same rule by their code; everything else of one may change.
export const diffRuleSets = (before: RuleSet, after: RuleSet): RuleSetDiff => {
  const old = new Map(before.rules.map((rule) => [rule.code, rule]));
  const now = new Map(after.rules.map((rule) => [rule.code, rule]));
  const kept = (own: RuleSet, other: ReadonlyMap<string, Rule>) =>
    own.rules.filter(({ code }) => other.has(code)).map(({ code }) => code);
  return {
    added: after.rules.filter(({ code }) => !old.has(code)).map(entry),
    removed: before.rules.filter(({ code }) => !now.has(code)).map(entry),
    changed: after.rules.flatMap((rule) => {
      const was = old.get(rule.code);
      const fields = was ? changedFields(was, rule) : [];
      return fields.length > 0 ? [{ code: rule.code, fields }] : [];
    }),
    isOrderChanged: kept(before, now).join() !== kept(after, old).join(),
  };
};

const entry = (rule: Rule) => ({ code: rule.code, rule });

const changedFields = (was: Readonly<Record<string, unknown>>, now: Readonly<Record<string, unknown>>) =>
  [...new Set([...Object.keys(was), ...Object.keys(now)])]
    .filter((field) => JSON.stringify(was[field]) !== JSON.stringify(now[field]))
    .map((field) => ({ field, before: was[field], after: now[field] }));
