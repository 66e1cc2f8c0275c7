import { setTimeout as wait } from 'node:timers/promises';

type Answer<T> = { status: number; body: T };
type Sent = { json?: unknown; bytes?: Uint8Array; contentType?: string };

// One department's program: real HTTP with that department's key.
export type Desk = {
  get<T>(path: string): Promise<Answer<T>>;
  post<T>(path: string, sent?: Sent): Promise<Answer<T>>;
};

const bodyOf = ({ json, bytes }: Sent) => (json === undefined ? bytes : JSON.stringify(json));

export const deskOf = (url: string, key: string): Desk => {
  const call = async <T>(method: string, path: string, sent: Sent = {}): Promise<Answer<T>> => {
    const contentType = sent.json === undefined ? sent.contentType : 'application/json';
    const response = await fetch(`${url}/api/v1${path}`, {
      method,
      headers: {
        authorization: `Bearer ${key}`,
        ...(contentType ? { 'content-type': contentType } : {}),
      },
      body: bodyOf(sent) as BodyInit | undefined,
    });
    const text = await response.text();
    return { status: response.status, body: (text ? JSON.parse(text) : null) as T };
  };
  return { get: (path) => call('GET', path), post: (path, sent) => call('POST', path, sent) };
};

const LOOK_EVERY_MS = 50;
const GIVE_UP_AFTER_MS = 60_000;

// Looks again and again until there is something to see.
export const until = async <T>(
  look: () => T | undefined | Promise<T | undefined>,
): Promise<T | undefined> => {
  const stopAt = performance.now() + GIVE_UP_AFTER_MS;
  while (performance.now() < stopAt) {
    const seen = await look();
    if (seen !== undefined) return seen;
    await wait(LOOK_EVERY_MS);
  }
  return undefined;
};
