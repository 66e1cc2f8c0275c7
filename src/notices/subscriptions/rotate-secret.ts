import { reachOf } from '../../access/reach.rules.ts';
import { Problem } from '../../kernel/problems.ts';
import { act } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { insertSecret, retireSecrets } from '../delivery/secret.store.ts';
import { secretText } from '../delivery/webhook-signature.rules.ts';
import { holdOne } from './subscription.store.ts';

const OVERLAP_MS = 24 * 3_600_000;

// For a day both secrets sign, so that the receiver changes over when it likes and refuses nothing.
export const rotateSecret = (ctx: Ctx, id: string) =>
  act(ctx, 'subscription.change', async (tx) => {
    if (!(await holdOne(tx, { id, agencyId: reachOf(ctx.actor, 'subscription.change') })))
      throw new Problem('subscription.unknown');
    const now = ctx.clock.now();
    const until = new Date(now.getTime() + OVERLAP_MS).toISOString();
    const secret = secretText(ctx.randomBytes(32));
    await retireSecrets(tx, id, until);
    await insertSecret(tx, ctx.vault, { id: ctx.newId(), subscriptionId: id, secret, at: now.toISOString() });
    return {
      value: { secret, previousValidUntil: until },
      audit: { subscription: id, step: 'rotate-secret' },
      events: [],
    };
  });
