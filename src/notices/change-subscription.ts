import { Problem } from '../kernel/problems.ts';
import { act, must } from '../platform/act.ts';
import { isCron } from '../platform/cron-slots.ts';
import type { Ctx } from '../platform/deps.ts';
import { endpointUrl } from '../platform/push-allow.ts';
import { askForPing } from './ask-for-ping.step.ts';
import { fillDigests } from './fill-digests.step.ts';
import { keepSchedule } from './keep-schedule.step.ts';
import { mayRecordBasis, reachOf } from './reach.rules.ts';
import { waitRelayLock } from './relay.store.ts';
import type { SubscriptionPatch } from './subscription.schema.ts';
import {
  type Change,
  findSubscription,
  holdOne,
  type SubscriptionRow,
  setSm3Signature,
  updateSubscription,
} from './subscription.store.ts';

const changed = (ctx: Ctx, seen: SubscriptionRow, patch: SubscriptionPatch): Change => {
  if (patch.identityBasis !== undefined && !mayRecordBasis(ctx.actor)) throw new Problem('access.denied');
  const schedule = patch.schedule ?? seen.schedule;
  if (schedule.cron !== undefined && !isCron(schedule.cron, ctx.clock.now()))
    throw new Problem('subscription.cron');
  const asked = patch.endpoint === undefined ? seen.endpoint : patch.endpoint;
  const url = asked === null ? null : must(endpointUrl(ctx.config.pushAllow, asked.url));
  const isNew = url !== null && url !== seen.endpointUrl;
  const isUnproved = url === null && seen.state === 'pending';
  return {
    name: patch.name ?? seen.name,
    filter: patch.filter ?? seen.filter,
    schedule,
    endpointUrl: url,
    identityBasis: patch.identityBasis === undefined ? seen.identityBasis : patch.identityBasis,
    state: isNew ? 'pending' : isUnproved ? 'active' : seen.state,
  };
};

export const changeSubscription = async (
  ctx: Ctx,
  { id, patch }: { id: string; patch: SubscriptionPatch },
) => {
  const value = await act(ctx, 'subscription.change', async (tx) => {
    await waitRelayLock(tx);
    const whose = { id, agencyId: reachOf(ctx.actor) };
    const seen = await holdOne(tx, whose);
    if (!seen) throw new Problem('subscription.unknown');
    const change = changed(ctx, seen, patch);
    await updateSubscription(tx, id, change);
    if (patch.sm3Signature !== undefined) await setSm3Signature(tx, id, patch.sm3Signature);
    if (change.state === 'pending' && change.endpointUrl !== seen.endpointUrl) {
      await askForPing(ctx, tx, id);
    }
    await keepSchedule(ctx, tx, { id, schedule: change.schedule });
    if (!change.schedule.cron && change.endpointUrl !== null)
      await fillDigests(ctx, tx, { id, schedule: change.schedule });
    const after = await findSubscription(tx, whose);
    if (!after) throw new Problem('subscription.unknown');
    return { value: after, audit: { subscription: id, fields: Object.keys(patch) }, events: [] };
  });
  ctx.poke('notices');
  return value;
};
