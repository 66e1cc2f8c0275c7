import { findAgency } from '../agencies/agency.store.ts';
import { Problem } from '../kernel/problems.ts';
import { act, must } from '../platform/act.ts';
import { isCron } from '../platform/cron-slots.ts';
import type { Db } from '../platform/db.ts';
import type { Ctx } from '../platform/deps.ts';
import { endpointUrl } from '../platform/push-allow.ts';
import { askForPing } from './ask-for-ping.step.ts';
import { keepSchedule } from './keep-schedule.step.ts';
import { readOpening, writeOpening } from './open-subscription.step.ts';
import { mayRecordBasis } from './reach.rules.ts';
import { waitRelayLock } from './relay.store.ts';
import { insertSecret } from './secret.store.ts';
import type { Subscriber } from './subscription.rules.ts';
import type { SubscriptionDraft } from './subscription.schema.ts';
import { findSubscription, insertSubscription, setSm3Signature } from './subscription.store.ts';
import { secretText } from './webhook-signature.rules.ts';

const agencyFor = async (ctx: Ctx, tx: Db, code: string | undefined) => {
  const own = ctx.actor.agency;
  if (own && (code === undefined || code === own.code)) return own;
  if (code !== undefined && !mayRecordBasis(ctx.actor)) throw new Problem('access.denied');
  const agency = code === undefined ? undefined : await findAgency(tx, code);
  if (!agency) throw new Problem('agency.unknown');
  return agency;
};

const checkedEndpoint = (ctx: Ctx, { endpoint, schedule, identityBasis }: SubscriptionDraft) => {
  if (identityBasis !== undefined && !mayRecordBasis(ctx.actor)) throw new Problem('access.denied');
  if (schedule.cron !== undefined && !isCron(schedule.cron, ctx.clock.now()))
    throw new Problem('subscription.cron');
  return endpoint ? must(endpointUrl(ctx.config.pushAllow, endpoint.url)) : null;
};

type Opened = { draft: SubscriptionDraft; subscriber: Subscriber; url: string | null; agencyId: number };

// The relay stands still meanwhile: what is true now opens the subscription, what comes later follows it.
const open = async (ctx: Ctx, tx: Db, { draft, subscriber, url, agencyId }: Opened) => {
  const { id, filter, schedule, identityBasis } = subscriber;
  const at = ctx.clock.now().toISOString();
  await waitRelayLock(tx);
  const opening = await readOpening(ctx, tx, subscriber);
  const row = { id, agencyId, name: draft.name, filter, schedule, endpointUrl: url, identityBasis, at };
  const count = opening.notices.length;
  await insertSubscription(tx, { ...row, openedWith: opening.openedWith, lastSeq: count });
  await writeOpening(ctx, tx, { ...opening, subscriber });
  if (draft.sm3Signature) await setSm3Signature(tx, id, true);
  await keepSchedule(ctx, tx, { id, schedule });
  if (url !== null) await askForPing(ctx, tx, id);
  return count;
};

export const createSubscription = async (ctx: Ctx, draft: SubscriptionDraft) => {
  const made = await act(ctx, 'subscription.create', async (tx) => {
    const url = checkedEndpoint(ctx, draft);
    const { filter, schedule, identityBasis = null } = draft;
    const agency = await agencyFor(ctx, tx, draft.agency);
    const [id, secret] = [ctx.newId(), secretText(ctx.randomBytes(32))];
    const subscriber = { id, filter, schedule, hasEndpoint: url !== null, identityBasis, agency };
    const initial = await open(ctx, tx, { draft, subscriber, url, agencyId: agency.id });
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
      audit: { subscription: id, agency: agency.code, filter, schedule, identityBasis, initial },
      events: [],
    };
  });
  ctx.poke('notices');
  return made;
};
