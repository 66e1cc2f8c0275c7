import { act } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { askForPing } from './ask-for-ping.step.ts';
import { holdOne, withoutAnswer } from './subscription.store.ts';

// A department whose endpoint was down when it subscribed is asked again, until it answers or somebody gives
// it up.
export const pingAgain = async (ctx: Ctx, id: string): Promise<void> => {
  await act(ctx, 'subscription.work', async (tx) => {
    await holdOne(tx, { id, agencyId: null });
    const isDue = (await withoutAnswer(tx)).includes(id);
    if (isDue) await askForPing(ctx, tx, id);
    return { value: isDue, audit: { subscription: id, step: 'ping-again' }, events: [] };
  });
  ctx.poke('notices');
};
