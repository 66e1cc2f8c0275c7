import { act } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { isNewlyNamed, noteNamedNumber } from './restoration.store.ts';

// A reader of the feed says which number it saw last. After a restoration, or where one was not followed by
// `after-restore`, that tells what the department knows and the registry has forgotten.
export const noteNamed = async (
  ctx: Ctx,
  subscription: { id: string; epoch: number; lastSeq: number },
  named: number,
): Promise<void> => {
  const about = { subscriptionId: subscription.id, named };
  if (subscription.epoch === 1 && named <= subscription.lastSeq) return;
  if (!(await isNewlyNamed(ctx.db, about))) return;
  await act(ctx, 'feed.read', async (tx) => {
    await noteNamedNumber(tx, { ...about, at: ctx.clock.now().toISOString() });
    return { value: null, audit: { subscription: subscription.id, forgotten: named }, events: [] };
  });
};
