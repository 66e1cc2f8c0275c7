import type { Deps } from '../../platform/door/deps.ts';
import type { DeliveryKind } from '../inbox/notice-words.rules.ts';
import { healLanes, promoteLanes } from '../relay/lane.store.ts';
import type { AttemptVerdict } from './delivery.rules.ts';
import {
  type ClaimedDelivery,
  type EndpointTally,
  noteHealth,
  type Settlement,
  settleDeliveries,
} from './delivery.store.ts';
import type { NewsKind } from './delivery.table.ts';

export type Attempted = { claimed: ClaimedDelivery; verdict: AttemptVerdict; settlement: Settlement };

const GATHER_MS = 3;
const TRIES = 40;
const BETWEEN_TRIES_MS = 500;

const pause = (ms: number) => new Promise<void>((resume) => setTimeout(resume, ms));

// A receiver that answers well, and did so recently, costs no write.
const healthOf = (attempts: readonly Attempted[]): EndpointTally[] => {
  const counted = new Map<string, EndpointTally>();
  const failing = new Set<string>();
  for (const { claimed, verdict } of attempts) {
    if (claimed.kind === 'ping') continue;
    const { subscriptionId: s } = claimed;
    const known = counted.get(s) ?? { s, attempts: 0, failures: 0 };
    const isFailure = verdict.endpoint !== 'up';
    counted.set(s, { s, attempts: known.attempts + 1, failures: known.failures + (isFailure ? 1 : 0) });
    if (isFailure || claimed.isFailing) failing.add(s);
  }
  return [...counted.values()].filter(({ s }) => failing.has(s));
};

/** The answer's news of the whole subscription. */
export const newsOf = (kind: DeliveryKind, { endpoint }: AttemptVerdict): NewsKind | null => {
  if (kind === 'ping') return endpoint === 'up' ? 'confirmed' : null;
  return endpoint === 'refuses' || endpoint === 'gone' ? endpoint : null;
};

const settleOnce = async (deps: Deps, attempts: readonly Attempted[], isAgain: boolean) => {
  const settled = await settleDeliveries(
    deps.statement,
    attempts.map(({ settlement }) => settlement),
    { isAgain },
  );
  const ended = settled.filter(({ state }) => state !== 'ready');
  // The first try may have ended deliveries that nobody names any more.
  if (isAgain) await healLanes(deps.statement);
  else if (ended.length > 0) await promoteLanes(deps.statement, ended);
  const health = healthOf(attempts);
  if (health.length > 0) await noteHealth(deps.statement, health);
};

// While the database restarts, the answers wait; past the lease the delivery goes out again under the same
// id.
const settlePatiently = async (deps: Deps, attempts: readonly Attempted[]): Promise<void> => {
  for (let left = TRIES; ; left--) {
    try {
      return await settleOnce(deps, attempts, left < TRIES);
    } catch (error) {
      if (left === 0) throw error;
      if (left === TRIES) deps.log('warn', 'deliveries.settle-again', { count: attempts.length, error });
      await pause(BETWEEN_TRIES_MS);
    }
  }
};

const GROUPS_AT_ONCE = 2;

// Answers that arrive within a few milliseconds share one commit; while one commits, the next gathers.
export const gatherAttempts = (deps: Deps, report: () => Promise<unknown>) => {
  let waiting: { attempted: Attempted; done: PromiseWithResolvers<void> }[] = [];
  let underway = 0;
  let isGathering = false;
  const settleGroup = async (group: typeof waiting) => {
    try {
      await settlePatiently(
        deps,
        group.map(({ attempted }) => attempted),
      );
      if (group.some(({ attempted }) => attempted.settlement.news !== null)) await report();
      for (const { done } of group) done.resolve();
    } catch (error) {
      for (const { done } of group) done.reject(error);
    }
  };
  const gather = async () => {
    isGathering = true;
    await pause(GATHER_MS);
    isGathering = false;
    const group = waiting;
    waiting = [];
    underway += 1;
    await settleGroup(group);
    underway -= 1;
    next();
  };
  const next = () => {
    if (waiting.length > 0 && !isGathering && underway < GROUPS_AT_ONCE) void gather();
  };
  return (attempted: Attempted): Promise<void> => {
    const done = Promise.withResolvers<void>();
    waiting.push({ attempted, done });
    next();
    return done.promise;
  };
};
