import type { Spent } from '../../platform/door/rates.rules.ts';

// Basis: GB/T 22239-2019 8.1.4.1 身份鉴别（登录失败处理）；次数与时长为本市设定
const BACK_OFF_FROM = 5;
const FIRST_WAIT_MS = 30_000;
const MOST_WAIT_MS = 900_000;
const FORGOTTEN_AFTER_MS = 24 * 3_600_000;

/** The row of one bucket; instants in milliseconds. `failures` stand in a row since the last success. */
export type Tries = {
  windowFrom: number;
  tries: number;
  failures: number;
  blockedUntil: number;
  lastAt: number;
};
export type Judged = { waitMs: number; next: Tries };
/** The limit that was asked last, and its answer. */
export type TryQuota = 'sign-in.address' | 'sign-in.address-name';
export type Told = [TryQuota, Judged];
export type TryLimit = { most: number; seconds: number; backsOff: boolean };

/**
 * How long the next try waits after so many failures in a row: doubled by each, up to a quarter of an hour.
 */
export const backOffMs = (failures: number): number =>
  failures < BACK_OFF_FROM
    ? 0
    : Math.min(MOST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(failures - BACK_OFF_FROM, 16));

/**
 * One more try at this instant: it is admitted (waitMs 0) and counted as failed until its success takes
 * it back, or it must wait and counts for nothing. A count from the future (a clock that was wrong and
 * is set right) holds nobody up.
 */
export const judgeTry = (
  seen: Tries | undefined,
  now: number,
  { most, seconds, backsOff }: TryLimit,
): Judged => {
  const isCounted =
    seen !== undefined && now - seen.lastAt < FORGOTTEN_AFTER_MS && seen.lastAt <= now + 60_000;
  const before = isCounted
    ? seen
    : { windowFrom: now, tries: 0, failures: 0, blockedUntil: now, lastAt: now };
  const windowEnds = before.windowFrom + seconds * 1000;
  const isNewWindow = now >= windowEnds;
  const waitMs = Math.max(
    before.blockedUntil - now,
    !isNewWindow && before.tries >= most ? windowEnds - now : 0,
    0,
  );
  if (waitMs > 0) return { waitMs, next: before };
  const failures = before.failures + 1;
  return {
    waitMs,
    next: {
      windowFrom: isNewWindow ? now : before.windowFrom,
      tries: isNewWindow ? 1 : before.tries + 1,
      failures,
      blockedUntil: now + (backsOff ? backOffMs(failures) : 0),
      lastAt: now,
    },
  };
};

/** The same as the answer's header fields tell it. */
export const spentOf = ({ waitMs, next }: Judged, now: number, { most, seconds }: TryLimit): Spent => ({
  ok: waitMs === 0,
  remaining: waitMs > 0 ? 0 : Math.max(0, most - next.tries),
  resetSeconds: Math.max(
    0,
    Math.ceil((Math.max(next.windowFrom + seconds * 1000, next.blockedUntil) - now) / 1000),
  ),
  retrySeconds: Math.ceil(waitMs / 1000),
});
