import type { Deps } from '../platform/deps.ts';
import { asJob, type Job } from '../platform/job.ts';
import { confirmEndpoint } from './confirm-endpoint.ts';
import { type Claimed, claimDeliveries, claimPings, type Pace, reapLeases } from './delivery.store.ts';
import { holdSubscription } from './hold-subscription.ts';
import { poster } from './post-delivery.step.ts';
import { gatherAttempts, type News } from './settle-attempts.step.ts';

// A lease outlives the longest send twice over, so that nobody sends what another still waits on.
export const usualPace: Pace = { window: 64, perReceiver: 16, leaseSeconds: 45, timeoutMs: 15_000 };

const RUN_AT_MOST_MS = 25_000;
const LOOK_AGAIN_MS = 200;
// Several slots that fall free together are filled by one claim.
const GATHER_MS = 3;

const claim = async (deps: Deps, pace: Pace, free: number): Promise<Claimed[]> => {
  const pings = await claimPings(deps.statement, pace, free);
  if (pings.length >= free) return pings;
  return [...pings, ...(await claimDeliveries(deps.statement, pace, free - pings.length))];
};

const pause = (ms: number) => new Promise<void>((resume) => setTimeout(resume, ms));

// What a receiver says about itself is an act of its own, with its audit line.
const heeder = (deps: Deps) => async (news: readonly News[]) => {
  const ctx = asJob(deps, 'send-deliveries');
  for (const { subscriptionId: id, is, reason } of news)
    if (is === 'confirmed') await confirmEndpoint(ctx, id);
    else await holdSubscription(ctx, { id, to: is === 'gone' ? 'disabled' : 'paused', reason });
};

type Window = { sending: number; unsettled: number; sent: number; news: PromiseWithResolvers<void> };

const sender = (deps: Deps, pace: Pace, window: Window) => {
  const post = poster(deps, pace);
  const settle = gatherAttempts(deps, heeder(deps));
  const sendOne = async (claimed: Claimed) => {
    const attempted = await post(claimed).finally(() => {
      window.sending -= 1;
      window.news.resolve();
    });
    await settle(attempted);
    window.sent += 1;
  };
  return (claimed: Claimed) => {
    window.sending += 1;
    window.unsettled += 1;
    sendOne(claimed)
      .catch((error) => deps.log('error', 'delivery.failed', { delivery: claimed.id, error }))
      .finally(() => {
        window.unsettled -= 1;
        window.news.resolve();
      });
  };
};

// A sliding window of sends: no batch waits for its slowest member, and no transaction is open while we wait for a
// department to answer. Ends when nothing is due and nothing is under way.
export const sendDeliveries = async (deps: Deps, pace: Pace = usualPace): Promise<number> => {
  const window: Window = { sending: 0, unsettled: 0, sent: 0, news: Promise.withResolvers() };
  const start = sender(deps, pace, window);
  const stopAt = deps.clock.now().getTime() + RUN_AT_MOST_MS;
  await reapLeases(deps.statement);
  for (;;) {
    window.news = Promise.withResolvers();
    const isTime = deps.clock.now().getTime() < stopAt;
    const free = pace.window - window.sending;
    const claimed = isTime && free > 0 ? await claim(deps, pace, free) : [];
    claimed.forEach(start);
    if (claimed.length === 0 && window.unsettled === 0) return window.sent;
    await Promise.race([pause(LOOK_AGAIN_MS), window.news.promise]);
    await pause(GATHER_MS);
  }
};

export const sendDeliveriesJob: Job = {
  name: 'send-deliveries',
  cron: '* * * * *',
  missed: 'once',
  queue: 'notices',
  run: async (deps) => void (await sendDeliveries(deps)),
};
