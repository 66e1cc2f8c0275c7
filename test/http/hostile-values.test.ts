import { beforeAll, expect, test } from 'vitest';
import { enrol } from '../kit/people.ts';
import { makePush, type PushApp } from '../kit/push.ts';
import { everyOperation, filled, type Told } from '../kit/routes.ts';
import { draftedBy, stepped } from '../kit/rule-sets.ts';
import { aPenaltyRow, upload } from '../kit/uploads.ts';

let push: PushApp;
let headers: Record<string, string>;
let values: Record<string, string>;
let faults: string[];

// One person who may do nearly everything; what is no answer of a check of ours is logged, and collected
// here.
beforeAll(async () => {
  push = await makePush();
  push.deps.log = (level, event, facts) => {
    if (level === 'error' && event === 'request.failed') faults.push(`${facts?.code}: ${facts?.error}`);
  };
  const all = await push.agency(
    'QB',
    ['feeder', 'window', 'subscriber', 'registrar', 'auditor'],
    ['administrative-penalty'],
  );
  const roles = ['feeder', 'window', 'subscriber', 'registrar', 'auditor'];
  const { cookie } = await enrol(push, {
    agencyId: all.id,
    name: '全能',
    roles: [...roles, 'system-administrator', 'security-administrator'],
  });
  headers = { cookie, origin: 'http://localhost', host: 'localhost', 'content-type': 'application/json' };
  const { id } = await upload(push, all, {
    catalog: 'administrative-penalty',
    rows: [aPenaltyRow(all, '1'), aPenaltyRow(all, '2', { 处罚决定日期: '明天' })],
  });
  const version = await draftedBy(all);
  await stepped(all, version, 'simulate');
  const made = await all.api('/subscriptions', { method: 'POST', json: { name: '测试' } });
  const subscription = (await made.json()).id;
  values = {
    id,
    subscription,
    version: String(version),
    code: 'administrative-penalty',
    catalog: 'administrative-penalty',
    sourceNo: 'CF-1',
    agency: 'QB',
    job: 'relay-events',
    no: 'HC-1',
    year: '2027',
  };
});

const words: readonly string[] = [
  ...['', '\u0000', '\ud800', '__proto__', 'constructor', '%E0%A4%A', '(', 'infinity', '-1', '2147483648'],
  ...['9223372036854775808', '0000-01-01', '9999-12-31', '0000-01-01T00:00:00Z', '2026-01-01T00:00:00+23:59'],
  ...['https://[', 'https://a:99999/%', '0 0 31 2 *'],
];
const hostile: readonly unknown[] = [...words, null, -1, 0.5, 2 ** 31, 2 ** 53, 1e308, [], {}];

type Json = unknown;
const isOpen = (value: Json): value is object => typeof value === 'object' && value !== null;

// Every copy of a body with one value in it exchanged.
const mutated = (body: Json, to: Json): Json[] =>
  isOpen(body)
    ? [
        to,
        ...Object.entries(body).flatMap(([key, inner]) =>
          mutated(inner, to).map((changed) =>
            Array.isArray(body)
              ? body.map((item, place) => (String(place) === key ? changed : item))
              : { ...body, [key]: changed },
          ),
        ),
      ]
    : [to];

const idOf = ({ path }: Told): string => {
  if (/\/(subscriptions|drop-sources)\//.test(path)) return values.subscription ?? '';
  return /\/(batches|notices|deliveries|letters|keys)\//.test(path) ? (values.id ?? '') : '1';
};
const placeOf = (told: Told, own: Record<string, string> = {}) =>
  filled(told.path, { ...values, id: idOf(told), ...own });
const questionOf = ({ query }: Told) =>
  Object.fromEntries(
    query
      .filter(({ required }) => required)
      .map(({ name, example }) => [name, name === 'state' ? 'held' : (values[name] ?? example)]),
  );

const ask = async ({ method, body }: Told, url: string, sent: Json = body) => {
  const { status } = await push.request(url, {
    method,
    headers,
    ...(method !== 'GET' && method !== 'DELETE' && sent !== undefined && { body: JSON.stringify(sent) }),
  });
  return status;
};
const noted = (before: number, what: string) => {
  for (let at = before; at < faults.length; at++) faults[at] = `${what}: ${faults[at]}`;
};

const operations = everyOperation.filter(({ path }) => !/\/(events|session|readyz|feed)$/.test(path));

test.each(operations)('$method $path takes no hostile value for a fault of its own', async (told) => {
  faults = [];
  const tell = async (what: string, call: () => Promise<number>) => {
    const before = faults.length;
    await call();
    noted(before, what);
  };
  const plain = new URLSearchParams(questionOf(told));
  for (const value of words) {
    const shown = JSON.stringify(value.slice(0, 40));
    for (const [, name = ''] of told.path.matchAll(/\{(\w+)\}/g))
      if (value.isWellFormed())
        await tell(`path ${name} ${shown}`, () =>
          ask(told, `${placeOf(told, { [name]: encodeURIComponent(value) || '%' })}?${plain}`),
        );
    for (const { name } of told.query)
      await tell(`query ${name} ${shown}`, () =>
        ask(told, `${placeOf(told)}?${new URLSearchParams({ ...questionOf(told), [name]: value })}`),
      );
  }
  if (told.body !== undefined)
    for (const value of hostile)
      for (const body of mutated(told.body, value))
        await tell(`body ${JSON.stringify(body).slice(0, 300)}`, () =>
          ask(told, `${placeOf(told)}?${plain}`, body),
        );
  expect([...new Set(faults)].filter((fault) => !fault.includes('source.unreachable')).slice(0, 20)).toEqual(
    [],
  );
});
