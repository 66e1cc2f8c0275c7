import { reachOf } from '../../access/reach.rules.ts';
import { Problem } from '../../kernel/problems.ts';
import { act } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import type { Pem } from '../../platform/outside/post.ts';
import { dropCertificates, insertCertificate } from './certificate.store.ts';
import { holdOne } from './subscription.store.ts';

const readPem = (ctx: Ctx, pem: Pem) => {
  if (!ctx.readCertificate) throw new Problem('subscription.certificate-unsupported');
  const read = ctx.readCertificate(pem);
  if (!read || read.validUntil <= ctx.clock.now()) throw new Problem('subscription.certificate');
  return read.validUntil.toISOString();
};

// We show this certificate to the receiver from the next delivery on. Its key is sealed and never shown.
export const putCertificate = (ctx: Ctx, { id, pem }: { id: string; pem: Pem }) =>
  act(ctx, 'subscription.change', async (tx) => {
    const seen = await holdOne(tx, { id, agencyId: reachOf(ctx.actor, 'subscription.change') });
    if (!seen) throw new Problem('subscription.unknown');
    const validUntil = readPem(ctx, pem);
    const at = ctx.clock.now().toISOString();
    await dropCertificates(tx, id);
    await insertCertificate(tx, ctx.vault, { ...pem, id: ctx.newId(), subscriptionId: id, validUntil, at });
    return {
      value: { validUntil },
      audit: { subscription: id, step: 'put-certificate', validUntil },
      events: [],
    };
  });
