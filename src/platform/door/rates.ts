import type { Statement } from './db.ts';
import { type Quota, quotaNames, quotas, type Spent, spend } from './rates.rules.ts';

// Counted in this process alone: with n processes behind one address a client may do n times as much.
// Sign-ins are counted in the database.
export type Rates = {
  most(quota: Quota): number;
  spend(quota: Quota, who: string, uses?: number): Spent;
  /**
   * Reads the settings again if the last reading is old. Never waits, and never
   * fails: the last numbers stand.
   */
  refresh(run: Statement, today: () => string): void;
};

const REFRESH_AFTER_MS = 2000;
// Bounds the memory that strangers can take at each quota: a counter is about 150 bytes.
const MOST_COUNTERS = 50_000;

const READ = `select distinct on (key) substr(key, 6) as quota, (value #>> '{}')::float8 as most from settings
  where key like 'rate.%' and valid_from <= $1::text::date order by key, valid_from desc`;

type Counters = Map<string, number>;

const makeRoom = (counters: Counters, at: number) => {
  for (const [who, busyUntil] of counters) if (busyUntil <= at) counters.delete(who);
  // All are in use: the oldest goes first.
  for (const who of counters.keys()) {
    if (counters.size < MOST_COUNTERS) break;
    counters.delete(who);
  }
};

/** `elapsedMs` is a clock that is never set (milliseconds): a wrong calendar must not open or shut a door. */
export const openRates = (elapsedMs: () => number): Rates => {
  const limits = new Map<string, number>(quotaNames.map((quota) => [quota, quotas[quota].most]));
  const counters = Object.fromEntries(quotaNames.map((quota) => [quota, new Map()])) as Record<
    Quota,
    Counters
  >;
  let readAt = Number.NEGATIVE_INFINITY;
  const most = (quota: Quota) => limits.get(quota) ?? quotas[quota].most;
  return {
    most,
    spend: (quota, who, uses) => {
      const ofQuota = counters[quota];
      const at = elapsedMs();
      const busy = ofQuota.get(who);
      if (busy === undefined && ofQuota.size >= MOST_COUNTERS) makeRoom(ofQuota, at);
      const { busyUntil, spent } = spend(busy, {
        now: at,
        most: most(quota),
        seconds: quotas[quota].seconds,
        uses,
      });
      ofQuota.set(who, busyUntil);
      return spent;
    },
    refresh: (run, today) => {
      const at = elapsedMs();
      if (at - readAt < REFRESH_AFTER_MS) return;
      readAt = at;
      void run(READ, [today()]).then(
        (found) => {
          for (const { quota, most: value } of found) {
            const number = Number(value);
            if (Number.isFinite(number) && number >= 1) limits.set(String(quota), number);
          }
        },
        () => {},
      );
    },
  };
};
