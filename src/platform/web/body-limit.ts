import type { Context, MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { Problem } from '../../kernel/problems.ts';
import { bodyRuleOf, isStreamed } from './body-limits.rules.ts';
import type { Env } from './http.ts';

const LOST_CHARACTER = '\ufffd';

// The rest of the body is not worth a connection.
const tooLarge = (c: Context): never => {
  c.header('connection', 'close');
  throw new Problem('request.too-large');
};

/** Before anything is known of the sender: a body over its limit is not read. */
export const limitBodies: MiddlewareHandler<Env> = (c, next) => {
  const { maxBytes } = bodyRuleOf(c.req.path);
  if (c.req.method === 'GET' || c.req.method === 'HEAD' || maxBytes === Number.POSITIVE_INFINITY)
    return next();
  const announced = c.req.header('content-length');
  // The server holds the sender to an announced length; touching the body would cost every check a stream.
  if (announced !== undefined && c.req.header('transfer-encoding') === undefined)
    return Number(announced) <= maxBytes ? next() : tooLarge(c);
  return bodyLimit({ maxSize: maxBytes, onError: tooLarge })(c, next);
};

/** JSON that is no UTF-8 would be read with a sign for each lost character, and kept and signed so. */
export const refuseOtherEncodings: MiddlewareHandler<Env> = async (c, next) => {
  const isJson = c.req.header('content-type')?.startsWith('application/json') && !isStreamed(c.req.path);
  if (isJson && (await c.req.text()).includes(LOST_CHARACTER)) throw new Problem('request.not-json');
  await next();
};
