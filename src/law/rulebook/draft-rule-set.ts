import { dayOf } from '../../kernel/day.ts';
import { Problem } from '../../kernel/problems.ts';
import { act } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { catalogs } from '../catalogs/catalog-list.ts';
import { draftFaults } from './draft-faults.rules.ts';
import { knownRuleSet, stampOf } from './known-rule-set.ts';
import type { RuleSetDraft } from './rule-set.schema.ts';
import { insertRuleSet, nextVersion, versionInForce } from './rule-set.store.ts';

export const draftRuleSet = (ctx: Ctx, draft: RuleSetDraft) =>
  act(ctx, 'rule-set.draft', async (tx) => {
    const faults = draftFaults(draft.rules, catalogs);
    const today = dayOf(ctx.clock.now());
    const effectiveFrom = draft.effectiveFrom ?? today;
    if (effectiveFrom < today)
      faults.push({
        pointer: '/effectiveFrom',
        code: 'rule-set.past-day',
        message: '生效日不能早于今天，规则不溯及既往。',
      });
    if (faults.length > 0) throw new Problem('rule-set.unsound', { errors: faults });
    if (draft.basedOn !== undefined) await knownRuleSet(ctx, tx, draft.basedOn);
    const version = await nextVersion(tx);
    const set = {
      version,
      content: { version, name: draft.name, rules: draft.rules },
      effectiveFrom,
      basedOn: draft.basedOn ?? (await versionInForce(tx, today)),
      note: draft.note ?? null,
    };
    await insertRuleSet(tx, set, stampOf(ctx));
    const { row, shown } = await knownRuleSet(ctx, tx, version);
    return {
      value: { ...shown, revision: row.revision },
      audit: { version, basedOn: set.basedOn, effectiveFrom, rules: draft.rules.length },
      events: [],
    };
  });
