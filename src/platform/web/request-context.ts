import type { Context, MiddlewareHandler } from 'hono';
import { dayOf } from '../../kernel/day.ts';
import { Problem, problems } from '../../kernel/problems.ts';
import { anonymous } from '../door/actor.ts';
import type { Actor, Deps } from '../door/deps.ts';
import type { Rates } from '../door/rates.ts';
import { sha256Hex } from '../keys/hash.ts';
import { setField } from './answer-fields.ts';
import { isStreamed } from './body-limits.rules.ts';
import { clientAddress, isWithin } from './client-address.ts';
import type { Env } from './http.ts';
import { personalNumberProblem } from './personal-numbers.rules.ts';
import { countWrongKey } from './rate-limit.ts';

export type PeerOf = (c: Context) => string;

// Whether the other systems of the domain keep to https too is the city's to say.
const hstsOf = ({ hstsSubdomains }: Deps['config']) =>
  `max-age=31536000${hstsSubdomains ? '; includeSubDomains' : ''}`;

// First middleware: without a ctx, onError has none to answer with.
export const openContext =
  (
    depsOf: (c: Context) => Deps | Promise<Deps>,
    { rates, peerOf }: { rates: Rates; peerOf: PeerOf },
  ): MiddlewareHandler<Env> =>
  async (c, next) => {
    const deps = await depsOf(c);
    c.set('ctx', { ...deps, actor: anonymous, requestId: deps.newId() });
    c.set('rates', rates);
    c.set('address', () => addressBehind(c, peerOf(c)));
    setField(c, 'x-request-id', c.get('ctx').requestId);
    setField(c, 'x-content-type-options', 'nosniff');
    // A route that lets its answer be kept says so itself.
    setField(c, 'cache-control', 'no-store');
    if (deps.config.publicUrl.startsWith('https:'))
      setField(c, 'strict-transport-security', hstsOf(deps.config));
    await next();
  };

let hasWarned = false;

const addressBehind = (c: Context<Env>, peer: string): string => {
  const { config, log } = c.get('ctx');
  const forwardedFor = c.req.header('x-forwarded-for');
  // Behind a proxy that is not named all strangers share one address, and one quota.
  if (forwardedFor !== undefined && !hasWarned && !isWithin(config.trustedProxies, peer)) {
    hasWarned = true;
    log('warn', 'proxy.not-trusted', { peer, mend: 'name your proxies in TRUSTED_PROXIES' });
  }
  return clientAddress(config.trustedProxies, { peer, forwardedFor });
};

/** How the house knows a sender: access/ keeps the keys and the sessions, app.ts hands both in. */
export type Recognise = {
  actorOfKey(deps: Deps, key: string, address: () => string): Promise<Actor>;
  actorOfSession(deps: Deps, cookieHeader: string): Promise<Actor | null>;
};

export const authenticate =
  (recognise: Recognise): MiddlewareHandler<Env> =>
  async (c, next) => {
    const actor = await actorOf(c, recognise);
    if (actor) c.set('ctx', { ...c.get('ctx'), actor });
    await next();
  };

/** Is the sender one of ours? Asked where a stranger would be refused. */
export const isKnown =
  (recognise: Recognise) =>
  async (c: Context<Env>): Promise<boolean> => {
    try {
      return (await actorOf(c, recognise)) !== null;
    } catch (error) {
      if (error instanceof Problem) return false;
      throw error;
    }
  };

const actorOf = (c: Context<Env>, recognise: Recognise): Promise<Actor | null> | null => {
  const authorization = c.req.header('authorization');
  if (authorization) return actorOfAuthorization(c, authorization, recognise);
  const cookie = c.req.header('cookie');
  return cookie ? actorOfCookie(c, cookie, recognise) : null;
};

const actorOfCookie = async (
  c: Context<Env>,
  cookie: string,
  { actorOfSession }: Recognise,
): Promise<Actor | null> => {
  const actor = await actorOfSession(c.get('ctx'), cookie);
  if (actor) refuseCrossSite(c);
  return actor;
};

const actorOfAuthorization = async (
  c: Context<Env>,
  authorization: string,
  { actorOfKey }: Recognise,
): Promise<Actor> => {
  const [scheme, key] = authorization.split(' ');
  if (scheme?.toLowerCase() !== 'bearer' || !key) throw new Problem('access.unauthenticated');
  try {
    return await actorOfKey(c.get('ctx'), key, c.get('address'));
  } catch (error) {
    if (error instanceof Problem && problems[error.code].status === 401) countWrongKey(c);
    throw error;
  }
};

// A cookie counts only for requests that our own pages send.
const refuseCrossSite = (c: Context) => {
  if (c.req.method === 'GET' || c.req.method === 'HEAD') return;
  const site = c.req.header('sec-fetch-site');
  const origin = c.req.header('origin');
  const isOwn = site
    ? site === 'same-origin'
    : origin !== undefined && URL.canParse(origin) && new URL(origin).host === c.req.header('host');
  if (!isOwn) throw new Problem('access.cross-site');
};

// Reads Idempotency-Key on creating posts; act() replays the first answer. Streamed
// uploads set theirs after reading.
export const idempotency: MiddlewareHandler<Env> = async (c, next) => {
  const key = c.req.header('idempotency-key');
  if (c.req.method === 'POST' && key !== undefined) {
    if (!/^[\x21-\x7e]{1,128}$/.test(key)) throw new Problem('idempotency.invalid');
    const { clock } = c.get('ctx');
    const problem = personalNumberProblem({ 'idempotency-key': key }, () => dayOf(clock.now()));
    if (problem) throw problem;
    const body = isStreamed(c.req.path) ? '' : await c.req.text();
    c.set('ctx', {
      ...c.get('ctx'),
      idempotency: {
        key,
        requestHash: sha256Hex(`${c.req.method} ${c.req.path}?${new URL(c.req.url).search}\n${body}`),
      },
    });
  }
  await next();
};
