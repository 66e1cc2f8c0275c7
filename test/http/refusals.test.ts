import { beforeAll, expect, test } from 'vitest';
import { queuedScrypt } from '../../src/node/native-scrypt.ts';
import type { TestApp } from '../kit/app.ts';
import { type City, makeCity } from '../kit/cases.ts';
import { aCitizenId, aUscc } from '../kit/identities.ts';
import { enrol } from '../kit/people.ts';
import { type Agency, aViolationRow, csvOf } from '../kit/uploads.ts';

// Refusals that no story of the other files meets. test/structure/problems.test.ts asks for each code
// somewhere.
let city: City;
let administrator: Awaited<ReturnType<typeof enrol>>;
beforeAll(async () => {
  city = await makeCity();
  const person = { agencyId: city.registrar.id, name: '管理一号', roles: ['system-administrator'] };
  administrator = await enrol(city, person);
});

const nobody = '00000000-0000-7000-8000-000000000000';
const codeOf = async (answer: Response): Promise<[number, string]> => [
  answer.status,
  (await answer.json()).code,
];
type Of = (city: City) => { api: Agency['api'] };

test.each<[string, number, Of, string, string, object?]>([
  ['mapping.unknown', 404, ({ market }) => market, 'GET', '/catalogs/serious-violation/mapping'],
  ['mapping.unknown', 404, ({ market }) => market, 'DELETE', '/catalogs/serious-violation/mapping'],
  [
    'merge-candidate.unknown',
    404,
    ({ registrar }) => registrar,
    'POST',
    '/subjects/merge-candidates/999999/dismiss',
    { reason: '不是同一主体' },
  ],
  [
    'merge.unknown',
    404,
    ({ registrar }) => registrar,
    'POST',
    '/subjects/merges/999999/undo',
    { reason: '合并有误' },
  ],
  ['simulation.unknown', 404, ({ registrar }) => registrar, 'GET', '/rule-sets/1/simulation'],
  ['rule-set.unknown', 404, ({ registrar }) => registrar, 'GET', '/rule-sets/999'],
  ['matter.unknown', 404, ({ window }) => window, 'GET', '/matters/M-999'],
  ['check.unknown', 404, ({ window }) => window, 'GET', '/checks/HC20261124-00000000'],
  ['repair.unknown', 404, ({ window }) => window, 'GET', '/repairs/999999'],
  ['dispute.unknown', 404, ({ window }) => window, 'GET', '/disputes/999999'],
  ['delivery.unknown', 404, ({ department }) => department, 'GET', `/deliveries/${nobody}`],
  ['listing.purpose-required', 403, ({ department }) => department, 'GET', '/listings?subjectKind=person'],
  [
    'calendar.invalid',
    422,
    ({ registrar }) => registrar,
    'PUT',
    '/calendar/2027',
    {
      source: '示例通知',
      holidays: [{ name: '元旦', from: '2027-01-03', to: '2027-01-01' }],
      workdays: [],
    },
  ],
])('%s', async (code, status, who, method, path, json) => {
  expect(await codeOf(await who(city).api(path, { method, ...(json ? { json } : {}) }))).toEqual([
    status,
    code,
  ]);
});

test('a body larger than any request is refused unread', async () => {
  const answer = await city.post(city.window, '/checks', { purpose: 'x'.repeat(1_100_000) });
  expect(await codeOf(answer)).toEqual([413, 'request.too-large']);
});

test('an agency has each name once', async () => {
  const json = { name: '窗口一号', password: 'Correct-horse-9' };
  const add = () => administrator.api('/agencies/ZWFW/staff', { method: 'POST', json });
  expect((await add()).status).toBe(201);
  expect(await codeOf(await add())).toEqual([409, 'staff.duplicate']);
});

test('who signs in while all hashing places are taken is told to come again', async () => {
  const { scrypt } = city.deps;
  city.deps.scrypt = queuedScrypt(0, 0);
  const json = { agency: 'ZWFW', name: '无此人', password: 'Correct-horse-9' };
  const answer = await city.request('/api/v1/session', { method: 'POST', json });
  city.deps.scrypt = scrypt;
  expect(await codeOf(answer)).toEqual([503, 'service.busy']);
});

