import { reachOf } from '../../access/reach.rules.ts';
import { Problem } from '../../kernel/problems.ts';
import { act } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { forgetNews } from '../delivery/endpoint-news.store.ts';
import { askForPing } from './ask-for-ping.step.ts';
import { findSubscription, holdOne, moveSubscription } from './subscription.store.ts';

// A paused subscription goes on where it stood. A disabled one must first answer a ping again.
export const resumeSubscription = async (ctx: Ctx, id: string) => {
  const value = await act(ctx, 'subscription.change', async (tx) => {
    const whose = { id, agencyId: reachOf(ctx.actor, 'subscription.change') };
    const seen = await holdOne(tx, whose);
    if (!seen) throw new Problem('subscription.unknown');
    await forgetNews(tx, id);
    const to =
      seen.endpointUrl !== null && (seen.state === 'disabled' || seen.verifiedAt === null)
        ? 'pending'
        : 'active';
    if (!(await moveSubscription(tx, { id, from: ['paused', 'disabled'], to, reason: null })))
      throw new Problem('subscription.stage');
    if (to === 'pending') {
      await askForPing(ctx, tx, id);
    }
    const after = await findSubscription(tx, whose);
    return { value: after, audit: { subscription: id, step: 'resume', to }, events: [] };
  });
  ctx.poke('notices');
  return value;
};
