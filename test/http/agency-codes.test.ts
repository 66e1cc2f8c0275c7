import { beforeEach, expect, test } from 'vitest';
import { readMigrations } from '../../src/node/open-database.ts';
import { makeApp, type TestApp } from '../kit/app.ts';
import { aUscc } from '../kit/identities.ts';
import { enrol } from '../kit/people.ts';

const today = '2026-11-24';
const uscc = aUscc('11GSJ');
let app: TestApp;
let add: (code: string, more?: object) => Promise<Response>;
let old: Awaited<ReturnType<TestApp['agency']>>;
beforeEach(async () => {
  app = await makeApp({ now: `${today}T02:00:00.000Z` });
  const { id } = await app.agency('XXZX', ['registrar']);
  old = await app.agency('GSJ', ['feeder'], ['serious-violation']);
  const { api } = await enrol(app, { agencyId: id, name: 'system', roles: ['system-administrator'] });
  add = async (code, more = {}) =>
    api('/agencies', {
      method: 'POST',
      json: { code, name: `虚构${code}局`, uscc, roles: ['feeder'], ...more },
    });
});
const refusal = async (answer: Response) => {
  const { code, detail } = await answer.json();
  return [answer.status, code, detail];
};

test('a credit code that an agency bears is given to no other, however it is written', async () => {
  for (const written of [uscc, uscc.toLowerCase(), ` ${uscc} `])
    expect(await refusal(await add('SCJG', { uscc: written }))).toEqual([
      409,
      'agency.uscc-taken',
      expect.stringMatching(/GSJ 虚构GSJ局 名下。.*succeeds/),
    ]);
  expect(await app.query(`select 1 from agencies where code = 'SCJG'`)).toEqual([]);
});

test('of two who add an agency with one credit code at the same moment one is refused', async () => {
  const free = aUscc('11FREE');
  const answers = await Promise.all(['AA', 'BB', 'CC'].map((code) => add(code, { uscc: free })));
  expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409, 409]);
});

test('the database itself keeps a credit code to one agency', async () => {
  const twin = () =>
    app.query(
      `insert into agencies (code, name, uscc, valid_from, created_at) values ('TWIN', '虚构局', $1, $2, now())`,
      [uscc, today],
    );
  await expect(twin()).rejects.toThrow();
});

test('a renamed agency keeps its code: it is added and succeeds the old one in one step', async () => {
  const from = '2026-11-25';
  const added = await add('SCJG', { succeeds: { agency: 'GSJ', from } });
  expect([added.status, (await added.json()).uscc]).toEqual([201, uscc]);
  const [before] = await app.query(
    `select a.valid_until::text as until, b.code as heir from agencies a join agencies b on b.id = a.successor_id
      where a.code = 'GSJ'`,
  );
  expect(before).toEqual({ until: from, heir: 'SCJG' });
  const [line] = await app.query(`select about::text as about from audit_lines order by id desc limit 1`);
  expect(JSON.parse(String(line?.about))).toMatchObject({
    agency: 'SCJG',
    succeeds: { agency: 'GSJ', from },
  });
  expect((await old.api('/matters')).status).toBe(200);
  app.setNow(`${from}T02:00:00.000Z`);
  expect((await refusal(await old.api('/matters')))[1]).toBe('agency.expired');
  expect((await refusal(await add('THIRD')))[1]).toBe('agency.uscc-taken');
});

test.each([
  ['an agency that is not there', 'NONE', today, 404, 'agency.unknown'],
  ['a day before it could act', 'GSJ', '2020-01-01', 422, 'agency.successor'],
])('a succession from %s is refused, and nothing is added', async (_, agency, from, status, code) => {
  expect(await refusal(await add('SCJG', { succeeds: { agency, from } }))).toEqual([
    status,
    code,
    expect.any(String),
  ]);
  expect(await app.query(`select successor_id from agencies where code in ('SCJG', 'GSJ')`)).toEqual([
    { successor_id: null },
  ]);
});

test('what has a successor already is not succeeded again', async () => {
  const succeeds = { agency: 'GSJ', from: today };
  expect((await add('SCJG', { succeeds })).status).toBe(201);
  expect((await refusal(await add('SCJW', { uscc: aUscc('11SCJW'), succeeds })))[1]).toBe('agency.successor');
});

test('a database that holds doubles migrates, tells of them, and takes no third', async () => {
  await app.query('alter table agencies drop column shares_code');
  for (const code of ['DOUBLE', 'TRIPLE'])
    await app.query(
      `insert into agencies (code, name, uscc, valid_from, created_at) values ($1, '虚构局', $2, $3, now())`,
      [code, uscc, today],
    );
  const { sql = '' } =
    readMigrations('migrations').find(({ name }) => name.includes('one_credit_code')) ?? {};
  const statements = sql
    .replace(/^--.*$/gm, '')
    .split(';')
    .map((text) => text.trim())
    .filter((text) => text && !text.startsWith('set local'));
  expect(statements.length).toBe(3);
  for (const text of statements) await app.query(text);
  await app.query(`insert into scheduler_ticks (id, ticked_at) values (1, now())`);
  const warnings = async () => (await (await app.request('/readyz')).json()).warnings ?? [];
  expect(await warnings()).toContainEqual({
    code: 'agency.code-shared',
    message: expect.stringContaining('（GSJ、DOUBLE、TRIPLE）'),
  });
  expect((await refusal(await add('THIRD')))[1]).toBe('agency.uscc-taken');
  await app.query(`update agencies set successor_id = (select id from agencies where code = 'GSJ')
    where code in ('DOUBLE', 'TRIPLE')`);
  expect(JSON.stringify(await warnings())).not.toContain('agency.code-shared');
});
