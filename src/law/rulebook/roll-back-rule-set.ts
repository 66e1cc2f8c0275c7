import { Problem } from '../../kernel/problems.ts';
import { act, must } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { knownRuleSet, stampOf } from './known-rule-set.ts';
import { stepRuleSet } from './rule-set.rules.ts';
import { approveDraft, insertRuleSet, nextVersion } from './rule-set.store.ts';

// A new version that says what a former one said, in force at once. One registrar with a reason is enough:
// two have already approved these very rules, and each minute of a wrong rule set harms applicants
// (docs/adr/0013).
export const rollBackRuleSet = (ctx: Ctx, version: number, reason: string) =>
  act(ctx, 'rule-set.roll-back', async (tx) => {
    const { shown, today } = await knownRuleSet(ctx, tx, version);
    must(stepRuleSet(shown.state, 'roll-back'));
    const next = await nextVersion(tx);
    const set = {
      version: next,
      content: { ...shown.content, version: next },
      effectiveFrom: today,
      basedOn: version,
      note: `回退至第 ${version} 版：${reason}`,
    };
    await insertRuleSet(tx, set, stampOf(ctx));
    if (!(await approveDraft(tx, next, { ...stampOf(ctx), today })))
      throw new Problem('rule-set.wrong-stage');
    const after = await knownRuleSet(ctx, tx, next);
    return {
      value: { ...after.shown, revision: after.row.revision },
      audit: { version: next, backTo: version, reason },
      events: [],
    };
  });
