import { setTimeout as wait } from 'node:timers/promises';
import { beforeEach, expect, test } from 'vitest';
import { makeApp, type TestApp } from '../kit/app.ts';
import { runQueue } from '../kit/run-jobs.ts';
import { type Agency, aViolationRow, csvOf } from '../kit/uploads.ts';

let app: TestApp;
let office: Agency;
const catalog = 'serious-violation';

beforeEach(async () => {
  app = await makeApp();
  office = await app.agency('SCJG', ['feeder'], [catalog], '示例市场监管局');
});

const submit = async (...seeds: string[]): Promise<string> => {
  const body = csvOf(seeds.map((seed) => aViolationRow(office, seed)));
  const init = { method: 'POST', headers: { 'content-type': 'text/csv' }, body };
  return (await (await office.api(`/batches?catalog=${catalog}`, init)).json()).id;
};

type Told = { event: string; status: string; accepted: number };

// Reads as EventSource would: blocks end with an empty line, comments are no events.
const watch = async (id: string, headers: Record<string, string> = {}) => {
  const answer = await office.api(`/batches/${id}/events`, { headers });
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-type')).toContain('text/event-stream');
  const reader = (answer.body as ReadableStream<Uint8Array>).getReader();
  const decoder = new TextDecoder();
  let held = '';
  const next = async (): Promise<Told | undefined> => {
    for (let end = held.indexOf('\n\n'); ; end = held.indexOf('\n\n')) {
      const block = end < 0 ? undefined : held.slice(0, end);
      if (block !== undefined) held = held.slice(end + 2);
      const event = block && /^event: (.+)$/m.exec(block)?.[1];
      const data = block && /^data: (.+)$/m.exec(block)?.[1];
      if (event && data) {
        const { status, counts } = JSON.parse(data);
        return { event, status, accepted: counts.accepted };
      }
      if (block !== undefined) continue;
      const { done, value } = await reader.read();
      if (done) return undefined;
      held += decoder.decode(value, { stream: true });
    }
  };
  return { next, leave: () => reader.cancel() };
};

// How often the database was asked from now on, whoever asked.
const countQueries = () => {
  const { db } = app.deps;
  let count = 0;
  app.deps.db = new Proxy(db, {
    get: (target, name) => {
      if (name === 'execute' || name === 'select') count += 1;
      return Reflect.get(target, name, target);
    },
  });
  return () => count;
};

test('a watcher is told where the batch stands, then what changes, then its end', async () => {
  const id = await submit('1', '2');
  const watcher = await watch(id);
  expect(await watcher.next()).toEqual({ event: 'progress', status: 'queued', accepted: 0 });
  await runQueue(app.deps);
  expect(await watcher.next()).toEqual({ event: 'progress', status: 'done', accepted: 2 });
  expect(await watcher.next()).toEqual({ event: 'end', status: 'done', accepted: 2 });
  expect(await watcher.next()).toBeUndefined();
});

test('whoever comes again, or too late, is given the present state first', async () => {
  const id = await submit('1');
  await runQueue(app.deps);
  const watcher = await watch(id, { 'last-event-id': '7' });
  expect(await watcher.next()).toEqual({ event: 'progress', status: 'done', accepted: 1 });
  expect(await watcher.next()).toEqual({ event: 'end', status: 'done', accepted: 1 });
});

test("another agency's batch cannot be watched, nor one that never was", async () => {
  const other = await app.agency('SHBJ', ['feeder'], [catalog]);
  const refused = await other.api(`/batches/${await submit('1')}/events`);
  expect([refused.status, (await refused.json()).code]).toEqual([404, 'batch.unknown']);
  const missing = await office.api('/batches/00000000-0000-7000-8000-000000000000/events');
  expect(missing.status).toBe(404);
});

test('many watchers cost one look a second, and none once they have left', async () => {
  const id = await submit('1');
  const count = countQueries();
  const watchers = await Promise.all(Array.from({ length: 8 }, () => watch(id)));
  await Promise.all(watchers.map(({ next }) => next()));
  const [opened, from] = [count(), performance.now()];
  await wait(3200);
  while (count() === opened) await wait(100);
  const passed = (performance.now() - from) / 1000;
  expect(count() - opened).toBeLessThanOrEqual(Math.ceil(passed));
  await Promise.all(watchers.map(({ leave }) => leave()));
  await wait(1100);
  const left = count();
  await wait(2200);
  expect(count()).toBe(left);
});

test('a process that stops ends its event streams within a second or two', async () => {
  const closing = new AbortController();
  app.deps.closing = closing.signal;
  const watcher = await watch(await submit('1'));
  await watcher.next();
  const ended = watcher.next();
  closing.abort();
  expect(await Promise.race([ended, wait(60_000, 'still open')])).toBeUndefined();
});

test('a stream without news gives a sign of life every quarter of a minute', async () => {
  const answer = await office.api(`/batches/${await submit('1')}/events`);
  const reader = (answer.body as ReadableStream<Uint8Array>).getReader();
  const text = async () => new TextDecoder().decode((await reader.read()).value);
  const startedAt = performance.now();
  expect(await text()).toContain('event: progress');
  expect(await text()).toMatch(/^: .*\n\n$/);
  expect(performance.now() - startedAt).toBeGreaterThan(14_000);
  await reader.cancel();
});
