import type { Deps } from '../../platform/door/deps.ts';
import { asJob } from '../../platform/schedule/job.ts';
import { holdSubscription } from '../subscriptions/hold-subscription.ts';
import { confirmEndpoint } from './confirm-endpoint.ts';
import { type Claimed, claimDeliveries, claimPings, type Pace, reapLeases } from './delivery.store.ts';
import { poster } from './post-delivery.ts';
import { gatherAttempts, type News } from './settle-attempts.ts';

// A lease outlives the longest send twice over, so that nobody sends what another still waits on.
export const usualPace: Pace = { window: 128, perReceiver: 16, leaseSeconds: 45, timeoutMs: 15_000 };

// After so long a run takes no new work.
export const RUN_AT_MOST_MS = 25_000;
const LOOK_AGAIN_MS = 200;
// Several places that fall free together are filled by one claim.
const GATHER_MS = 3;

// A receiver that has not answered by now gives its place in the window to others; their number is bounded all the same.
const SLOW_MS = 1000;
const WINDOWS_UNDER_WAY = 4;

const pause = (ms: number) => new Promise<void>((resume) => setTimeout(resume, ms));

// A receiver's answer about itself is an act of its own, with its audit line.
const heeder = (deps: Deps) => async (news: readonly News[]) => {
  const ctx = asJob(deps, 'send-deliveries');
  for (const { subscriptionId: id, is, reason } of news)
    if (is === 'confirmed') await confirmEndpoint(ctx, id);
    else await holdSubscription(ctx, { id, to: is === 'gone' ? 'disabled' : 'paused', reason });
};

type Window = {
  next: Claimed[];
  sending: number;
  unsettled: number;
  sent: number;
  pingsAt: number;
  news: PromiseWithResolvers<void>;
};

// Keeps as many sends under way as the pace allows, out of what was claimed ahead.
const sender = (deps: Deps, pace: Pace, window: Window) => {
  const post = poster(deps, pace);
  const settle = gatherAttempts(deps, heeder(deps));
  const takePlace = () => {
    let isTaken = true;
    window.sending += 1;
    const giveUp = () => {
      if (!isTaken) return;
      isTaken = false;
      window.sending -= 1;
      fill();
      window.news.resolve();
    };
    const timer = setTimeout(() => {
      if (window.unsettled <= WINDOWS_UNDER_WAY * pace.window) giveUp();
    }, SLOW_MS);
    return () => {
      clearTimeout(timer);
      giveUp();
    };
  };
  const sendOne = async (claimed: Claimed) => {
    const leavePlace = takePlace();
    const attempted = await post(claimed).finally(leavePlace);
    await settle(attempted);
    window.sent += 1;
  };
  const fill = () => {
    while (window.sending < pace.window) {
      const claimed = window.next.shift();
      if (!claimed) return;
      window.unsettled += 1;
      sendOne(claimed)
        .catch((error) => deps.log('error', 'delivery.failed', { delivery: claimed.id, error }))
        .finally(() => {
          window.unsettled -= 1;
          window.news.resolve();
        });
    }
  };
  return fill;
};

// One window is claimed ahead, so that nobody waits for the database between two sends.
const claimAhead = async (deps: Deps, pace: Pace, window: Window): Promise<number> => {
  const room = 2 * pace.window - window.sending - window.next.length;
  if (room < pace.window / 2) return 0;
  const now = deps.clock.now().getTime();
  const isPingTime = window.pingsAt === 0 || Math.abs(now - window.pingsAt) >= LOOK_AGAIN_MS;
  const pings = isPingTime ? await claimPings(deps.statement, pace, room) : [];
  if (isPingTime) window.pingsAt = now;
  const others = room > pings.length ? await claimDeliveries(deps.statement, pace, room - pings.length) : [];
  window.next.push(...pings, ...others);
  return pings.length + others.length;
};

// A sliding window of sends: no batch waits for its slowest member, and no transaction is open while we wait for a
// department to answer. Ends when nothing is due and nothing is under way.
export const sendDeliveries = async (deps: Deps, pace: Pace = usualPace): Promise<number> => {
  const news = Promise.withResolvers<void>();
  const window: Window = { next: [], sending: 0, unsettled: 0, sent: 0, pingsAt: 0, news };
  const fill = sender(deps, pace, window);
  const stopAt = deps.clock.now().getTime() + RUN_AT_MOST_MS;
  await reapLeases(deps.statement);
  for (;;) {
    window.news = Promise.withResolvers();
    const isTime = deps.clock.now().getTime() < stopAt;
    // Asked before the claim: what was settled while it looked may have put the next of its lane behind its back.
    const isIdle = window.unsettled === 0 && window.next.length === 0;
    const claimed = isTime ? await claimAhead(deps, pace, window) : 0;
    fill();
    if (claimed === 0 && isIdle) return window.sent;
    if (window.unsettled > 0) await Promise.race([pause(LOOK_AGAIN_MS), window.news.promise]);
    await pause(GATHER_MS);
  }
};
