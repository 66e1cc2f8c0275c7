import { setTimeout as wait } from 'node:timers/promises';
import { Pool } from 'undici';
import type { LoadPlan, LoadRequest, LoadResult } from './load.ts';

// Evenly, and timed from the moment each request was due: autocannon's own rate sends a second's share in one
// burst, and a generator that waits for its answers asks less just when the service is slow.
export const pacedLoad = async (plan: LoadPlan, perSecond: number): Promise<LoadResult> => {
  const pool = new Pool(plan.url, { connections: plan.connections });
  const took: number[] = [];
  let failed = 0;
  const ask = async ({ method, path, headers, body }: LoadRequest, dueAt: number) => {
    const answer = await pool.request({ method, path, headers, body }).catch(() => undefined);
    await answer?.body.dump();
    if (answer && answer.statusCode < 300) took.push(performance.now() - dueAt);
    else failed += 1;
  };
  const began = performance.now();
  const asked: Promise<void>[] = [];
  for (let no = 0; no < plan.seconds * perSecond; no++) {
    const dueAt = began + (no * 1000) / perSecond;
    const early = dueAt - performance.now();
    if (early > 0) await wait(early);
    const request = plan.requests[no % plan.requests.length];
    if (request) asked.push(ask(request, dueAt));
  }
  await Promise.all(asked);
  const seconds = (performance.now() - began) / 1000;
  await pool.close();
  const sorted = took.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.floor(sorted.length * share)] ?? Infinity;
  return { perSecond: took.length / seconds, medianMs: at(0.5), p99Ms: at(0.99), failed };
};
