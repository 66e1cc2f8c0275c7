import { beforeEach, expect, test } from 'vitest';
import { type City, makeCity } from '../kit/cases.ts';
import { aUscc } from '../kit/identities.ts';
import { enrol } from '../kit/people.ts';

type Person = Awaited<ReturnType<typeof enrol>>;
let city: City;
let clerk: Person;
let auditor: Awaited<ReturnType<City['agency']>>;

const set = (key: string, value: number) =>
  city.query(
    `insert into settings (key, value, basis, valid_from) values ($1, $2::text::jsonb, '本市设定', '2026-01-01')`,
    [key, String(value)],
  );

beforeEach(async () => {
  city = await makeCity();
  auditor = await city.agency('SJJ', ['auditor'], [], '示例市审计局');
  clerk = await enrol(city, { agencyId: city.window.id, name: '窗口甲', roles: ['window'] });
  await set('unusual.looks', 4);
  await set('unusual.at-night', 1);
  await set('unusual.one-case', 1);
  await set('unusual.one-subject', 2);
});

type List = { list: string; threshold: number; items: { name: string; count: number }[] };
const listed = async (day = '2026-11-24'): Promise<Record<string, [string, number][]>> => {
  const { lists } = (await (await auditor.api(`/audit/unusual?day=${day}`)).json()) as { lists: List[] };
  return Object.fromEntries(
    lists.map(({ list, items }) => [list, items.map(({ name, count }) => [name, count])]),
  );
};
const check = ({ api }: Pick<Person, 'api'>, seed: string, caseNo?: string) =>
  api('/checks', {
    method: 'POST',
    json: {
      subject: { type: 'uscc', code: aUscc(seed) },
      purpose: 'commitment',
      ...(caseNo ? { caseNo } : {}),
    },
  });
const NONE = {
  'unusual.looks': [],
  'unusual.at-night': [],
  'unusual.one-case': [],
  'unusual.one-subject': [],
};

// Kind: a use of the registry that leaves lines and that nobody can see among them.
test('a clerk who asks the same again and again, or many under one case, stands in the lists of that day', async () => {
  await city.list('1');
  await city.list('2');
  await check(clerk, '1', 'BJ-1');
  await check(clerk, '1', 'BJ-2');
  expect(await listed()).toEqual(NONE);
  await check(clerk, '1', 'BJ-3');
  expect((await listed())['unusual.one-subject']).toEqual([['窗口甲', 3]]);
  await check(clerk, '2', 'BJ-1');
  await check(clerk, '2', 'BJ-4');
  expect(await listed()).toEqual({
    ...NONE,
    'unusual.looks': [['窗口甲', 5]],
    'unusual.one-case': [['窗口甲', 2]],
    'unusual.one-subject': [['窗口甲', 3]],
  });
  expect(await listed('2026-11-23')).toEqual(NONE);
});

test('looks at night are counted by the clock of Shanghai; keys are in no list', async () => {
  city.setNow('2026-11-24T15:30:00.000Z');
  for (let nth = 0; nth < 6; nth += 1)
    await city.post(city.window, '/checks', {
      subject: { type: 'uscc', code: aUscc('1') },
      purpose: 'commitment',
    });
  expect(await listed()).toEqual(NONE);
  const late = await enrol(city, { agencyId: city.window.id, name: '窗口乙', roles: ['window'] });
  for (const seed of ['1', '2']) await check(late, seed);
  expect(await listed()).toEqual({ ...NONE, 'unusual.at-night': [['窗口乙', 2]] });
});

test('only the auditor reads them, each reading leaves a line, and the page says the same', async () => {
  expect((await clerk.api('/audit/unusual')).status).toBe(403);
  expect((await city.registrar.api('/audit/unusual')).status).toBe(403);
  expect((await auditor.api('/audit/unusual?day=2026-02-30')).status).toBe(400);
  await city.list('1');
  for (let nth = 0; nth < 3; nth += 1) await check(clerk, '1');
  await listed();
  expect(
    await city.query(
      `select about->>'unusualOn' as day, about->>'count' as n from audit_lines where action = 'audit.read'`,
    ),
  ).toEqual([{ day: '2026-11-24', n: '1' }]);
  const reader = await enrol(city, { agencyId: auditor.id, name: '审计甲', roles: ['auditor'] });
  const page = await city.app.request('/desk/unusual-access', { headers: { cookie: reader.cookie } });
  const html = await page.text();
  expect([page.status, html.includes('窗口甲'), html.includes('异常查询')]).toEqual([200, true, true]);
});
