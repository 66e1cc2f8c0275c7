import type { Context, MiddlewareHandler } from 'hono';
import { Problem } from '../../kernel/problems.ts';
import type { Env } from './http.ts';

// Has the request come whole? A body still on its way is held to limits of its own (node/listen.ts).
export type Deadlines = { isWhole(c: Context): boolean };

// An applicant stands at the window: after five seconds its clerk is told to ask again.
const CHECK_WITHIN_MS = 5_000;
// A statement that lasts longer is ended by its own time-out (node/open-database.ts); a long poll waits half
// of it.
const ANSWER_WITHIN_MS = 60_000;
const CHECKS = /^\/(?:api\/v1|desk)\/checks(?:\/as-of|\/[^/]+\/recheck)?$/;

const mostOf = (c: Context): number =>
  c.req.method === 'POST' && CHECKS.test(c.req.path) ? CHECK_WITHIN_MS : ANSWER_WITHIN_MS;

// Nobody waits for ever, whatever it is that hangs. Work that was begun goes on and may be done all the same:
// a repeat under the same Idempotency-Key is given its answer.
export const answerInTime =
  ({ isWhole }: Deadlines): MiddlewareHandler<Env> =>
  (c, next) =>
    new Promise<void>((done, failed) => {
      const most = mostOf(c);
      const look = () => {
        if (isWhole(c)) return failed(late());
        timer = setTimeout(look, most);
      };
      let timer = setTimeout(look, most);
      next().then(
        () => {
          clearTimeout(timer);
          done();
        },
        (error) => {
          clearTimeout(timer);
          failed(error);
        },
      );
    });

const late = () =>
  new Problem('database.unavailable', {
    detail:
      '没有在规定的时间内得出结果，是否已经办成尚不确定：请稍后用同一 Idempotency-Key 重试；不得视为可以适用告知承诺。',
  });
