import { expect, test } from 'vitest';
import { afterAttempt, afterPing, excerptOf } from '../../../src/notices/delivery/delivery.rules.ts';
import type { PostAnswer } from '../../../src/platform/outside/post.ts';

const now = new Date('2026-11-24T02:00:00Z');
const answered = (status: number, retryAfter: string | null = null): PostAnswer => ({
  ok: true,
  status,
  retryAfter,
  excerpt: '',
  tookMs: 1,
});
const failed = (fault: string): PostAnswer => ({ ok: false, fault, tookMs: 1 });
const after = (answer: PostAnswer, attempt = 1, random = 0) => afterAttempt({ answer, attempt, now, random });

test.each([200, 202, 204])('%i is delivered', (status) => {
  expect(after(answered(status))).toMatchObject({ goesTo: 'delivered', endpoint: 'up' });
});

test.each([500, 502, 503, 408, 425, 429])('%i is tried again', (status) => {
  expect(after(answered(status), 8)).toMatchObject({ goesTo: 'ready', endpoint: 'down' });
});

test.each(['dns', 'connect', 'timeout', 'reset'])('%s is tried again', (fault) => {
  expect(after(failed(fault))).toMatchObject({ goesTo: 'ready', endpoint: 'down' });
});

test.each([302, 304, 404, 409, 413, 423])(
  '%i of a gateway is tried again by our own steps for a day, then it is dead',
  (status) => {
    let [attempt, waited] = [1, 0];
    for (; after(answered(status), attempt).goesTo === 'ready'; attempt++)
      waited += after(answered(status), attempt).delaySeconds;
    expect(waited).toBeGreaterThanOrEqual(24 * 3600);
    expect(waited).toBeLessThan(36 * 3600);
    expect(after(answered(status), attempt)).toMatchObject({ goesTo: 'dead', endpoint: 'down' });
  },
);

test.each([301, 303, 307, 308, 400, 405, 415, 422])('%i is tried three times, then it is dead', (status) => {
  expect([1, 2, 3].map((attempt) => after(answered(status), attempt).goesTo)).toEqual([
    'ready',
    'ready',
    'dead',
  ]);
});

test.each([answered(401), answered(403), failed('tls'), failed('refused-address')])('%o pauses', (answer) => {
  expect(after(answer)).toMatchObject({ goesTo: 'ready', endpoint: 'refuses' });
});

test('410 ends the subscription', () => {
  expect(after(answered(410)).endpoint).toBe('gone');
});

test('the waits grow from ten seconds to twelve hours and end within three days', () => {
  const waits: number[] = [];
  for (let attempt = 1; after(failed('timeout'), attempt).goesTo === 'ready'; attempt++)
    waits.push(after(failed('timeout'), attempt).delaySeconds);
  expect(waits.slice(0, 8)).toEqual([10, 60, 300, 1800, 7200, 18_000, 36_000, 43_200]);
  expect(waits.reduce((sum, wait) => sum + wait, 0)).toBeLessThanOrEqual(72 * 3600);
});

test('jitter only ever adds, at most a fifth', () => {
  expect(after(failed('timeout'), 2, 0).delaySeconds).toBe(60);
  expect(after(failed('timeout'), 2, 1).delaySeconds).toBe(72);
});

test.each([
  ['90', 90],
  ['5', 60],
  ['9999', 9999],
  ['259200', 259_200],
  ['Tue, 24 Nov 2026 02:01:30 GMT', 90],
  ['Tue, 24 Nov 2026 14:00:00 GMT', 43_200],
  ['soon', 60],
  ['-5', 60],
])('Retry-After %s is honoured, and never shortens our own wait', (retryAfter, seconds) => {
  for (const status of [404, 429, 500, 503])
    expect(after(answered(status, retryAfter), 2).delaySeconds).toBe(seconds);
});

test('no wait that is asked for takes a delivery past its third day', () => {
  const ageSeconds = 70 * 3600;
  const verdict = afterAttempt({ answer: answered(503, '86400'), attempt: 2, now, random: 0, ageSeconds });
  expect(verdict.delaySeconds).toBe(2 * 3600);
});

test('a ping is given up after three tries', () => {
  expect(afterPing({ answer: failed('timeout'), attempt: 3, now, random: 0 }).goesTo).toBe('dead');
});

test('an answer is kept without long numbers and zero bytes', () => {
  expect(excerptOf('无此人 440300199001011234\u0000')).toBe('无此人 [struck]');
});
