import { beforeEach, expect, test } from 'vitest';
import { jobNamed } from '../../src/jobs.ts';
import { type City, makeCity } from '../kit/cases.ts';
import { aCitizenId, aUscc } from '../kit/identities.ts';
import { postForm } from '../kit/page.ts';
import { enrol } from '../kit/people.ts';

type Person = Awaited<ReturnType<typeof enrol>>;
let city: City;
let clerk: Person;
let other: Person;

const set = (key: string, value: number) =>
  city.query(
    `insert into settings (key, value, basis, valid_from) values ($1, $2::text::jsonb, '本市设定', '2026-01-01')`,
    [key, String(value)],
  );

beforeEach(async () => {
  city = await makeCity();
  const at = { agencyId: city.window.id, roles: ['window', 'check.batch'] };
  clerk = await enrol(city, { ...at, name: '窗口甲' });
  other = await enrol(city, { ...at, name: '窗口乙' });
  await set('quota.commitment.day', 3);
});

const firm = { type: 'uscc', code: aUscc('1') };
const check = ({ api }: Pick<Person, 'api'>, headers: Record<string, string> = {}) =>
  api('/checks', { method: 'POST', json: { subject: firm, purpose: 'commitment' }, headers });
const statuses = (answers: readonly Response[]) => answers.map(({ status }) => status).sort();

// Kind: a right to look that no number of looks ends.
test('the look after the last is refused until the day of Shanghai ends, to this person, for this purpose', async () => {
  for (let nth = 0; nth < 3; nth += 1) expect((await check(clerk)).status).toBe(201);
  const refused = await check(clerk);
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, String(14 * 3600)]);
  expect(await refused.json()).toMatchObject({ code: 'quota.exceeded', status: 429 });
  expect((await check(other)).status).toBe(201);
  const licensing = { subject: firm, purpose: 'licensing' };
  expect((await clerk.api('/checks', { method: 'POST', json: licensing })).status).toBe(201);
  city.setNow('2026-11-24T16:00:00.000Z');
  const fresh = await enrol(city, { agencyId: city.window.id, name: '窗口丙', roles: ['window'] });
  expect((await check(fresh)).status).toBe(201);
  expect(await city.query(`select count(*)::int as n from checks where purpose = 'commitment'`)).toEqual([
    { n: 5 },
  ]);
});

test('of a group asked at one moment each has its own answer', async () => {
  const answers = await Promise.all([
    ...Array.from({ length: 5 }, () => check(clerk)),
    ...Array.from({ length: 2 }, () => check(other)),
  ]);
  expect(statuses(answers.slice(0, 5))).toEqual([201, 201, 201, 429, 429]);
  expect(statuses(answers.slice(5))).toEqual([201, 201]);
  const lines = await city.query(`select 1 from audit_lines where action = 'check.run'`);
  expect(lines).toHaveLength(5);
});

test('every door counts: file, report, as-of, desk; a refusal counts for nothing, and a raised number helps at once', async () => {
  await set('quota.licensing.day', 3);
  await city.list('1');
  const about = { subject: firm, purpose: 'licensing', caseNo: 'BJ-1' };
  const post = (path: string, json: object) => clerk.api(path, { method: 'POST', json });
  expect((await post('/files/query', about)).status).toBe(200);
  expect((await post('/reports', about)).status).toBe(201);
  const asOf = { ...about, asOf: '2026-11-24T09:00:00+08:00' };
  expect((await post('/checks/as-of', asOf)).status).toBe(200);
  for (const [path, json] of [
    ['/files/query', about],
    ['/reports', about],
    ['/checks/as-of', asOf],
    ['/checks', about],
  ] as const) {
    const answer = await post(path, json);
    expect([path, answer.status, (await answer.json()).code]).toEqual([path, 429, 'quota.exceeded']);
  }
  const page = (path: string, init: RequestInit = {}) =>
    city.app.request(path, {
      ...init,
      headers: {
        cookie: clerk.cookie,
        origin: 'http://localhost',
        host: 'localhost',
        ...(init.headers as Record<string, string>),
      },
    });
  const form = { 'subject.type': 'uscc', 'subject.code': firm.code, purpose: 'licensing', caseNo: 'BJ-1' };
  const shown = await postForm({ page }, '/desk/checks', form);
  expect([shown.status, await shown.text()]).toEqual([429, expect.stringContaining('今日查询次数已达上限')]);
  await city.query(`update settings set value = '4' where key = 'quota.licensing.day'`);
  expect((await post('/files/query', about)).status).toBe(200);
});

test('a replay by its key costs nothing', async () => {
  const key = { 'idempotency-key': 'k-1' };
  for (let nth = 0; nth < 5; nth += 1) expect((await check(clerk, key)).status).toBe(201);
  for (let nth = 0; nth < 2; nth += 1) expect((await check(clerk)).status).toBe(201);
  expect((await check(clerk)).status).toBe(429);
});

test('a person’s batch has a quota of its own: the first are answered, the others refused in their places', async () => {
  await set('quota.check-batch.day', 4);
  const checks = Array.from({ length: 6 }, () => ({ subject: firm, purpose: 'commitment' }));
  const answer = await clerk.api('/checks/batch', { method: 'POST', json: { checks } });
  const { items } = await answer.json();
  type Entry = { ok: boolean; error?: { code: string } };
  expect(items.map(({ ok, error }: Entry) => ok || error?.code)).toEqual([
    ...[true, true, true, true],
    ...['quota.exceeded', 'quota.exceeded'],
  ]);
  expect((await check(clerk)).status).toBe(201);
});

test('keys are counted only where the city set it', async () => {
  const byKey = () => city.post(city.window, '/checks', { subject: firm, purpose: 'commitment' });
  for (let nth = 0; nth < 6; nth += 1) expect((await byKey()).status).toBe(201);
  expect(await city.query('select 1 from look_counts')).toEqual([]);
  await set('quota.keys', 1);
  const answers: number[] = [];
  for (let second = 1; second < 12; second += 1) {
    city.setNow(`2026-11-24T02:00:${String(second * 2).padStart(2, '0')}.000Z`);
    answers.push((await byKey()).status);
  }
  expect(answers.slice(-2)).toEqual([429, 429]);
});

test('the counts name nobody who was looked at, and are forgotten after a month', async () => {
  const json = { subject: { type: 'citizen-id', code: aCitizenId('1') }, purpose: 'commitment' };
  await clerk.api('/checks', { method: 'POST', json });
  expect(await city.query('select day::text, quota, looks from look_counts')).toEqual([
    { day: '2026-11-24', quota: 'quota.commitment.day', looks: 1 },
  ]);
  city.setNow('2026-12-25T16:20:00.000Z');
  await jobNamed('forget-look-counts').run(city.deps, city.deps.clock.now());
  expect(await city.query('select 1 from look_counts')).toEqual([]);
});
