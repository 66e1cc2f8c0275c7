import { act } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { signed } from '../delivery/signed.step.ts';

export const signNotices = (ctx: Ctx, ids: readonly string[]) =>
  act(ctx, 'notice.sign', async (tx) => {
    const done = await signed(ctx, tx, ids);
    return {
      value: { signed: done.length },
      audit: { notices: done.map(({ id }) => id), asked: ids.length },
      events: [],
    };
  });
