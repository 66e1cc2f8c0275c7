import { scrypt } from 'node:crypto';
import { Problem } from '../kernel/problems.ts';
import type { Scrypt } from '../platform/door/password.ts';

// Half of libuv's four threads: the others serve files and name look-ups. Each takes
// 32 MB and a tenth of a second.
const AT_ONCE = 2;
// About three seconds of waiting; whoever comes then is told to come again.
const MOST_WAITING = 64;

/** scrypt off the main thread, a few at a time. Throws `service.busy` where too many wait already. */
export const queuedScrypt = (atOnce = AT_ONCE, mostWaiting = MOST_WAITING): Scrypt => {
  let running = 0;
  const waiting: (() => void)[] = [];
  const enter = async () => {
    if (running < atOnce) running += 1;
    else if (waiting.length >= mostWaiting) throw new Problem('service.busy');
    else await new Promise<void>((ready) => waiting.push(ready));
  };
  const leave = () => {
    const next = waiting.shift();
    if (next) next();
    else running -= 1;
  };
  return async (password, salt, { N, r, p, dkLen }) => {
    await enter();
    try {
      return await new Promise((done, fail) =>
        scrypt(password, salt, dkLen, { N, r, p, maxmem: 64 * 1024 * 1024 }, (error, key) =>
          error ? fail(error) : done(new Uint8Array(key)),
        ),
      );
    } finally {
      leave();
    }
  };
};
