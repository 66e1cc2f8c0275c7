import { act } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { confirmSubscription, holdOne, moveSubscription } from '../subscriptions/subscription.store.ts';
import { forgetNews, latestNews, subscriptionsWithNews } from './endpoint-news.store.ts';

// Notices go only to an endpoint that answered a signed ping; one that refuses them is paused, one that is
// gone disabled. The news goes with the act that it causes, so a crash between the two loses neither.
const actOnNewsOf = (ctx: Ctx, id: string) =>
  act(ctx, 'subscription.work', async (tx) => {
    await holdOne(tx, { id, agencyId: null });
    const news = await latestNews(tx, id);
    await forgetNews(tx, id);
    const at = ctx.clock.now().toISOString();
    if (!news) return { value: false, audit: { subscription: id, reason: 'acted-on' }, events: [] };
    if (news.kind === 'confirmed') {
      const value = await confirmSubscription(tx, id, at);
      return { value, audit: { subscription: id, to: 'active', reason: 'ping-answered' }, events: [] };
    }
    const { reason } = news;
    const to = news.kind === 'gone' ? 'disabled' : 'paused';
    const value = await moveSubscription(tx, { id, from: ['pending', 'active'], to, reason });
    return { value, audit: { subscription: id, to, reason }, events: [] };
  });

/** True when something was to be done. */
export const actOnNews = async (ctx: Ctx): Promise<boolean> => {
  const waiting = await subscriptionsWithNews(ctx.db);
  for (const id of waiting) await actOnNewsOf(ctx, id);
  return waiting.length > 0;
};
