import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Agency, eventOf, type PushApp, pushToFinance, subscribed } from '../kit/push.ts';

let push: PushApp;
let finance: Agency;
beforeEach(async () => {
  ({ push, finance } = await pushToFinance());
});
afterEach(() => push.stop());

const tell = async (seed: string, step: 'created' | 'removed' = 'created') => {
  await push.tell(eventOf(await push.aListing(seed), step));
  await push.relay();
};
const healthOf = async (id: string) => (await finance.api(`/subscriptions/${id}/health`)).json();
const figures = async () => (await push.request('/metrics')).text();

test('a department sees what waits, how it answered and what it must mend', async () => {
  const { id, receiver } = await subscribed(push, finance);
  expect(await healthOf(id)).toMatchObject({ waiting: 0, attempts: 0, successRate: null, attention: [] });
  receiver.answer(({ events }) => (events[0]?.data?.seq === 2 ? 500 : 204));
  await tell('a');
  await tell('b');
  await push.send();
  const health = await healthOf(id);
  expect(health).toMatchObject({
    waiting: 1,
    oldestUndelivered: { since: expect.stringMatching(/Z$/) },
    attempts: 2,
    delivered: 1,
    successRate: 0.5,
    attention: [],
  });
  const counted = health.latencyMs.buckets.map(({ count }: { count: number }) => count);
  expect(counted.reduce((sum: number, count: number) => sum + count, 0)).toBe(2);
  expect(health.latencyMs.buckets.at(-1).underMs).toBe(null);
});

test('another department’s figures are no business of ours', async () => {
  const { id } = await subscribed(push, finance);
  const tax = await push.agency('TAX', ['subscriber']);
  expect((await tax.api(`/subscriptions/${id}/health`)).status).toBe(404);
});

test('the registry’s own pause is told to the department with what to do; its own pause is not', async () => {
  const { id, receiver } = await subscribed(push, finance);
  await finance.api(`/subscriptions/${id}/pause`, { method: 'POST' });
  expect((await healthOf(id)).attention).toEqual([]);
  await finance.api(`/subscriptions/${id}/resume`, { method: 'POST' });
  receiver.answer(401);
  await tell('a');
  await push.send();
  expect((await healthOf(id)).attention).toEqual([expect.stringMatching(/自动暂停.*401.*恢复推送/)]);
  await finance.api(`/subscriptions/${id}/resume`, { method: 'POST' });
  receiver.answer(410);
  await push.hurry();
  await push.send();
  expect(await (await finance.api(`/subscriptions/${id}`)).json()).toMatchObject({ state: 'disabled' });
  expect((await healthOf(id)).attention).toEqual([expect.stringMatching(/自动停用.*410/)]);
});

test('attempts, their time and late lifts are figures for the operator, and name no person', async () => {
  const { id, receiver } = await subscribed(push, finance);
  await tell('a');
  await push.send();
  receiver.answer(503);
  await tell('b', 'removed');
  await push.send();
  const before = await figures();
  expect(before).toContain(`registry_delivery_attempts_total{subscription="${id}",result="delivered"} 1`);
  expect(before).toContain(`registry_delivery_attempts_total{subscription="${id}",result="failed"} 1`);
  expect(before).toMatch(/registry_delivery_seconds_bucket\{result="delivered",le="\+Inf"\} 1/);
  expect(before).toContain('registry_lifts_late 0');
  push.setNow(new Date(Date.now() + 11 * 60_000).toISOString());
  expect(await figures()).toContain('registry_lifts_late 1');
});
