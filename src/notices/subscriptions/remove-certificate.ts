import { reachOf } from '../../access/reach.rules.ts';
import { Problem } from '../../kernel/problems.ts';
import { act } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { dropCertificates } from './certificate.store.ts';
import { holdOne } from './subscription.store.ts';

export const removeCertificate = (ctx: Ctx, id: string) =>
  act(ctx, 'subscription.change', async (tx) => {
    if (!(await holdOne(tx, { id, agencyId: reachOf(ctx.actor, 'subscription.change') })))
      throw new Problem('subscription.unknown');
    await dropCertificates(tx, id);
    return { value: null, audit: { subscription: id, step: 'remove-certificate' }, events: [] };
  });
