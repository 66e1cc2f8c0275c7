import type { Reach } from '../platform/outside/reach.ts';
import { isAllowed } from './allowed-send.ts';

const ANSWER_WITHIN_MS = 20_000;

export const fetchFromAllowed =
  (allow: readonly string[]): Reach =>
  async (url, { method, headers, body }) => {
    if (!isAllowed(allow, url)) throw new Error('refused address');
    const signal = AbortSignal.timeout(ANSWER_WITHIN_MS);
    return fetch(url, { method, headers, redirect: 'manual', signal, ...(body ? { body } : {}) });
  };
