import { type Day, dayOf } from '../../kernel/day.ts';
import { Problem } from '../../kernel/problems.ts';
import { mayApproveChange, stepChange } from '../../law/changes/change.rules.ts';
import { closeChange, holdChange, holdLaw, isUponLaw } from '../../law/changes/change.store.ts';
import type { ChangeRow } from '../../law/changes/change.table.ts';
import { changeFaults } from '../../law/changes/change-faults.rules.ts';
import { changeOut, draftIn } from '../../law/changes/change-out.ts';
import { knownChange } from '../../law/changes/known-change.ts';
import { lawOn, lawUnder } from '../../law/changes/law-under.step.ts';
import { refuseFaults } from '../../law/changes/refuse-faults.ts';
import { stampOf } from '../../law/rulebook/known-rule-set.ts';
import { act, must } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { applyChange } from './apply-change.step.ts';

// The second pair of eyes: the draft becomes law in this transaction, or nothing does. The state that the
// approver read must still be so: where the law has moved since the draft, somebody reads it again.
export const approveChange = (ctx: Ctx, id: string) =>
  act(ctx, 'change.approve', async (tx) => {
    await holdLaw(tx);
    const held = await holdChange(tx, id);
    if (!held) throw new Problem('change.unknown');
    const approver = stampOf(ctx);
    const state = must(stepChange(held.state, 'approve'));
    must(mayApproveChange({ by: held.draftedBy, agencyId: held.drafterAgencyId }, approver));
    const today = dayOf(ctx.clock.now());
    const from = effectiveFrom(held, today);
    const draft = draftIn(held);
    const law = await lawUnder(tx, draft, { from: held.validFrom, today });
    if (!(await isUponLaw(tx, id, law))) throw new Problem('change.outdated');
    refuseFaults(changeFaults(draft, await lawOn(tx, law, { from, today })));
    const drafter = {
      by: held.draftedBy,
      name: held.drafterName,
      agencyId: held.drafterAgencyId,
      at: approver.at,
    };
    const applied = await applyChange(tx, draft, { from, today, at: approver.at, drafter, approver });
    await closeChange(tx, id, { ...approver, state, validFrom: from, reason: null });
    return {
      value: changeOut(await knownChange(tx, id)),
      audit: {
        change: id,
        kind: held.kind,
        draftedBy: held.draftedBy,
        basis: held.basis,
        validFrom: from,
        ...applied,
      },
      events: [],
    };
  });

// A late approval counts from its own day. A year's working days are of that year, whenever they are
// approved.
const effectiveFrom = ({ kind, validFrom }: ChangeRow, today: Day): Day =>
  kind === 'calendar' || validFrom > today ? validFrom : today;
