import { Problem } from '../../kernel/problems.ts';
import { act, must } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { knownRuleSet, stampOf } from './known-rule-set.ts';
import { mayApprove, stepRuleSet } from './rule-set.rules.ts';
import { approveDraft } from './rule-set.store.ts';

// The second pair of eyes. From the effective day on every check reads the new version, in every process,
// without a job.
export const approveRuleSet = (ctx: Ctx, version: number, ifMatch?: string) =>
  act(ctx, 'rule-set.approve', async (tx) => {
    const { row, shown, today } = await knownRuleSet(ctx, tx, version, ifMatch);
    must(stepRuleSet(shown.state, 'approve'));
    const approver = stampOf(ctx);
    must(mayApprove({ by: row.draftedBy, agencyId: row.drafterAgencyId }, approver));
    if (!(await approveDraft(tx, version, { ...approver, today }))) throw new Problem('rule-set.wrong-stage');
    const after = await knownRuleSet(ctx, tx, version);
    return {
      value: { ...after.shown, revision: after.row.revision },
      audit: { version, draftedBy: row.draftedBy, effectiveFrom: after.row.effectiveFrom },
      events: [],
    };
  });