test('nothing to report cannot be said while rows are on their way', async () => {
  const sent = await city.market.api('/batches?catalog=serious-violation&mode=append', {
    method: 'POST',
    headers: { 'content-type': 'text/csv' },
    body: csvOf([aViolationRow(city.market, 'way')]),
  });
  expect(sent.status).toBe(202);
  const report = { periodTo: '2026-11-24' };
  expect(await codeOf(await city.post(city.market, '/feeds/serious-violation/zero-reports', report))).toEqual(
    [409, 'zero-report.batch-under-way'],
  );
});

test('a case is opened once, accepted with its papers, withdrawn by its applicant, and about what still stands', async () => {
  city.setNow('2027-04-01T02:00:00Z');
  await city.list('once');
  const listing = await city.listingOf('once');
  const { id } = await city.read(city.apply({ listing }, 'once', { received: [] }));
  expect(await codeOf(await city.apply({ listing }, 'once'))).toEqual([409, 'repair.open']);
  const step = (name: string, json: object = {}) => city.post(city.market, `/repairs/${id}/${name}`, json);
  expect(await codeOf(await step('accept'))).toEqual([422, 'repair.materials-missing']);
  expect(await codeOf(await step('withdraw'))).toEqual([403, 'case.not-applicant']);
  expect((await city.dispute({ listing }, 'once')).status).toBe(201);
  expect(await codeOf(await city.dispute({ listing }, 'once'))).toEqual([409, 'dispute.open']);
  const [dispute] = await city.query(`select id from disputes`);
  await city.post(city.window, `/disputes/${dispute?.id}/withdraw`, {});
  await step('supply', { received: ['duty-proof', 'credit-commitment'] });
  await step('accept');
  expect((await step('grant')).status).toBe(200);
  expect(await codeOf(await city.dispute({ listing }, 'once'))).toEqual([422, 'dispute.not-disputable']);
  expect((await step('restore', { reason: '缴款凭证系伪造' })).status).toBe(200);
  await city.query(`update settings set value = '36' where key = 'repair.reapply-bar'`);
  expect(await codeOf(await city.apply({ listing }, 'once'))).toEqual([422, 'repair.barred']);
});

test('a check of a person that kept no index of its number cannot be repeated', async () => {
  const subject = { type: 'citizen-id', code: aCitizenId('again') };
  const { no } = await city.read(city.post(city.window, '/checks', { subject, purpose: 'commitment' }));
  const old = 'HC20261123-00000000';
  await city.query(
    `insert into checks select (jsonb_populate_record(c,
      jsonb_build_object('no', $2::text, 'facts', c.facts::jsonb - 'lookup' - 'lookups'))).*
     from checks c where c.no = $1`,
    [no, old],
  );
  expect(await codeOf(await city.post(city.window, `/checks/${old}/recheck`, {}))).toEqual([
    409,
    'check.not-repeatable',
  ]);
});

const aSubscription = async (app: TestApp, agency: Agency): Promise<string> => {
  await app.query(`delete from subscriptions`);
  const json = { name: '严重失信', schedule: { kind: 'at-once' } };
  return (await (await agency.api('/subscriptions', { method: 'POST', json })).json()).id;
};

test('what is paused is not paused again', async () => {
  const id = await aSubscription(city, city.department);
  const pause = () => city.department.api(`/subscriptions/${id}/pause`, { method: 'POST' });
  expect((await pause()).status).toBe(200);
  expect(await codeOf(await pause())).toEqual([409, 'subscription.stage']);
});

test('more notices than a sheet holds are not downloaded at once', async () => {
  const id = await aSubscription(city, city.department);
  await city.list('many', { 统一社会信用代码: aUscc('many') });
  await city.query(
    `with one as (select * from events order by id limit 1),
       more as (insert into events (subject_id, subject_seq, topic, payload, at)
         select subject_id, subject_seq + n, topic, payload, at from one
         cross join generate_series(1000, 21000) n
         returning id, subject_id, topic)
     insert into notices (id, subscription_id, seq, event_id, subject_id, subject_seq, type, body, measures,
       created_at)
     select gen_random_uuid(), $1::text::uuid, 1000 + id, id, subject_id, 1, topic, '{}', '[]', now()
     from more`,
    [id],
  );
  const answer = await city.department.api(`/notices.xlsx?subscription=${id}`);
  expect(await codeOf(answer)).toEqual([422, 'notice.too-many']);
});
