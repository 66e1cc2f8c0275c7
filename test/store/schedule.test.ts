import { afterEach, beforeEach, expect, test } from 'vitest';
import { jobNamed } from '../../src/jobs.ts';
import type { Job } from '../../src/platform/schedule/job.ts';
import { runDue } from '../../src/platform/schedule/run-due.ts';
import { type Agency, eventOf, type PushApp, pushToFinance, subscribed } from '../kit/push.ts';

let push: PushApp;
let finance: Agency;
beforeEach(async () => {
  ({ push, finance } = await pushToFinance());
});
afterEach(() => push.stop());

const at = (text: string) => new Date(text);
const counting = (cron: string, missed: Job['missed']) => {
  const slots: string[] = [];
  const job: Job = {
    name: 'count',
    cron,
    missed,
    run: async (_, slot) => void slots.push(slot.toISOString().slice(11, 16)),
  };
  return { slots, job };
};

test('two processes that tick together run each slot once', async () => {
  const { slots, job } = counting('* * * * *', 'once');
  await runDue(push.deps, [job], at('2026-11-24T02:00:30Z'));
  for (const minute of ['01', '02', '03']) {
    const now = at(`2026-11-24T02:${minute}:05Z`);
    await Promise.all([1, 2, 3].map(() => runDue(push.deps, [job], now)));
  }
  expect(slots).toEqual(['02:01', '02:02', '02:03']);
});

test.each([
  ['once', ['02:45']],
  ['all', ['02:15', '02:30', '02:45']],
  ['skip', []],
] as const)('after a hole, %s runs %o', async (missed, ran) => {
  const { slots, job } = counting('*/15 * * * *', missed);
  await runDue(push.deps, [job], at('2026-11-24T02:10:00Z'));
  await runDue(push.deps, [job], at('2026-11-24T02:50:00Z'));
  expect(slots.toSorted()).toEqual(ran);
});

test('a run that failed is tried again, and a tick is noted', async () => {
  let failures = 1;
  const job: Job = {
    name: 'shaky',
    cron: '0 3 * * *',
    missed: 'once',
    run: async () => {
      if (failures-- > 0) throw new Error('not yet');
    },
  };
  await runDue(push.deps, [job], at('2026-11-23T10:00:00Z'));
  await runDue(push.deps, [job], at('2026-11-23T19:00:01Z'));
  expect(await push.query('select fault, finished_at is null as is_open from schedule_runs')).toEqual([
    { fault: 'not yet', is_open: true },
  ]);
  await push.query(`update schedule_runs set lease_until = '2026-11-23T19:00:30Z'`);
  await runDue(push.deps, [job], at('2026-11-23T19:01:05Z'));
  expect(await push.query('select fault, finished_at is null as is_open from schedule_runs')).toEqual([
    { fault: null, is_open: false },
  ]);
  expect(await push.query('select id from scheduler_ticks')).toEqual([{ id: 1 }]);
});

const schedule = { kind: 'cron', cron: '30 8 * * *', workingDaysOnly: true };
const tick = (now: string) => runDue(push.deps, [jobNamed('build-digest')], at(now));
const start = async () => {
  const made = await subscribed(push, finance, { schedule });
  await push.query(`update schedules set next_run_at = '2026-11-28T00:30:00Z'`);
  return made;
};

test('a digest gathers what waited, at its slot and on working days only', async () => {
  const { receiver } = await start();
  for (const seed of ['a', 'b', 'c']) await push.tell(eventOf(await push.aListing(seed), 'created'));
  await push.relay();
  await push.send();
  expect(receiver.seqs()).toEqual([]);
  await tick('2026-11-28T00:31:00Z');
  await push.send();
  expect(receiver.seqs()).toEqual([]);
  await tick('2026-11-30T00:31:00Z');
  await tick('2026-11-30T00:32:00Z');
  await push.send();
  expect(receiver.got.slice(1).map(({ events }) => events.map(({ data }) => data?.seq))).toEqual([[1, 2, 3]]);
});

test('a lift leaves before the digest, with what still waited of its subject, in order', async () => {
  const { receiver } = await start();
  const listing = await push.aListing('a');
  const second = await push.aListing('a2', { subjectId: listing.subjectId });
  await push.tell(
    eventOf(listing, 'created'),
    eventOf(second, 'created'),
    eventOf(await push.aListing('b'), 'created'),
  );
  await push.relay();
  await push.tell(eventOf(listing, 'removed'));
  await push.relay();
  await push.send();
  const sent = receiver.notices().map(({ data }) => [data?.seq, data?.supersedes.length]);
  expect(sent).toEqual([
    [2, 0],
    [4, 1],
  ]);
  await tick('2026-11-30T00:31:00Z');
  await push.send();
  expect(receiver.seqs()).toEqual([2, 4, 3]);
});

test('a lift waits behind a digest under way that holds its subject', async () => {
  const { receiver } = await start();
  const listing = await push.aListing('a');
  await push.tell(eventOf(listing, 'created'));
  await push.relay();
  receiver.answer(500);
  await tick('2026-11-30T00:31:00Z');
  await push.send();
  await push.tell(eventOf(listing, 'removed'));
  await push.relay();
  await push.send();
  expect(receiver.seqs()).toEqual([1]);
  receiver.answer(204);
  await push.hurry();
  await push.send();
  expect(receiver.seqs()).toEqual([1, 1, 2]);
});

