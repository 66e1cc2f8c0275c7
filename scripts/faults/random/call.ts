import { setTimeout as wait } from 'node:timers/promises';
import type { Fleet } from './fleet.ts';

export type Call = {
  method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  path: string;
  // An agency's key; a person's cookie goes into the headers.
  key?: string;
  json?: unknown;
  body?: string;
  headers?: Record<string, string>;
  // How long the client waits for one answer.
  withinMs?: number;
};
export type Acknowledged = {
  status: number;
  body: unknown;
  attempts: number;
  askedAt: number;
  heardAt: number;
};

const PATIENCE_MS = 120_000;
const WITHIN_MS = 8_000;

// Repeating is right where nothing was heard, or the registry said: later.
const isLater = (status: number) => status === 408 || status === 429 || status >= 500;

const initOf = ({ method = 'GET', key, json, body, headers, withinMs = WITHIN_MS }: Call): RequestInit => ({
  method,
  headers: {
    ...(key && { authorization: `Bearer ${key}` }),
    ...(json !== undefined && { 'content-type': 'application/json' }),
    ...headers,
  },
  ...(json !== undefined ? { body: JSON.stringify(json) } : body !== undefined && { body }),
  signal: AbortSignal.timeout(withinMs),
});

const askOnce = async (url: string, call: Call) => {
  const heard = await fetch(`${url}${call.path}`, initOf(call));
  const text = await heard.text();
  return { status: heard.status, body: text === '' ? null : (JSON.parse(text) as unknown) };
};

// Asks one process after the other, the same request under the same key, until one of them has answered for
// good.
export const acknowledged = async (fleet: Fleet, call: Call): Promise<Acknowledged> => {
  const askedAt = performance.now();
  let last = 'nothing was heard';
  for (let attempts = 1; performance.now() - askedAt < PATIENCE_MS; attempts++) {
    try {
      const { status, body } = await askOnce(fleet.url(), call);
      if (!isLater(status)) return { status, body, attempts, askedAt, heardAt: performance.now() };
      last = `${status} ${JSON.stringify(body).slice(0, 200)}`;
    } catch (error) {
      last = String(error);
    }
    await wait(150);
  }
  throw new Error(`never acknowledged: ${call.method ?? 'GET'} ${call.path}: ${last}`);
};

// For what must succeed: any other answer is the campaign's finding.
export const succeeded = async (fleet: Fleet, call: Call): Promise<Acknowledged> => {
  const answer = await acknowledged(fleet, call);
  if (answer.status < 400) return answer;
  const said = JSON.stringify(answer.body).slice(0, 300);
  throw new Error(`${call.method ?? 'GET'} ${call.path}: ${answer.status} ${said}`);
};
