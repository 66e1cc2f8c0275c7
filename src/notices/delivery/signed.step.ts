import { reachOf } from '../../access/reach.rules.ts';
import type { Db } from '../../platform/door/db.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { holdReaders, markSigned } from '../inbox/receipt.store.ts';
import { acknowledgeArrived } from '../subscriptions/switch.store.ts';
import { refreshNotices } from '../supervision/duty.store.ts';

// 签收. For a department that reads its notices at the desk, the receipt by hand counts as the delivery.
export const signed = async (ctx: Ctx, tx: Db, ids: readonly string[]) => {
  const agencyId = reachOf(ctx.actor, 'notice.sign');
  const readers = await holdReaders(tx, { ids, agencyId });
  const done = await markSigned(tx, {
    ids,
    agencyId,
    by: ctx.actor.name,
    at: ctx.clock.now().toISOString(),
  });
  if (done.length > 0)
    await refreshNotices(
      tx,
      done.map(({ id }) => id),
    );
  for (const { id, channel } of readers) if (channel === 'inbox') await acknowledgeArrived(tx, id);
  return done;
};
