import type { Db } from '../../platform/door/db.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { insertDeliveries } from '../relay/lane.store.ts';
import { PING_LANE } from '../relay/relay-plan.rules.ts';

export const askForPing = async (ctx: Ctx, tx: Db, subscriptionId: string): Promise<string> => {
  const id = ctx.newId();
  const ping = {
    id,
    subscriptionId,
    lane: PING_LANE,
    kind: 'ping',
    firstSeq: 0,
    lastSeq: 0,
    urgent: false,
  } as const;
  await insertDeliveries(tx, [ping], ctx.clock.now().toISOString());
  return id;
};
