import { Agent, fetch } from 'undici';
import { endpointUrl } from '../platform/outside/push-allow.ts';
import type { Reach } from '../platform/outside/reach.ts';
import { guardedConnector, type Resolve, resolveByDns } from './guarded-send.ts';

const STALLED_MS = 30_000;

// The same guard as for pushes: the connection goes only to an address that PUSH_ALLOW
// grants, and follows no redirect.
export const guardedFetch = (allow: readonly string[], resolve: Resolve = resolveByDns): Reach => {
  const dispatcher = new Agent({
    connect: guardedConnector(allow, resolve),
    headersTimeout: STALLED_MS,
    bodyTimeout: STALLED_MS,
  });
  return async (url, { method, headers, body }) => {
    if (!endpointUrl(allow, url).ok) throw new Error('refused address');
    const init = { method, headers: [...headers], redirect: 'manual' as const, dispatcher };
    return (await fetch(url, { ...init, ...(body ? { body } : {}) })) as unknown as Response;
  };
};
