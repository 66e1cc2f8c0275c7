import { withoutPersonalNumbers } from '../../kernel/personal-numbers.ts';
import { SEALED_MARK } from '../../kernel/text.ts';
import type { PostAnswer } from '../../platform/outside/post.ts';

// The effect of one attempt on the delivery, and the state of the endpoint that it shows.
export type AttemptVerdict = {
  goesTo: 'delivered' | 'ready' | 'dead';
  delaySeconds: number;
  endpoint: 'up' | 'down' | 'refuses' | 'gone';
};

const MINUTE = 60;
const HOUR = 60 * MINUTE;
// 本市设定: ten seconds to ten hours, then every twelve hours until three days have passed.
const DELAYS = [
  10,
  MINUTE,
  5 * MINUTE,
  30 * MINUTE,
  2 * HOUR,
  5 * HOUR,
  10 * HOUR,
  ...Array(4).fill(12 * HOUR),
];
const JITTER = 0.2;
// A delivery ends when it is three days old, however long its receiver asks to wait.
const LIFE = 72 * HOUR;
const REFUSALS_AT_MOST = 3;

const WORTH_RETRYING: ReadonlySet<number> = new Set([408, 425, 429]);
// Answers of a gateway while the receiver behind it is set up anew. A redirect is never followed.
const MAY_PASS: ReadonlySet<number> = new Set([302, 304, 404, 409, 413, 423]);
const PASSES_WITHIN = 24 * HOUR;
const NOT_OURS_TO_RETRY: ReadonlySet<string> = new Set(['tls', 'certificate', 'refused-address']);

export const UNREADABLE = 'unreadable';

const asksToWait = (retryAfter: string | null, now: Date): number => {
  if (!retryAfter) return 0;
  if (/^\d{1,9}$/.test(retryAfter)) return Number(retryAfter);
  const until = Date.parse(retryAfter);
  return Number.isNaN(until) ? 0 : Math.max(0, (until - now.getTime()) / 1000);
};

type Attempt = { answer: PostAnswer; attempt: number; now: Date; random: number; ageSeconds?: number };

// Retry-After is honoured as far as the delivery's life goes; jitter only ever adds to our own wait.
const delayAfter = ({ attempt, random, ageSeconds = 0 }: Attempt, asked: number): number => {
  const own = DELAYS[attempt - 1] ?? 0;
  const honoured = Math.min(asked, Math.max(0, LIFE - ageSeconds));
  return Math.max(own, honoured) + own * JITTER * random;
};

const ownWaitsBefore = (attempt: number): number =>
  DELAYS.slice(0, attempt - 1).reduce((sum, wait) => sum + wait, 0);

export const afterAttempt = (made: Attempt): AttemptVerdict => {
  const { answer, attempt, now } = made;
  const asked = answer.ok ? asksToWait(answer.retryAfter, now) : 0;
  const again = (endpoint: AttemptVerdict['endpoint']): AttemptVerdict =>
    attempt <= DELAYS.length
      ? { goesTo: 'ready', delaySeconds: delayAfter(made, asked), endpoint }
      : { goesTo: 'dead', delaySeconds: 0, endpoint };
  // Our own fault says nothing of the endpoint.
  if (!answer.ok && answer.fault === UNREADABLE) return again('up');
  if (!answer.ok) return again(NOT_OURS_TO_RETRY.has(answer.fault) ? 'refuses' : 'down');
  const { status } = answer;
  if (status >= 200 && status < 300) return { goesTo: 'delivered', delaySeconds: 0, endpoint: 'up' };
  if (status === 410) return again('gone');
  if (status === 401 || status === 403) return again('refuses');
  if (status >= 500 || WORTH_RETRYING.has(status)) return again('down');
  if (MAY_PASS.has(status) && ownWaitsBefore(attempt) < PASSES_WITHIN) return again('down');
  return attempt < REFUSALS_AT_MOST ? again('down') : { goesTo: 'dead', delaySeconds: 0, endpoint: 'down' };
};

// A ping is asked for by a person who waits: it is tried three times and never for days.
export const afterPing = (attempt: Attempt): AttemptVerdict => {
  const verdict = afterAttempt(attempt);
  return attempt.attempt >= REFUSALS_AT_MOST && verdict.goesTo === 'ready'
    ? { ...verdict, goesTo: 'dead', delaySeconds: 0 }
    : verdict;
};

// The database takes no zero bytes, no receiver's words are read as a sealed text, and a long number could be a
// person's.
export const excerptOf = (text: string): string =>
  withoutPersonalNumbers(text)
    .replaceAll('\u0000', '')
    .replaceAll(SEALED_MARK, '')
    .replace(/[0-9]{14,17}[0-9Xx]?/g, '[struck]')
    .slice(0, 1000);
