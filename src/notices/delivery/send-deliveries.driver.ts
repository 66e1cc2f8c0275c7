import type { Deps } from '../../platform/door/deps.ts';
import { asJob } from '../../platform/schedule/job.ts';
import { partUnreadable } from '../relay/part-unreadable.ts';
import { actOnNews } from './act-on-news.ts';
import {
  type ClaimedDelivery,
  claimDeliveries,
  claimPings,
  type Pace,
  reapLeases,
} from './delivery.store.ts';
import { poster } from './post-delivery.ts';
import { gatherAttempts } from './settle-attempts.ts';

// A lease outlives the longest send twice over, so that nobody sends what another still waits on.
export const usualPace: Pace = { window: 128, perReceiver: 16, leaseSeconds: 45, timeoutMs: 15_000 };

// After so long a run takes no new work.
export const RUN_AT_MOST_MS = 25_000;
const LOOK_AGAIN_MS = 200;
// Several places that fall free together are filled by one claim.
const GATHER_MS = 3;

// A receiver that has not answered by now gives up its place in the window; the number of such sends is
// bounded.
const SLOW_MS = 1000;
const WINDOWS_UNDER_WAY = 4;

const pause = (ms: number) => new Promise<void>((resume) => setTimeout(resume, ms));

type Window = {
  next: ClaimedDelivery[];
  sending: number;
  unsettled: number;
  sent: number;
  pingsAt: number;
  progress: PromiseWithResolvers<void>;
};

// Keeps as many sends under way as the pace allows, out of what was claimed ahead.
const sender = (deps: Deps, pace: Pace, window: Window) => {
  const post = poster(deps, pace, (claimed, unreadable) => partUnreadable(deps, claimed, unreadable));
  const settle = gatherAttempts(deps, () => actOnNews(asJob(deps, 'send-deliveries')));
  const takePlace = () => {
    let isTaken = true;
    window.sending += 1;
    const giveUp = () => {
      if (!isTaken) return;
      isTaken = false;
      window.sending -= 1;
      fill();
      window.progress.resolve();
    };
    const timer = setTimeout(() => {
      if (window.unsettled <= WINDOWS_UNDER_WAY * pace.window) giveUp();
    }, SLOW_MS);
    return () => {
      clearTimeout(timer);
      giveUp();
    };
  };
  const sendOne = async (claimed: ClaimedDelivery) => {
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
          window.progress.resolve();
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

// A sliding window of sends: no send waits for a slow neighbour, and no transaction is open while a
// department takes its time to answer. The run ends when nothing is due and nothing is under way.
export const sendDeliveries = async (deps: Deps, pace: Pace = usualPace): Promise<number> => {
  const progress = Promise.withResolvers<void>();
  const window: Window = { next: [], sending: 0, unsettled: 0, sent: 0, pingsAt: 0, progress };
  const fill = sender(deps, pace, window);
  const stopAt = deps.clock.now().getTime() + RUN_AT_MOST_MS;
  await reapLeases(deps.statement);
  for (;;) {
    window.progress = Promise.withResolvers();
    const isTime = deps.clock.now().getTime() < stopAt;
    // Read before the claim: a send settled during the claim may have made the next of its lane ready.
    const isIdle = window.unsettled === 0 && window.next.length === 0;
    const claimed = isTime ? await claimAhead(deps, pace, window) : 0;
    fill();
    if (claimed === 0 && isIdle) return window.sent;
    if (window.unsettled > 0) await Promise.race([pause(LOOK_AGAIN_MS), window.progress.promise]);
    await pause(GATHER_MS);
  }
};