test('a clock that was an hour ahead and is set right holds up no slot, and none runs twice', async () => {
  const { slots, job } = counting('* * * * *', 'once');
  for (const time of ['02:00:30', '02:01:05', '03:01:05', '02:02:05', '02:03:05', '03:01:30'])
    await runDue(push.deps, [job], at(`2026-11-24T${time}Z`));
  expect(slots).toEqual(['02:01', '03:01', '02:03']);
});

test('a clock that was a year ahead makes no slot forgotten that has just run', async () => {
  const { slots, job } = counting('* * * * *', 'once');
  for (const time of ['2026-11-24T02:00:30Z', '2026-11-24T02:01:05Z', '2027-11-24T02:01:05Z'])
    await runDue(push.deps, [job], at(time));
  for (const time of ['02:00:40', '02:01:10', '02:02:05'])
    await runDue(push.deps, [job], at(`2026-11-24T${time}Z`));
  expect(slots).toEqual(['02:01', '02:01', '02:02']);
});

test.each([
  // behind by an hour, then set right: the hour is caught up once, and what ran is not run again
  ['once', ['02:01', '01:02', '02:02', '02:03']],
  ['skip', ['02:01', '01:02', '02:02', '02:03']],
] as const)(
  'a clock that falls an hour behind and is set right runs no slot twice (%s)',
  async (missed, ran) => {
    const { slots, job } = counting('* * * * *', missed);
    for (const time of ['02:00:30', '02:01:05', '01:01:05', '01:02:05', '02:02:05', '02:03:05'])
      await runDue(push.deps, [job], at(`2026-11-24T${time}Z`));
    expect(slots).toEqual(ran);
  },
);

test('an hour behind with every slot caught up: each slot once, from however many processes', async () => {
  const { slots, job } = counting('*/10 * * * *', 'all');
  for (const time of ['01:55:30', '02:01:05', '01:01:05', '01:11:05', '02:11:05'])
    await Promise.all([1, 2].map(() => runDue(push.deps, [job], at(`2026-11-24T${time}Z`))));
  expect(slots.toSorted()).toEqual(['01:10', '01:20', '01:30', '01:40', '01:50', '02:00', '02:10']);
});

test('on a make-up Saturday the digest leaves, on the holiday before it does not', async () => {
  const { receiver } = await subscribed(push, finance, { schedule });
  await push.query(`update schedules set next_run_at = '2026-10-07T00:30:00Z'`);
  await push.tell(eventOf(await push.aListing('a'), 'created'));
  await push.relay();
  await tick('2026-10-07T00:31:00Z');
  await push.send();
  expect(receiver.seqs()).toEqual([]);
  await push.query(`update schedules set next_run_at = '2026-10-10T00:30:00Z'`);
  await tick('2026-10-10T00:31:00Z');
  await push.send();
  expect(receiver.seqs()).toEqual([1]);
});

const clockIn = (minutes: number) =>
  new Date(Date.now() + 8 * 3_600_000 + minutes * 60_000).toISOString().slice(11, 16);

test('quiet hours keep notices and retries until they end, and never a lift', async () => {
  const quietHours = { from: clockIn(-60), to: clockIn(60) };
  const made = await subscribed(push, finance, { schedule: { kind: 'at-once', quietHours } });
  const { receiver } = made;
  const [listing, other] = [await push.aListing('a'), await push.aListing('b')];
  await push.tell(eventOf(listing, 'created'), eventOf(other, 'created'));
  await push.relay();
  await push.send();
  expect(receiver.seqs()).toEqual([]);
  receiver.answer(500);
  await push.query(`update deliveries set due_at = now() where first_seq = 2`);
  await push.send();
  const [retry] = await push.query(
    `select count(*)::int as count from deliveries where attempt = 1
      and due_at > now() + interval '50 minutes'`,
  );
  expect(retry).toEqual({ count: 1 });
  receiver.answer(204);
  await push.tell(eventOf(listing, 'removed'));
  await push.relay();
  await push.send();
  expect(receiver.notices().map(({ data }) => [data?.seq, data?.supersedes.length])).toEqual([
    [2, 0],
    [3, 1],
  ]);
});

test('a digest whose slot falls into quiet hours leaves as they end', async () => {
  const quietHours = { from: clockIn(-60), to: clockIn(60) };
  const made = await subscribed(push, finance, { schedule: { kind: 'cron', cron: '* * * * *', quietHours } });
  await push.tell(eventOf(await push.aListing('a'), 'created'));
  await push.relay();
  await runDue(push.deps, [jobNamed('build-digest')], new Date(Date.now() + 120_000));
  await push.send();
  expect(made.receiver.seqs()).toEqual([]);
  expect(
    await push.query(
      `select count(*)::int as count from deliveries where kind = 'digest' and state = 'ready'
        and due_at > now() + interval '50 minutes'`,
    ),
  ).toEqual([{ count: 1 }]);
});

test('a digest is split before its body grows past 400 000 bytes', async () => {
  const { receiver } = await subscribed(push, finance, { schedule: { kind: 'cron', cron: '* * * * *' } });
  const listing = await push.aListing('a');
  const event = eventOf(listing, 'changed');
  const long = { ...event, payload: { ...event.payload, reason: '虚构的事由'.repeat(400) } };
  await push.tell(...Array.from({ length: 100 }, () => long));
  await push.relay();
  await runDue(push.deps, [jobNamed('build-digest')], new Date(Date.now() + 120_000));
  await push.send();
  const sizes = receiver.got.map(({ body }) => new TextEncoder().encode(body).length);
  expect(Math.max(...sizes)).toBeLessThanOrEqual(401_000);
  expect(receiver.got.length).toBeGreaterThan(2);
  expect(receiver.seqs()).toEqual(Array.from({ length: 100 }, (_, place) => place + 1));
});
