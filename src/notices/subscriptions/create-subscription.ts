import { Problem } from '../../kernel/problems.ts';
import { act, permit } from '../../platform/door/act.ts';
import type { Db } from '../../platform/door/db.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { isCron } from '../../platform/schedule/cron-slots.ts';
import { saveDropTarget } from '../delivery/drop-target.store.ts';
import { insertSecret } from '../delivery/secret.store.ts';
import { secretText } from '../delivery/webhook-signature.rules.ts';
import { agencyFor } from '../relay/agency-for.step.ts';
import { waitRelayLock } from '../relay/relay.store.ts';
import { currentEpoch } from '../restoration/restoration.store.ts';
import { askForPing } from './ask-for-ping.step.ts';
import { checkedChannel, type DeliveryPlace } from './checked-channel.ts';
import { keepSchedule } from './keep-schedule.step.ts';
import { readOpening, writeOpening } from './open-subscription.step.ts';
import type { Subscriber } from './subscription.rules.ts';
import type { SubscriptionDraft } from './subscription.schema.ts';
import { findSubscription, insertSubscription } from './subscription.store.ts';

const checkDraft = (ctx: Ctx, { schedule, identityBasis }: SubscriptionDraft) => {
  if (identityBasis !== undefined && !ctx.actor.may.has('subscription.act-for'))
    throw new Problem('access.denied');
  if (schedule.cron !== undefined && !isCron(schedule.cron, ctx.clock.now()))
    throw new Problem('subscription.cron');
};

type Asking = Omit<Subscriber, 'epoch'>;
type Opened = { draft: SubscriptionDraft; asking: Asking; place: DeliveryPlace; agencyId: number };

// The relay waits meanwhile: the current state opens the subscription, and later events follow it.
const open = async (ctx: Ctx, tx: Db, { draft, asking, place, agencyId }: Opened) => {
  const { id, filter, schedule, identityBasis } = asking;
  const createdAt = ctx.clock.now().toISOString();
  await waitRelayLock(tx);
  const subscriber = { ...asking, epoch: await currentEpoch(tx) };
  const opening = await readOpening(ctx, tx, subscriber);
  const { channel, url = null, drop } = place;
  const count = opening.notices.length;
  await insertSubscription(tx, {
    id,
    agencyId,
    name: draft.name,
    filter,
    schedule,
    channel,
    endpointUrl: url,
    identityBasis,
    sm3Signature: draft.sm3Signature ?? false,
    openedWith: opening.openedWith,
    epoch: subscriber.epoch,
    lastSeq: count,
    createdAt,
  });
  if (drop) await saveDropTarget(tx, ctx.vault, { id, target: drop });
  await writeOpening(ctx, tx, { ...opening, subscriber });
  await keepSchedule(ctx, tx, { id, schedule });
  if (url !== null) await askForPing(ctx, tx, id);
  return count;
};

export const createSubscription = async (ctx: Ctx, draft: SubscriptionDraft) => {
  permit(ctx, 'subscription.create');
  checkDraft(ctx, draft);
  const place = await checkedChannel(ctx, draft, 'pull');
  const made = await act(ctx, 'subscription.create', async (tx) => {
    const { filter, schedule, identityBasis = null } = draft;
    const agency = await agencyFor(ctx, tx, draft.agency);
    const [id, secret] = [ctx.newId(), secretText(ctx.randomBytes(32))];
    const hasEndpoint = place.url !== null;
    const asking = { id, filter, schedule, hasEndpoint, identityBasis, agency };
    const initial = await open(ctx, tx, { draft, asking, place, agencyId: agency.id });
    await insertSecret(tx, ctx.vault, {
      id: ctx.newId(),
      subscriptionId: id,
      secret,
      at: ctx.clock.now().toISOString(),
    });
    const subscription = await findSubscription(tx, { id, agencyId: null });
    if (!subscription) throw new Problem('subscription.unknown');
    return {
      value: { ...subscription, secret },
      audit: {
        subscription: id,
        agency: agency.code,
        filter,
        schedule,
        identityBasis,
        initial,
        channel: place.channel,
      },
      events: [],
    };
  });
  ctx.poke('notices');
  return made;
};
