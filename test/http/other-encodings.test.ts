import { beforeAll, expect, test } from 'vitest';
import { makeApp, type TestApp } from '../kit/app.ts';
import { enrol } from '../kit/people.ts';

// Text that is no UTF-8 is refused at every door: read all the same, it would stand on a signed sheet.
let app: TestApp;
let key: string;
let cookie: string;

beforeAll(async () => {
  app = await makeApp();
  const window = await app.agency('CK', ['window']);
  key = window.key;
  ({ cookie } = await enrol(app, { agencyId: window.id, name: '张窗口', roles: ['window'] }));
});

const own = { origin: 'http://localhost', host: 'localhost' };
// 示例 in GBK.
const gbk = [0xca, 0xbe, 0xc0, 0xfd];
const latin1 = [0xe9];
const cutShort = [0xe7, 0xa4];
const surrogate = [0xed, 0xa0, 0x80];

const bytes = (head: string, middle: readonly number[], tail: string) =>
  new Uint8Array([...new TextEncoder().encode(head), ...middle, ...new TextEncoder().encode(tail)]);
const subject = '{"purpose":"commitment","subject":{"type":"uscc","code":"91620981MA9000011U","name":"';
const post = (path: string, body: Uint8Array<ArrayBuffer>, type = 'application/json') =>
  app.request(path, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': type },
    body,
  });

test.each([
  ['GBK', gbk],
  ['Latin-1', latin1],
  ['half a character', cutShort],
  ['a lone surrogate', surrogate],
])('a check whose name is %s is refused, and nothing is kept', async (_, middle) => {
  for (const type of [
    'application/json',
    'application/json; charset=GBK',
    'application/json; charset=utf-8',
  ]) {
    const answer = await post('/api/v1/checks', bytes(subject, middle, '"}}'), type);
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({
      code: 'request.not-json',
      detail: expect.stringContaining('UTF-8'),
    });
  }
  const kept = await app.request('/api/v1/checks', { headers: { authorization: `Bearer ${key}` } });
  expect(await kept.json()).toMatchObject({ items: [] });
});

test('a batch of checks, a query of a file and a sign-in are refused alike', async () => {
  const check = `{"purpose":"commitment","subject":{"type":"uscc","code":"91620981MA9000011U","name":"`;
  for (const [path, head, tail] of [
    ['/api/v1/checks/batch', `{"checks":[${check}`, '"}}]}'],
    ['/api/v1/files/query', check, '"}}'],
    ['/api/v1/session', '{"agency":"CK","password":"x","name":"', '"}'],
  ] as const) {
    const answer = await post(path, bytes(head, gbk, tail));
    expect([path, answer.status]).toEqual([path, 400]);
    expect(await answer.json()).toMatchObject({ code: 'request.not-json' });
  }
});

test('UTF-8 with a mark in front, and characters beyond the first plane, are taken', async () => {
  for (const name of ['示例𠀀有限公司', '示例有限公司']) {
    const answer = await post('/api/v1/checks', bytes(subject, [...new TextEncoder().encode(name)], '"}}'));
    expect(answer.status).toBe(201);
  }
});

test('a form in GBK is refused with a sentence', async () => {
  const answer = await app.request('/desk/checks', {
    method: 'POST',
    headers: { ...own, cookie, 'content-type': 'application/x-www-form-urlencoded' },
    body: 'subject.type=uscc&subject.code=91620981MA9000011U&purpose=commitment&subject.name=%CA%BE%C0%FD',
  });
  expect(answer.status).toBe(400);
  expect(await answer.text()).toContain('编码不是 UTF-8');
});
