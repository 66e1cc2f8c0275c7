import { expect, test } from 'vitest';
import { jobNamed } from '../../src/jobs.ts';
import { makeApp } from '../kit/app.ts';
import { aUscc } from '../kit/identities.ts';
import { administratorsOf } from '../kit/people.ts';

const KEYS = '/agencies/SCJG/keys';
const withKey = (key: string) => ({ headers: { 'idempotency-key': key } });

const registry = async () => {
  const made = await makeApp({ now: '2026-11-24T02:00:00.000Z' });
  const administrators = await administratorsOf(made);
  await made.agency('SCJG', ['feeder']);
  const askedCount = async () =>
    Number((await made.query(`select count(*)::int as count from grants where kind = 'key'`))[0]?.count);
  return { ...made, ...administrators, askedCount };
};

test('a repeat of a creating request gets the first answer and creates nothing', async () => {
  const { asSecurity, askedCount } = await registry();
  const first = await asSecurity(KEYS, withKey('issue-1'));
  const again = await asSecurity(KEYS, withKey('issue-1'));
  expect([first.status, again.status]).toEqual([202, 202]);
  expect(await again.json()).toEqual(await first.json());
  expect(await askedCount()).toBe(1);
});

test('repeats that arrive together create one thing and all get the same answer', async () => {
  const { asSecurity, askedCount } = await registry();
  const answers = await Promise.all(Array.from({ length: 6 }, () => asSecurity(KEYS, withKey('issue-1'))));
  const bodies = await Promise.all(answers.map((answer) => answer.text()));
  expect(answers.map(({ status }) => status)).toEqual(Array(6).fill(202));
  expect(new Set(bodies).size).toBe(1);
  expect(await askedCount()).toBe(1);
});

test('a key used for one request is refused for another, which changes nothing', async () => {
  const { asSystem, query } = await registry();
  const agency = (code: string) => ({
    json: { code, name: `虚构${code}局`, uscc: aUscc(`11${code}`), roles: ['window'] },
    ...withKey('add-1'),
  });
  expect((await asSystem('/agencies', agency('GAJ'))).status).toBe(201);
  const other = await asSystem('/agencies', agency('JRB'));
  expect([other.status, (await other.json()).code]).toEqual([409, 'idempotency.reused']);
  expect(await query(`select code from agencies where code = 'JRB'`)).toEqual([]);
});

test('the same key on another address is another request', async () => {
  const { asSecurity, agency } = await registry();
  await agency('GAJ', ['window']);
  await asSecurity(KEYS, withKey('issue-1'));
  const other = await asSecurity('/agencies/GAJ/keys', withKey('issue-1'));
  expect((await other.json()).code).toBe('idempotency.reused');
});

test('a refused request leaves its key free for the mended one', async () => {
  const { asSystem } = await registry();
  const agency = (uscc: string) => ({
    json: { code: 'GAJ', name: '虚构公安局', uscc, roles: ['window'] },
    ...withKey('add-1'),
  });
  expect((await asSystem('/agencies', agency('114403000075500139'))).status).toBe(422);
  expect((await asSystem('/agencies', agency(aUscc('11GAJ')))).status).toBe(201);
});

test('a key that could not be a header value is refused', async () => {
  const { asSecurity } = await registry();
  for (const key of ['with space', 'x'.repeat(129)]) {
    const answer = await asSecurity(KEYS, withKey(key));
    expect([answer.status, (await answer.json()).code]).toEqual([400, 'idempotency.invalid']);
  }
});

test('the kept answer cannot be read in the database', async () => {
  const { keyByTwoHands, query } = await registry();
  const { key } = await keyByTwoHands('SCJG', withKey('confirm-1'));
  const rows = await query(`select encode(answer, 'escape') as answer from idempotency_keys`);
  expect(rows).toHaveLength(1);
  expect(key).toMatch(/^crk_/);
  expect(String(rows[0]?.answer)).not.toContain(key);
});

test('a key is remembered for 24 hours and then may be used anew', async () => {
  const { asSecurity, askedCount, deps, setNow } = await registry();
  await asSecurity(KEYS, withKey('issue-1'));
  setNow('2026-11-25T01:59:59.000Z');
  await jobNamed('forget-answers').run(deps, deps.clock.now());
  await asSecurity(KEYS, withKey('issue-1'));
  expect(await askedCount()).toBe(1);
  setNow('2026-11-25T02:00:00.000Z');
  await jobNamed('forget-answers').run(deps, deps.clock.now());
  await asSecurity(KEYS, withKey('issue-1'));
  expect(await askedCount()).toBe(2);
});
