import { beforeEach, expect, test } from 'vitest';
import { claimBatch } from '../../src/intake/uploads/batch-lease.store.ts';
import { keepingLease } from '../../src/intake/uploads/batch-lease.ts';
import { workUploads } from '../../src/intake/uploads/work-uploads.driver.ts';
import type { Deps } from '../../src/platform/door/deps.ts';
import { makeApp, type TestApp } from '../kit/app.ts';
import { type Agency, aPenaltyRow, csvOf } from '../kit/uploads.ts';

// Processes share the database, not a clock: whoever dies with a wrong one leaves nothing behind.
let app: TestApp;
let feeder: Agency;
const catalog = 'administrative-penalty';
beforeEach(async () => {
  // The database’s clock is the true one: a process ahead of it must be ahead of the true time.
  app = await makeApp({ now: new Date().toISOString() });
  feeder = await app.agency('SCJG', ['feeder'], [catalog], '示例市场监管局');
});

const ahead = (hours: number): Deps => {
  const off = hours * 3_600_000;
  return { ...app.deps, clock: { now: () => new Date(app.deps.clock.now().getTime() + off) } };
};
const submit = async (seed: string, cells = {}): Promise<string> => {
  const body = csvOf([aPenaltyRow(feeder, seed, cells)]);
  const init = { method: 'POST', headers: { 'content-type': 'text/csv' }, body };
  return (await (await feeder.api(`/batches?catalog=${catalog}`, init)).json()).id;
};
const leaseSeconds = async () => {
  const [row] = await app.query(
    'select extract(epoch from lease_until - clock_timestamp())::float8 as s from batches',
  );
  return Number(row?.s);
};
const claim = ({ db, clock, newId }: Deps) =>
  claimBatch(db, { token: newId(), startedAt: clock.now().toISOString() });

test('a process 25 hours ahead that took an upload and died holds it no longer than another', async () => {
  const id = await submit('1');
  await claim(ahead(25));
  // A process that is frozen renews nothing: another goes on within fifteen seconds, a second of looking included.
  expect(await leaseSeconds()).toBeLessThanOrEqual(12);
  await app.query(`update batches set lease_until = lease_until - interval '12 seconds'`);
  await workUploads(app.deps);
  expect(await (await feeder.api(`/batches/${id}`)).json()).toMatchObject({ status: 'done' });
});

test('uploads of one feed are worked in the order in which they came, whatever the clocks say', async () => {
  const first = await submit('1');
  // The second came by a process an hour behind.
  app.setNow('2026-11-24T01:00:00.000Z');
  await submit('2');
  expect(await claim(app.deps)).toMatchObject({ id: first });
});

test('an upload under way is not dropped as abandoned by a process a day ahead', async () => {
  await submit('1');
  await app.query(`update batches set status = 'uploading'`);
  await workUploads(ahead(25));
  expect(await app.query('select status from batches')).toEqual([{ status: 'uploading' }]);
});

test('a lease lasts as long as the chunk under way takes', async () => {
  await submit('1');
  const lease = await claim(app.deps);
  if (!lease) throw new Error('nothing to claim');
  await app.query(`update batches set lease_until = now() - interval '1 second'`);
  const chunk = Promise.withResolvers<void>();
  const working = keepingLease(app.deps, lease, () => chunk.promise);
  await expect.poll(leaseSeconds, { timeout: 60_000 }).toBeGreaterThan(5);
  expect(await claim(app.deps)).toBeUndefined();
  chunk.resolve();
  await working;
});
