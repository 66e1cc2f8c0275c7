import { beforeEach, expect, test } from 'vitest';
import { jobs } from '../../src/jobs.ts';
import type { Job } from '../../src/platform/schedule/job.ts';
import { runDue } from '../../src/platform/schedule/run-due.ts';
import { jobWords } from '../../src/platform/schedule/schedule-words.rules.ts';
import { makeApp, type TestApp } from '../kit/app.ts';
import { labelFaults, postForm } from '../kit/page.ts';

let app: TestApp;
let ask: (path: string, init?: RequestInit) => Promise<Response> | Response;
let administrator: Awaited<ReturnType<TestApp['agency']>>;
beforeEach(async () => {
  app = await makeApp();
  administrator = await app.agency('XXZX', ['registrar'], [], '示例信用中心');
  const { cookie } = await app.person('XXZX', '管理员', ['system-administrator']);
  const headers = { cookie, origin: 'http://localhost', host: 'localhost' };
  ask = (path, init = {}) => app.request(`/api/v1${path}`, { ...init, headers });
});

const at = (text: string) => new Date(text);
const counting = (name: string, run: Job['run'] = async () => {}) => {
  const slots: string[] = [];
  const job: Job = {
    name,
    cron: '0 * * * *',
    missed: 'once',
    run: async (deps, slot, key) => {
      slots.push(slot.toISOString());
      await run(deps, slot, key);
    },
  };
  return { slots, job };
};
type Shown = {
  job: string;
  nextRunAt: string;
  missedTicksLastDay: number;
  lastRun: Record<string, unknown> | null;
};
const listed = async (): Promise<Shown[]> => (await (await ask('/schedules')).json()).items;

test('a schedule shows its last run, how long it took, what it missed and when it runs next', async () => {
  const { job } = counting('count');
  await runDue(app.deps, [job], at('2026-11-24T02:10:00Z'));
  await runDue(app.deps, [job], at('2026-11-24T05:00:30Z'));
  expect(await listed()).toMatchObject([
    {
      job: 'count',
      cron: '0 * * * *',
      missed: 'once',
      isEnabled: true,
      nextRunAt: '2026-11-24T06:00:00.000Z',
      missedTicksLastDay: 2,
      lastRun: { slot: '2026-11-24T05:00:00.000Z', result: 'done', missedTicks: 2, tookMs: 0, askedBy: null },
    },
  ]);
});

test('a run that failed shows why', async () => {
  const { job } = counting('shaky', async () => {
    throw new Error('not yet');
  });
  await runDue(app.deps, [job], at('2026-11-24T02:10:00Z'));
  await runDue(app.deps, [job], at('2026-11-24T03:00:30Z'));
  expect(await listed()).toMatchObject([
    { failedLastDay: 1, lastRun: { result: 'failed', fault: 'not yet' } },
  ]);
});

test('asked for now, a job runs once however many ask and however many processes tick, and leaves a line', async () => {
  const { job, slots } = counting('count');
  const now = at('2026-11-24T02:10:00Z');
  await runDue(app.deps, [job], now);
  const asked = await Promise.all([1, 2, 3].map(() => ask('/schedules/count/run', { method: 'POST' })));
  expect(asked.map(({ status }) => status).toSorted()).toEqual([202, 409, 409]);
  expect(await listed()).toMatchObject([{ lastRun: { result: 'waiting' } }]);
  await Promise.all([1, 2, 3].map(() => runDue(app.deps, [job], now)));
  expect(slots).toHaveLength(1);
  const [shown] = await listed();
  expect(shown).toMatchObject({ nextRunAt: '2026-11-24T03:00:00.000Z', lastRun: { result: 'done' } });
  expect(String(shown?.lastRun?.askedBy)).toMatch(/^staff:/);
  expect(
    await app.query(`select about ->> 'job' as job from audit_lines where action = 'schedule.run'`),
  ).toEqual([{ job: 'count' }]);
  await runDue(app.deps, [job], at('2026-11-24T03:00:05Z'));
  expect(slots).toHaveLength(2);
});

test('while a run is under way no second is given', async () => {
  const gate = Promise.withResolvers<void>();
  const begun = Promise.withResolvers<void>();
  const { job } = counting('slow', async () => {
    begun.resolve();
    await gate.promise;
  });
  await runDue(app.deps, [job], at('2026-11-24T02:10:00Z'));
  const running = runDue(app.deps, [job], at('2026-11-24T03:00:05Z'));
  await begun.promise;
  const answer = await ask('/schedules/slow/run', { method: 'POST' });
  expect([answer.status, (await answer.json()).code]).toEqual([409, 'schedule.running']);
  gate.resolve();
  await running;
});

test("a subscription's own schedule stands in the list, and can be run", async () => {
  const office = await app.agency('CZJ', ['subscriber']);
  const schedule = { kind: 'cron', cron: '30 8 * * *', workingDaysOnly: true };
  const made = await office.api('/subscriptions', { method: 'POST', json: { name: '每日', schedule } });
  const job = `build-digest:${(await made.json()).id}`;
  expect(await listed()).toMatchObject([{ job, cron: '30 8 * * *', lastRun: null }]);
  expect((await ask(`/schedules/${job}/run`, { method: 'POST' })).status).toBe(202);
});

test('only the system administrator sees and runs schedules; what is not there is not run', async () => {
  const missing = await ask('/schedules/nothing/run', { method: 'POST' });
  expect([missing.status, (await missing.json()).code]).toEqual([404, 'schedule.unknown']);
  expect((await administrator.api('/schedules')).status).toBe(403);
  expect((await administrator.api('/schedules/count/run', { method: 'POST' })).status).toBe(403);
});

test('the page lists every job by name and runs one', async () => {
  await runDue(app.deps, jobs, at('2026-11-24T02:10:00Z'));
  const desk = await app.person('XXZX', '页面员', ['system-administrator']);
  const html = await (await desk.page('/desk/schedules')).text();
  expect(labelFaults(html)).toEqual([]);
  for (const { name, cron } of jobs)
    if (cron !== null) expect(html).toContain(jobWords[name] ?? `no word for ${name}`);
  const run = await postForm(desk, '/desk/schedules/run', { job: 'relay-events' });
  expect([run.status, run.headers.get('location')]).toEqual([303, '/desk/schedules?asked=relay-events']);
  const again = await postForm(desk, '/desk/schedules/run', { job: 'relay-events' });
  expect(again.status).toBe(422);
  expect(await again.text()).toContain('正在运行或已排上');
});

test('every job has a word of its own', () => {
  const names = jobs.map(({ name }) => name);
  expect(Object.keys(jobWords).toSorted()).toEqual(names.toSorted());
});
