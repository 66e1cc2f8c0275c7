import type { KeyProvider } from '../running/key-config.ts';
import type { AskProvider } from './provider-key.ts';

const WITHIN_MS = 5_000;
const MOST_CHARACTERS = 64 * 1024;

/** Over HTTP, with the token as a bearer; follows no redirect and reads no long answer. */
export const askProvider =
  ({ url, token }: Extract<KeyProvider, { kind: 'house' }>, send: typeof fetch): AskProvider =>
  async (path, body) => {
    const answer = await send(`${url.replace(/\/$/, '')}${path}`, {
      method: body ? 'POST' : 'GET',
      headers: {
        accept: 'application/json',
        ...(body && { 'content-type': 'application/json' }),
        ...(token && { authorization: `Bearer ${token}` }),
      },
      ...(body && { body: JSON.stringify(body) }),
      redirect: 'error',
      signal: AbortSignal.timeout(WITHIN_MS),
    });
    const text = await answer.text();
    if (!answer.ok || text.length > MOST_CHARACTERS)
      throw new Error(`the provider of keys answered ${answer.status}`);
    return JSON.parse(text);
  };
