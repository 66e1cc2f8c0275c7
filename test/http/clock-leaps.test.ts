import { beforeEach, expect, test } from 'vitest';
import type { Job } from '../../src/platform/schedule/job.ts';
import { runDue } from '../../src/platform/schedule/run-due.ts';
import { makeApp, type TestApp } from '../kit/app.ts';
import { aUscc } from '../kit/identities.ts';

let app: TestApp;
beforeEach(async () => {
  app = await makeApp({ env: { SCHEDULER: 'off' } });
});

const counting = (missed: Job['missed']) => {
  const slots: string[] = [];
  const job: Job = {
    name: 'count',
    cron: '* * * * *',
    missed,
    run: async (_, slot) => void slots.push(slot.toISOString()),
  };
  return { slots, job };
};
const at = (text: string) => new Date(text);

test('a schedule whose next run was set to the microsecond is taken', async () => {
  const { slots, job } = counting('once');
  await runDue(app.deps, [job], at('2026-11-24T02:00:30Z'));
  await app.query(`update schedules set next_run_at = '2026-11-24T02:00:45.123456Z'`);
  await runDue(app.deps, [job], at('2026-11-24T02:01:05Z'));
  expect(slots).toEqual(['2026-11-24T02:01:00.000Z']);
});

test('six days missed are caught up by one run, which bears the last slot and counts the others', async () => {
  const { slots, job } = counting('once');
  await runDue(app.deps, [job], at('2026-11-18T02:00:30Z'));
  await runDue(app.deps, [job], at('2026-11-24T02:00:30Z'));
  expect(slots).toEqual(['2026-11-24T02:00:00.000Z']);
  expect(await app.query('select late_slots from schedule_runs')).toEqual([{ late_slots: 8639 }]);
});

test('a check over midnight has number, instant and validity of one day', async () => {
  const window = await app.agency('ZWFW', ['window'], [], '示例政务服务中心');
  app.setNow('2026-12-31T15:59:59.999Z');
  const { quick } = app.deps;
  app.deps.quick = (text, params) => {
    app.setNow('2026-12-31T16:00:00.000Z');
    return quick(text, params);
  };
  const check = { subject: { type: 'uscc', code: aUscc('1') }, purpose: 'commitment', caseNo: 'BJ-1' };
  const { no, receipt, decidedAt } = await (
    await window.api('/checks', { method: 'POST', json: check })
  ).json();
  expect(no).toMatch(/^HC20270101-/);
  expect([decidedAt, receipt.decidedAt]).toEqual(['2026-12-31T16:00:00.000Z', '2026-12-31T16:00:00.000Z']);
  expect(Date.parse(receipt.validUntil)).toBeGreaterThan(Date.parse(receipt.decidedAt));
});

test('a next year without its calendar is told from the first of November on, and turns nothing', async () => {
  const ready = async () => {
    const answer = await app.request('/readyz');
    return [answer.status, ((await answer.json()).warnings ?? []).map(({ code }: { code: string }) => code)];
  };
  const missing = async () =>
    (await (await app.request('/metrics')).text()).match(/calendar_years_missing (\d)/)?.[1];
  await app.query('delete from calendar_days');
  await app.query('delete from calendar_years');
  await app.query(`insert into calendar_years (year, source, loaded_at) values (2026, '示例通知', now())`);
  app.setNow('2026-10-31T15:59:59Z');
  expect([await ready(), await missing()]).toEqual([[200, []], '0']);
  app.setNow('2026-10-31T16:00:00Z');
  expect([await ready(), await missing()]).toEqual([[200, ['calendar.missing']], '1']);
  await app.query(`insert into calendar_years (year, source, loaded_at) values (2027, '示例通知', now())`);
  expect([await ready(), await missing()]).toEqual([[200, []], '0']);
});
