import { beforeEach, describe, expect, test } from 'vitest';
import { verifyIndex } from '../../src/platform/keys/assure-index.ts';
import { makeCity } from '../kit/cases.ts';
import { aCitizenId, aUscc } from '../kit/identities.ts';
import { postForm } from '../kit/page.ts';
import { runQueue } from '../kit/run-jobs.ts';
import { aDefaulterRow, csvOf, upload } from '../kit/uploads.ts';

// A number that has left the index finds nobody, and whoever is not found is on no list.
let city: Awaited<ReturnType<typeof makeCity>>;
let auditor: Awaited<ReturnType<typeof city.agency>>;
const person = { type: 'citizen-id', code: aCitizenId('1') };
const company = { type: 'uscc', code: aUscc('1') };

beforeEach(async () => {
  city = await makeCity();
  auditor = await city.agency('SJJ', ['auditor'], [], '示例审计局');
  await upload(city, city.market, {
    catalog: 'judgment-defaulter',
    rows: Array.from({ length: 8 }, (_, n) => aDefaulterRow(city.market, String(n))),
  });
  await city.list('1');
});

const secondsOn = (seconds: number) => {
  city.setNow(new Date(city.deps.clock.now().getTime() + seconds * 1000).toISOString());
};
const ask = (subject: object) => city.post(city.window, '/checks', { subject, purpose: 'commitment' });
const outcomeOf = async (answer: Response) => {
  const { outcome, code } = await answer.json();
  return [answer.status, outcome ?? code];
};
const keepAside = async () => {
  await city.query('drop table if exists kept_aside');
  await city.query('create table kept_aside as table subject_identifiers');
};
const putBack = async () => {
  await city.query('insert into subject_identifiers select * from kept_aside on conflict do nothing');
  await city.query('drop table kept_aside');
};
const refused = [503, 'service.not-ready'];
const emptied = 'truncate subject_identifiers';
const halved = `delete from subject_identifiers where lookup in
  (select lookup from subject_identifiers order by md5(lookup)
  limit (select count(*) / 2 from subject_identifiers))`;

describe.each([
  ['emptied', emptied],
  ['without half of its rows', halved],
])('the index %s while checks are running', (_, damage) => {
  test('within a second no check is answered, and never one as eligible', async () => {
    const subjects = [
      company,
      ...Array.from({ length: 8 }, (_, n) => ({ type: 'citizen-id', code: aCitizenId(String(n)) })),
    ];
    expect(await outcomeOf(await ask(person))).toEqual([201, 'ineligible']);
    const answers: [number, string][][] = [];
    for (let round = 0; round < 8; round++) {
      const asked = subjects.map(
        async (subject) => (await outcomeOf(await ask(subject))) as [number, string],
      );
      if (round === 2) await city.query(damage);
      answers.push(await Promise.all(asked));
      secondsOn(0.5);
    }
    expect(answers[0]?.every(([, outcome]) => outcome === 'ineligible')).toBe(true);
    for (const late of answers.slice(5)) expect(late).toEqual(subjects.map(() => refused));
  });
});

const aViolation = ({ name, uscc }: { name: string; uscc: string }) => ({
  ...{ subjectName: '示例一食品有限公司', uscc: aUscc('1'), reason: '提交虚假材料取得登记' },
  ...{ listedOn: '2026-03-02', documentNo: '示市监严列〔2026〕9号' },
  ...{ authorityName: name, authorityUscc: uscc },
});

