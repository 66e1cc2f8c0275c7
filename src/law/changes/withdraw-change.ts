import { Problem } from '../../kernel/problems.ts';
import { act, must } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { stampOf } from '../rulebook/known-rule-set.ts';
import { stepChange } from './change.rules.ts';
import { closeChange, holdChange } from './change.store.ts';
import { changeOut } from './change-out.ts';
import { knownChange } from './known-change.ts';

export const withdrawChange = (ctx: Ctx, id: string, reason: string) =>
  act(ctx, 'change.withdraw', async (tx) => {
    const held = await holdChange(tx, id);
    if (!held) throw new Problem('change.unknown');
    const state = must(stepChange(held.state, 'withdraw'));
    await closeChange(tx, id, { ...stampOf(ctx), state, validFrom: held.validFrom, reason });
    return {
      value: changeOut(await knownChange(tx, id)),
      audit: { change: id, kind: held.kind, reason },
      events: [],
    };
  });
