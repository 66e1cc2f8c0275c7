import { beforeEach, expect, test } from 'vitest';
import { makeApp, type TestApp } from '../kit/app.ts';
import { aUscc } from '../kit/identities.ts';
import type { Agency } from '../kit/uploads.ts';

let app: TestApp;
let window: Agency;
beforeEach(async () => {
  app = await makeApp();
  window = await app.agency('ZWFW', ['window'], [], '示例政务服务中心');
});

const asked = (seed: string) => ({
  subject: { type: 'uscc', code: aUscc(seed) },
  purpose: 'commitment',
  caseNo: 'BJ-1',
});
const check = (headers: Record<string, string> = {}) =>
  window.api('/checks', { method: 'POST', json: asked('1'), headers });
const batch = (count: number) =>
  window.api('/checks/batch', {
    method: 'POST',
    json: { checks: Array.from({ length: count }, (_, place) => asked(`b${place}`)) },
  });
const told = async (answer: Response) => [
  answer.status,
  (await answer.json()).code,
  answer.headers.get('retry-after'),
];
const UNAVAILABLE = [503, 'database.unavailable', '5'];
const stored = async () => (await app.query('select no from checks')).map(({ no }) => no);
const closed = () => Object.assign(new Error('write CONNECTION_CLOSED'), { code: 'CONNECTION_CLOSED' });

// The next transaction is kept, or is not, and nobody hears of it.
const loseAnswer = ({ isKept }: { isKept: boolean }) => {
  const { db } = app.deps;
  let isLost = false;
  const transaction: typeof db.transaction = async (...given) => {
    if (isLost) return db.transaction(...given);
    isLost = true;
    if (isKept) await db.transaction(...given);
    throw closed();
  };
  app.deps.db = Object.assign(Object.create(db), { transaction });
};

test('a question that was kept although its answer was lost is found by its key, and answered at once', async () => {
  loseAnswer({ isKept: true });
  const answer = await check({ 'idempotency-key': 'window-1' });
  expect(answer.status).toBe(201);
  const { no } = await answer.json();
  expect(await stored()).toEqual([no]);
  const again = await check({ 'idempotency-key': 'window-1' });
  expect([again.status, (await again.json()).no]).toEqual([201, no]);
  expect(await app.query(`select count(*)::int as n from audit_lines where action = 'check.run'`)).toEqual([
    { n: 1 },
  ]);
});

test('one that was not kept is told to come again, and is asked then', async () => {
  loseAnswer({ isKept: false });
  expect(await told(await check({ 'idempotency-key': 'window-1' }))).toEqual(UNAVAILABLE);
  expect(await stored()).toEqual([]);
  expect((await check({ 'idempotency-key': 'window-1' })).status).toBe(201);
  expect(await stored()).toHaveLength(1);
});

test('without a key nothing tells whose question was kept: it is not asked a second time', async () => {
  const { quick } = app.deps;
  app.deps.quick = async (text, params) => {
    const answer = await quick(text, params);
    if (!text.includes('insert into checks')) return answer;
    throw closed();
  };
  expect(await told(await check())).toEqual(UNAVAILABLE);
  expect(await stored()).toHaveLength(1);
});

test.each(['53100', '53200', '57014'])(
  'a batch of checks that meets %s is told so once, without trying each question alone',
  async (code) => {
    await app.query('create sequence tried');
    await app.query(`create function refuse() returns trigger language plpgsql as $$ begin
      perform nextval('tried'); raise exception 'no room' using errcode = '${code}'; end $$`);
    await app.query(
      `create trigger refuse before insert on checks for each statement execute function refuse()`,
    );
    try {
      expect(await told(await batch(40))).toEqual(UNAVAILABLE);
      expect(await told(await check())).toEqual(UNAVAILABLE);
      expect(await app.query('select last_value::int as tries from tried')).toEqual([{ tries: 2 }]);
    } finally {
      await app.query('drop function refuse cascade');
      await app.query('drop sequence tried');
    }
    expect((await batch(2)).status).toBe(200);
  },
);

test('a batch whose connection breaks is told so too', async () => {
  const { statement } = app.deps;
  app.deps.statement = async (text, params) => {
    if (text.includes('insert into checks')) throw Object.assign(new Error('write EPIPE'), { code: 'EPIPE' });
    return statement(text, params);
  };
  expect(await told(await batch(3))).toEqual(UNAVAILABLE);
});
