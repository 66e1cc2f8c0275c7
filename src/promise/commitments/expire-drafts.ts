import { dayOf } from '../../kernel/day.ts';
import { act } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { forgetPromise, holdStaleDrafts } from './commitment.store.ts';
import { movedBy } from './own-commitment.step.ts';

const AT_ONCE = 200;

// One small step: a draft that nobody signed on its day promises nothing, and names nobody any longer. Gives
// how many; 0 = none is left.
// Basis: 个人信息保护法第四十七条（处理目的无法实现的，主动删除）
export const expireDrafts = (ctx: Ctx): Promise<number> =>
  act(ctx, 'commitment.expire', async (tx) => {
    const stale = await holdStaleDrafts(tx, dayOf(ctx.clock.now()), AT_ONCE);
    for (const no of stale) await forgetPromise(tx, no, movedBy(ctx, 'refused'));
    return { value: stale.length, audit: { commitments: stale }, events: [] };
  });
