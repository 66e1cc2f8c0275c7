import { afterEach, beforeEach, expect, test } from 'vitest';
import { workUploads } from '../../src/intake/uploads/work-uploads.driver.ts';
import { makeApp, type TestApp } from '../kit/app.ts';
import { aUscc } from '../kit/identities.ts';
import { type Agency, aPenaltyRow, csvOf } from '../kit/uploads.ts';

let app: TestApp;
let feeder: Agency;
const catalog = 'administrative-penalty';
beforeEach(async () => {
  app = await makeApp({ env: { SCHEDULER: 'off' } });
  feeder = await app.agency('SCJG', ['feeder'], [catalog, 'serious-violation'], '示例市场监管局');
});
afterEach(() => app.query('drop trigger if exists broken on records'));

const breakWith = async (code: string) => {
  await app.query(`create or replace function broken() returns trigger language plpgsql as
    $$ begin raise exception 'could not extend file' using errcode = '${code}'; end $$`);
  await app.query('drop trigger if exists broken on records');
  await app.query('create trigger broken before insert on records for each row execute function broken()');
};
const mend = () => app.query('drop trigger broken on records');
const submit = async (seed: string): Promise<string> => {
  const init = {
    method: 'POST',
    headers: { 'content-type': 'text/csv' },
    body: csvOf([aPenaltyRow(feeder, seed)]),
  };
  return (await (await feeder.api(`/batches?catalog=${catalog}`, init)).json()).id;
};
const shown = async (id: string) => (await feeder.api(`/batches/${id}`)).json();
const quietly = () => ({ ...app.deps, log: () => {} });
const rested = () => app.query(`update batches set rests_until = now() - interval '1 second'`);
const restSeconds = async () => {
  const [row] = await app.query(
    'select round(extract(epoch from rests_until - clock_timestamp()))::int as s from batches order by id limit 1',
  );
  return Number(row?.s);
};
const warnings = async () =>
  ((await (await app.request('/readyz')).json()).warnings ?? []).filter(
    ({ code }: { code: string }) => code !== 'calendar.missing',
  );

test.each(['53100', '53200', '57014', '58030'])(
  'an accepted upload that meets %s waits, goes on by itself, and never fails',
  async (code) => {
    const id = await submit('1');
    const later = await submit('2');
    await breakWith(code);
    await workUploads(quietly());
    expect(await shown(id)).toMatchObject({
      status: 'queued',
      problem: { code: 'batch.delayed', detail: expect.stringContaining('请勿重复上传') },
    });
    expect(await shown(later)).toMatchObject({ status: 'queued', problem: null });
    const waits: number[] = [];
    for (let tries = 0; tries < 8; tries++) {
      waits.push(await restSeconds());
      await rested();
      await workUploads(quietly());
    }
    expect(waits.at(0)).toBeLessThanOrEqual(10);
    expect(waits.at(-1)).toBeGreaterThan(300);
    expect(await restSeconds()).toBeLessThanOrEqual(600);
    await mend();
    await workUploads(quietly());
    expect(await shown(id)).toMatchObject({ status: 'queued' });
    await rested();
    await workUploads(quietly());
    for (const one of [id, later])
      expect(await shown(one)).toMatchObject({ status: 'done', problem: null, counts: { accepted: 1 } });
  },
);

test('an upload delayed for a day is shown to the operator, and is tried again all the same', async () => {
  const id = await submit('1');
  await breakWith('53100');
  await workUploads(quietly());
  expect(await warnings()).toEqual([]);
  expect(await (await app.request('/metrics')).text()).toContain('registry_batches_delayed 1\n');
  await app.query(`update batches set delayed_since = now() - interval '25 hours'`);
  expect(await warnings()).toMatchObject([{ code: 'batches.delayed' }]);
  await mend();
  await rested();
  await workUploads(quietly());
  expect([(await shown(id)).status, await warnings()]).toEqual(['done', []]);
});

test('a delayed upload can be cancelled', async () => {
  const id = await submit('1');
  await breakWith('53100');
  await workUploads(quietly());
  expect((await feeder.api(`/batches/${id}/cancel`, { method: 'POST' })).status).toBe(200);
  expect(await shown(id)).toMatchObject({ status: 'cancelled', problem: null });
});

test.each(['53100', '53200', '57014', '58030'])(
  'a PUT or a check that meets %s is answered 503: come again',
  async (code) => {
    const window = await app.agency('ZWFW', ['window'], [], '示例政务服务中心');
    await breakWith(code);
    await app.query('create trigger broken before insert on checks for each row execute function broken()');
    const record = {
      subjectName: '示例一食品有限公司',
      uscc: aUscc('1'),
      reason: '提交虚假材料取得登记',
      listedOn: '2026-03-02',
      documentNo: '示市监严列〔2026〕1号',
      authorityName: feeder.name,
      authorityUscc: feeder.uscc,
    };
    const check = { subject: { type: 'uscc', code: aUscc('1') }, purpose: 'commitment', caseNo: 'BJ-1' };
    const answers = [
      await feeder.api('/records/serious-violation/S-1', { method: 'PUT', json: record }),
      await window.api('/checks', { method: 'POST', json: check }),
    ];
    await app.query('drop trigger broken on checks');
    for (const answer of answers) {
      expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '5']);
      expect(await answer.json()).toMatchObject({ code: 'database.unavailable' });
    }
  },
);

test('a connection that breaks while it is written to is answered 503: come again', async () => {
  const { quick } = app.deps;
  const window = await app.agency('ZWFW', ['window'], [], '示例政务服务中心');
  app.deps.quick = async () => {
    throw Object.assign(new Error('write EPIPE'), { code: 'EPIPE' });
  };
  const check = { subject: { type: 'uscc', code: aUscc('1') }, purpose: 'commitment', caseNo: 'BJ-1' };
  const answer = await window.api('/checks', { method: 'POST', json: check });
  app.deps.quick = quick;
  expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '5']);
});

test('a stored original of which a part is not found is no shorter list: nothing is withdrawn', async () => {
  const seeds = Array.from({ length: 900 }, (_, place) => String(place));
  const whole = csvOf(seeds.map((seed) => aPenaltyRow(feeder, seed)));
  const full = async (body: string) => {
    const init = { method: 'POST', headers: { 'content-type': 'text/csv' }, body };
    return (await (await feeder.api(`/batches?catalog=${catalog}&mode=full`, init)).json()).id as string;
  };
  await full(whole);
  await workUploads(quietly());
  const again = await full(`${whole}\n`);
  const [part] = await app.query(
    `delete from batch_parts where batch_id = $1 and no = 2 returning encode(sealed, 'hex') as sealed`,
    [again],
  );
  await workUploads(quietly());
  expect(await shown(again)).toMatchObject({ status: expect.stringMatching(/^(queued|failed)$/) });
  const [live] = await app.query(`select count(*)::int as count from records where state = 'live'`);
  expect(live?.count).toBe(900);
  expect(part?.sealed).toEqual(expect.any(String));
});