test('over an emptied index every look-up says that it cannot know, whatever is asked', async () => {
  const { no } = (await city.read(ask(company))) as { no: string };
  await keepAside();
  await city.query(emptied);
  secondsOn(2);
  const { window, market, post } = city;
  const asked = { subject: person, purpose: 'licensing', caseNo: 'BJ-1' };
  const answers: Record<string, Response> = {
    single: await ask(person),
    company: await ask(company),
    repeated: await post(
      window,
      '/checks',
      { ...asked, purpose: 'commitment' },
      { 'idempotency-key': 'k-1' },
    ),
    batch: await post(window, '/checks/batch', { checks: [{ subject: person, purpose: 'commitment' }] }),
    recheck: await post(window, `/checks/${no}/recheck`, {}),
    asOf: await post(window, '/checks/as-of', {
      ...asked,
      purpose: 'commitment',
      asOf: '2026-11-23T00:00:00Z',
    }),
    file: await post(window, '/files/query', asked),
    report: await post(window, '/reports', asked),
    knowledge: await post(auditor, '/files/knowledge', {
      subject: person,
      purpose: 'supervision',
      caseNo: 'SJ-1',
    }),
    archive: await post(auditor, '/records/archived/query', {
      subject: person,
      purpose: 'supervision',
      caseNo: 'SJ-1',
    }),
    listings: await window.api('/listings?state=listed'),
    put: await market.api('/records/serious-violation/YZ-9', { method: 'PUT', json: aViolation(market) }),
    upload: await market.api('/batches?catalog=judgment-defaulter&mode=append', {
      method: 'POST',
      headers: { 'content-type': 'text/csv' },
      body: csvOf([aDefaulterRow(market, '77')]),
    }),
    ready: await city.request('/readyz'),
  };
  const told = Object.entries(answers).map(async ([door, answer]) => [
    door,
    answer.status,
    (await answer.json()).code,
  ]);
  expect(await Promise.all(told)).toEqual(Object.keys(answers).map((door) => [door, ...refused]));
  const clerk = await city.person('ZWFW', '窗口一号', ['window']);
  const form = {
    'subject.type': 'citizen-id',
    'subject.code': person.code,
    purpose: 'commitment',
    caseNo: 'BJ-1',
  };
  const shown = await postForm(clerk, '/desk/checks', { ...form, 'subject.name': '', matter: '' });
  expect(shown.status).toBe(503);

  await putBack();
  secondsOn(2);
  expect(await outcomeOf(await ask(person))).toEqual([201, 'ineligible']);
  expect((await city.request('/readyz')).status).not.toBe(500);
});

test('an upload that was accepted waits while the index is blind, makes no second file of anybody, and goes on after', async () => {
  const body = csvOf([aDefaulterRow(city.market, '1', { 案号: '（2026）示0101执更1号' })]);
  const path = '/batches?catalog=judgment-defaulter&mode=append';
  const headers = { 'content-type': 'text/csv' };
  const { id } = await (await city.market.api(path, { method: 'POST', headers, body })).json();
  const subjects = () => city.query('select id from subjects order by id');
  const before = await subjects();
  await keepAside();
  await city.query(emptied);
  secondsOn(2);
  await runQueue(city.deps);
  expect(await subjects()).toEqual(before);
  expect(await (await city.market.api(`/batches/${id}`)).json()).toMatchObject({ status: 'queued' });
  await putBack();
  secondsOn(2);
  await runQueue(city.deps);
  expect(await (await city.market.api(`/batches/${id}`)).json()).toMatchObject({ status: 'done' });
  expect(await subjects()).toEqual(before);
});

test('in a large registry a sample finds the loss, and only a whole count opens it again', async () => {
  await city.query(`insert into subjects (kind, name, created_at, identifier_count)
    select 'organisation', '示例大型登记簿里的企业' || n, now(), 2 from generate_series(1, 6000) n`);
  await city.query(`insert into subject_identifiers (lookup, subject_id, type, code)
    select t || ':' || id, id, t, 'X' || id from subjects, unnest(array['uscc', 'org-code']) t
    where identifier_count = 2 and name like '示例大型%'`);
  await keepAside();
  secondsOn(2);
  expect(await outcomeOf(await ask(person))).toEqual([201, 'ineligible']);
  await city.query(halved);
  secondsOn(2);
  expect(await outcomeOf(await ask(person))).toEqual(refused);
  await putBack();
  secondsOn(2);
  expect(await outcomeOf(await ask(person))).toEqual(refused);
  expect(await verifyIndex(city.deps)).toEqual({ missing: 0 });
  secondsOn(2);
  expect(await outcomeOf(await ask(person))).toEqual([201, 'ineligible']);
  await city.query(`delete from subject_identifiers
    where code = (select code from subject_identifiers where code like 'X%' limit 1)
    and type = 'uscc'`);
  expect(await verifyIndex(city.deps)).toEqual({ missing: 1 });
  secondsOn(2);
  expect(await outcomeOf(await ask(person))).toEqual(refused);
});

test('a database that was exchanged under the process for that of another key is found within a second', async () => {
  expect(await outcomeOf(await ask(person))).toEqual([201, 'ineligible']);
  await city.query(`update master_keys set key_id = 'another'`);
  secondsOn(2);
  expect(await outcomeOf(await ask(person))).toEqual(refused);
  const ready = await city.request('/readyz');
  expect([ready.status, (await ready.json()).errors[0].code]).toEqual([503, 'key.mismatch']);
  await city.query(`delete from master_keys`);
  secondsOn(2);
  expect(await outcomeOf(await ask(person))).toEqual(refused);
});
