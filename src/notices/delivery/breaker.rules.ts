// While the breaker of a receiver is open nothing is sent, and the time costs no attempt. When the pause
// ends, one delivery tries the way. 本市设定: all numbers here.
const FAILURES_IN_A_ROW = 10;
const ATTEMPTS_TO_JUDGE = 10;
const SHARE_OF_FAILURES = 0.7;
const FIRST_PAUSE_SECONDS = 30;
const LONGEST_PAUSE_SECONDS = 900;
const DOUBLINGS_AT_MOST = 5;

export type Answers = { attempts: number; failures: number };
export type Breaker = {
  failStreak: number;
  // How often it opened since an answer last closed it.
  trips: number;
  isOpen: boolean;
  // The answers of the last five minutes; null where no count was begun in that time.
  tally: Answers | null;
};
export type BreakerAfter = {
  failStreak: number;
  isFailing: boolean;
  trips: number;
  opens: { forSeconds: number } | 'closed' | 'unchanged';
  tally: Answers | null;
};

const sum = (one: Answers, other: Answers): Answers => ({
  attempts: one.attempts + other.attempts,
  failures: one.failures + other.failures,
});

const opensAfter = (breaker: Breaker, answers: Answers, tally: Answers): boolean => {
  if (breaker.isOpen || answers.failures === 0) return false;
  const isMostlyFailing =
    tally.attempts >= ATTEMPTS_TO_JUDGE && tally.failures >= SHARE_OF_FAILURES * tally.attempts;
  const isAllFailing = answers.failures === answers.attempts;
  const streak = breaker.failStreak + answers.failures;
  return isMostlyFailing || (isAllFailing && (streak >= FAILURES_IN_A_ROW || breaker.trips > 0));
};

const pauseOf = (trips: number) =>
  Math.min(LONGEST_PAUSE_SECONDS, FIRST_PAUSE_SECONDS * 2 ** Math.min(trips, DOUBLINGS_AT_MOST));

/** The breaker after the answers that were settled together. */
export const breakerAfter = (breaker: Breaker, answers: Answers): BreakerAfter => {
  const tally = sum(breaker.tally ?? { attempts: 0, failures: 0 }, answers);
  const opens = opensAfter(breaker, answers, tally);
  const isUp = answers.failures < answers.attempts;
  const closes = isUp && !breaker.isOpen;
  const isCounting = !opens && (breaker.tally !== null || answers.failures > 0);
  return {
    failStreak: isUp ? 0 : breaker.failStreak + answers.failures,
    isFailing: !isUp,
    trips: opens ? breaker.trips + 1 : closes ? 0 : breaker.trips,
    opens: opens ? { forSeconds: pauseOf(breaker.trips) } : closes ? 'closed' : 'unchanged',
    tally: isCounting ? tally : null,
  };
};

// The same as SQL: senders share the rows and the clock of the database, so the count must be made there.
// test/store/breaker.test.ts runs both over every combination.
export const isCountingSql = (row: string): string => `${row}.tally_from > now() - interval '5 minutes'`;
const isClosedSql = (row: string) =>
  `(${row}.breaker_open_until is null or ${row}.breaker_open_until <= now())`;

// Reads `locked` (rows of subscriptions) and `x` (their answers), and gives each breaker a row of `judged`.
export const breakerJudgedSql = `tallied as (
    select l.id, l.breaker_trips, x.failures,
      x.failures < x.attempts as up,
      ${isClosedSql('l')} as is_closed,
      coalesce(${isCountingSql('l')}, false) as goes_on,
      l.fail_streak + x.failures as streak,
      case when ${isCountingSql('l')} then l.tally_attempts else 0 end + x.attempts as attempts,
      case when ${isCountingSql('l')} then l.tally_failures else 0 end + x.failures as failed
    from locked l join x on x.s = l.id),
  judged as (
    select *, is_closed and failures > 0
      and ((attempts >= ${ATTEMPTS_TO_JUDGE} and failed >= ${SHARE_OF_FAILURES} * attempts)
        or (not up and (streak >= ${FAILURES_IN_A_ROW} or breaker_trips > 0))) as trips
    from tallied)`;

/** The columns of `s`, a row of subscriptions, as `j`, its row of `judged`, wants them. */
export const breakerSetSql = `
    fail_streak = case when j.up then 0 else j.streak end,
    failing_since = case when j.up then null else coalesce(s.failing_since, now()) end,
    breaker_trips = case
      when j.trips then s.breaker_trips + 1
      when j.up and j.is_closed then 0
      else s.breaker_trips end,
    breaker_open_until = case
      when j.trips then now() + make_interval(secs => least(${LONGEST_PAUSE_SECONDS},
        ${FIRST_PAUSE_SECONDS} * 2 ^ least(s.breaker_trips, ${DOUBLINGS_AT_MOST})))
      when j.up and j.is_closed then null
      else s.breaker_open_until end,
    tally_from = case
      when j.trips then null
      when j.goes_on then s.tally_from
      when j.failures > 0 then now() end,
    tally_attempts = case when j.trips or not (j.goes_on or j.failures > 0) then 0 else j.attempts end,
    tally_failures = case when j.trips or not (j.goes_on or j.failures > 0) then 0 else j.failed end`;
