import { reachOf } from '../../access/reach.rules.ts';
import { Problem } from '../../kernel/problems.ts';
import { act, permit } from '../../platform/door/act.ts';
import type { Db } from '../../platform/door/db.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { isCron } from '../../platform/schedule/cron-slots.ts';
import { forgetDropTarget, saveDropTarget } from '../delivery/drop-target.store.ts';
import { forgetNews } from '../delivery/endpoint-news.store.ts';
import { fillDigests } from '../relay/fill-digests.step.ts';
import { waitRelayLock } from '../relay/relay.store.ts';
import { askForPing } from './ask-for-ping.step.ts';
import { checkedChannel, type DeliveryPlace } from './checked-channel.ts';
import { keepSchedule } from './keep-schedule.step.ts';
import type { SubscriptionPatch } from './subscription.schema.ts';
import {
  findSubscription,
  forgetPlace,
  holdOne,
  type SubscriptionRow,
  type SubscriptionUpdate,
  updateSubscription,
} from './subscription.store.ts';
import { acknowledgeArrived, endPings } from './switch.store.ts';

const checkPatch = (ctx: Ctx, { schedule, identityBasis }: SubscriptionPatch) => {
  if (identityBasis !== undefined && !ctx.actor.may.has('subscription.act-for'))
    throw new Problem('access.denied');
  if (schedule?.cron !== undefined && !isCron(schedule.cron, ctx.clock.now()))
    throw new Problem('subscription.cron');
};

const isMoved = (seen: SubscriptionRow, { channel, url, drop }: DeliveryPlace): boolean =>
  channel !== seen.channel || drop !== null || (url !== undefined && url !== seen.endpointUrl);

const changed = (
  seen: SubscriptionRow,
  patch: SubscriptionPatch,
  place: DeliveryPlace,
): SubscriptionUpdate => {
  const url = place.url === undefined ? seen.endpointUrl : place.url;
  return {
    name: patch.name ?? seen.name,
    filter: patch.filter ?? seen.filter,
    schedule: patch.schedule ?? seen.schedule,
    channel: place.channel,
    endpointUrl: url,
    identityBasis: patch.identityBasis === undefined ? seen.identityBasis : patch.identityBasis,
    sm3Signature: patch.sm3Signature ?? seen.sm3Signature,
    state: !isMoved(seen, place) ? seen.state : url === null ? 'active' : 'pending',
  };
};

// Notices that arrived by the old channel are not sent by the new one; the others are. Unfinished deliveries
// go on under the same ids.
const moveTo = async (ctx: Ctx, tx: Db, { id, place }: { id: string; place: DeliveryPlace }) => {
  await forgetPlace(tx, id);
  await endPings(tx, id, ctx.clock.now().toISOString());
  await forgetNews(tx, id);
  await acknowledgeArrived(tx, id);
  if (place.drop) await saveDropTarget(tx, ctx.vault, { id, target: place.drop });
  else if (place.channel !== 'file') await forgetDropTarget(tx, id);
  if (place.url !== null) await askForPing(ctx, tx, id);
};

export const changeSubscription = async (
  ctx: Ctx,
  { id, patch }: { id: string; patch: SubscriptionPatch },
) => {
  permit(ctx, 'subscription.change');
  checkPatch(ctx, patch);
  const whose = { id, agencyId: reachOf(ctx.actor, 'subscription.change') };
  const before = await findSubscription(ctx.db, whose);
  if (!before) throw new Problem('subscription.unknown');
  const place = await checkedChannel(ctx, patch, before.channel);
  const value = await act(ctx, 'subscription.change', async (tx) => {
    await waitRelayLock(tx);
    const seen = await holdOne(tx, whose);
    if (!seen) throw new Problem('subscription.unknown');
    if (seen.channel !== before.channel) throw new Problem('subscription.stage');
    const change = changed(seen, patch, place);
    const { schedule, endpointUrl } = change;
    await updateSubscription(tx, id, change);
    if (isMoved(seen, place)) await moveTo(ctx, tx, { id, place });
    await keepSchedule(ctx, tx, { id, schedule });
    if (endpointUrl !== null) await fillDigests(ctx, tx, { id, schedule, isSlot: false });
    const after = await findSubscription(tx, whose);
    if (!after) throw new Problem('subscription.unknown');
    const move = { from: seen.channel, channel: change.channel, ackedSeq: after.ackedSeq };
    return { value: after, audit: { subscription: id, fields: Object.keys(patch), ...move }, events: [] };
  });
  ctx.poke('notices');
  return value;
};
