import { reachOf } from '../../access/reach.rules.ts';
import { Problem } from '../../kernel/problems.ts';
import { permit } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { noticesOf } from '../relay/notice.store.ts';
import { attemptsOf, findDelivery } from './delivery-log.store.ts';

export const showDelivery = async (ctx: Ctx, id: string) => {
  permit(ctx, 'delivery.list');
  const delivery = await findDelivery(ctx.db, { id, agencyId: reachOf(ctx.actor, 'delivery.list') });
  if (!delivery) throw new Problem('delivery.unknown');
  const notices = await noticesOf(ctx.db, delivery);
  return { ...delivery, notices, attempts: await attemptsOf(ctx.db, id) };
};
