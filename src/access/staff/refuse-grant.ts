import { Problem } from '../../kernel/problems.ts';
import { act } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { actingHand } from './acting-person.rules.ts';
import { findGrant, settleGrant } from './people.store.ts';

// By the second hand, or by whoever asked and thinks better of it.
export const refuseGrant = (ctx: Ctx, id: string) =>
  act(ctx, 'grant.refuse', async (tx) => {
    const by = actingHand(ctx.actor);
    if (!(await findGrant(tx, id))) throw new Problem('grant.unknown');
    const at = ctx.clock.now().toISOString();
    if (!(await settleGrant(tx, id, { state: 'refused', by, at }))) throw new Problem('grant.settled');
    return { value: null, audit: { grantId: id }, events: [] };
  });
