import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeApp, type TestApp } from '../kit/app.ts';
import { enrol } from '../kit/people.ts';
import { everyOperation, everyRoute, filled, type Told } from '../kit/routes.ts';

// Words that end a literal, call a function of ours, or make a fault that tells of the database: in each
// parameter of each route, and each field of each form. `npm run attack` takes all of them.
const MARK = 'zz9913';
const all = [
  `'; select attack_mark(); --`,
  `' or '1'='1`,
  `1 and 1=cast('${MARK}' as int)`,
  `') union select '${MARK}',null,null --`,
  `1); select attack_mark() --`,
  `"; drop table checks; --`,
  `\\'; select cast('${MARK}' as int) --`,
  `$$; select attack_mark(); $$`,
  `{${MARK},"'}`,
  `%' and cast('${MARK}' as int)=1 and '%'='`,
];
const words = process.env.ATTACK_WORDS === 'all' ? all : all.slice(0, 3);
let app: TestApp;
let headers: Record<string, string>;
beforeAll(async () => {
  app = await makeApp();
  const held = ['feeder', 'window', 'subscriber', 'registrar', 'auditor'] as const;
  const { id } = await app.agency('QB', held, ['administrative-penalty']);
  const roles = [...held, 'check.batch', 'system-administrator', 'security-administrator'];
  const { cookie } = await enrol(app, { agencyId: id, name: '全能', roles });
  headers = { cookie, origin: 'http://localhost', host: 'localhost', accept: 'application/json' };
  await app.query('create table attack_marks (at timestamptz default now())');
  await app.query(`create function attack_mark() returns text language sql
    as $$ insert into attack_marks default values returning 'zz9913' $$`);
});
afterAll(async () => {
  await app.query('drop function attack_mark()');
  await app.query('drop table attack_marks');
});

type Asked = { method: string; address: string; type?: string; body?: string };
const leaves = (body: unknown, word: string): unknown[] => {
  if (typeof body === 'string') return [word];
  if (typeof body !== 'object' || body === null) return [];
  return Object.entries(body).flatMap(([key, inner]) =>
    leaves(inner, word).map((changed) =>
      Array.isArray(body)
        ? body.map((item, place) => (String(place) === key ? changed : item))
        : { ...body, [key]: changed },
    ),
  );
};

const ofOperation = ({ method, path, query, body }: Told, word: string): Asked[] => {
  const plain = filled(path, {});
  const asked = query.filter(({ required }) => required).map(({ name, example }) => [name, example]);
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => ({
    method,
    address: filled(path, { [name]: encodeURIComponent(word) }),
  }));
  const inQuery = query.map(({ name }) => ({
    method,
    address: `${plain}?${new URLSearchParams([...asked.filter(([one]) => one !== name), [name, word]] as string[][])}`,
  }));
  const inBody = leaves(body, word).map((changed) => ({
    method,
    address: plain,
    type: 'application/json',
    body: JSON.stringify(changed),
  }));
  return [...inPath, ...inQuery, ...inBody];
};

// The names of the fields that a page's forms send.
const fieldsOf = async (path: string): Promise<string[]> => {
  const page = await app.request(filled(path, {}), { headers: { ...headers, accept: 'text/html' } });
  const text = page.ok ? await page.text() : '';
  return [...new Set([...text.matchAll(/ name="([^"]+)"/g)].map(([, name = '']) => name))];
};

const judge = async ({ method, address, type, body }: Asked): Promise<string | null> => {
  const answer = await app.request(address, {
    method,
    headers: { ...headers, ...(type && { 'content-type': type }) },
    ...(body !== undefined && { body }),
  });
  const text = await answer.text();
  if (answer.status >= 500 && !text.includes('source.unreachable'))
    return `${method} ${address} ${body}: ${answer.status}`;
  return /syntax error|invalid input syntax|pg_catalog|SQLSTATE/i.test(text)
    ? `${method} ${address} ${body}: tells of the database`
    : null;
};

const noted = (wrong: string[], fault: string | null) => fault !== null && wrong.push(fault);

test('no word in any parameter of any route becomes a part of a statement', async () => {
  const operations = everyOperation.filter(({ path }) => !/\/(events|session|readyz|feed)$/.test(path));
  const wrong: string[] = [];
  for (const word of words)
    for (const told of operations)
      for (const asked of ofOperation(told, word)) noted(wrong, await judge(asked));
  expect(wrong).toEqual([]);
  expect(await app.query('select at from attack_marks')).toEqual([]);
});

test('nor does any field of any form of any page', async () => {
  const pages = everyRoute.filter(
    ({ method, path }) => method === 'POST' && path.startsWith('/desk/') && !/log(in|out)/.test(path),
  );
  const wrong: string[] = [];
  for (const { path } of pages) {
    const fields = await fieldsOf(path.replace(/\/[a-z-]+$/, ''));
    for (const word of words)
      for (const name of ['id', ...fields])
        noted(
          wrong,
          await judge({
            method: 'POST',
            address: filled(path, { id: '1' }),
            type: 'application/x-www-form-urlencoded',
            body: new URLSearchParams({ [name]: word }).toString(),
          }),
        );
  }
  expect(wrong).toEqual([]);
  expect(await app.query('select at from attack_marks')).toEqual([]);
});
