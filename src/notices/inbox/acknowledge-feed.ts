import { reachOf } from '../../access/reach.rules.ts';
import { Problem } from '../../kernel/problems.ts';
import { act } from '../../platform/door/act.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { promoteWithin } from '../relay/lane.store.ts';
import { waitRelayLock } from '../relay/relay.store.ts';
import { noteNamedNumber } from '../restoration/restoration.store.ts';
import { findSubscription, holdOne } from '../subscriptions/subscription.store.ts';
import { acknowledge, endAcknowledged, trimAcknowledged } from './feed.store.ts';

// Cumulative: all up to a number is safely with the department.
export const acknowledgeFeed = (ctx: Ctx, { subscription, upTo }: { subscription: string; upTo: number }) =>
  act(ctx, 'feed.ack', async (tx) => {
    await waitRelayLock(tx);
    const whose = { id: subscription, agencyId: reachOf(ctx.actor, 'feed.ack') };
    const seen = await holdOne(tx, whose);
    if (!seen) throw new Problem('subscription.unknown');
    const at = ctx.clock.now().toISOString();
    const about = { subscriptionId: seen.id, upTo: Math.min(upTo, seen.lastSeq) };
    await noteNamedNumber(tx, { subscriptionId: seen.id, named: upTo, at });
    await acknowledge(tx, about);
    await endAcknowledged(tx, { ...about, at });
    await trimAcknowledged(tx, about);
    await promoteWithin(tx, [seen.id]);
    const after = await findSubscription(tx, whose);
    return {
      value: {
        subscription: seen.id,
        epoch: seen.epoch,
        ackedSeq: after?.ackedSeq ?? 0,
        lastSeq: after?.lastSeq ?? 0,
      },
      audit: { subscription: seen.id, upTo },
      events: [],
    };
  });
