import { afterEach, beforeEach, expect, test } from 'vitest';
import { pollDropSources } from '../../src/intake/drop-sources/poll-drop-sources.driver.ts';
import { guardedFetch } from '../../src/node/guarded-fetch.ts';
import { makeApp, type TestApp } from '../kit/app.ts';
import { batchesOf, lookAgain } from '../kit/dropped.ts';
import { runQueue } from '../kit/run-jobs.ts';
import { type S3, type S3Call, s3Keys, startS3 } from '../kit/s3-server.ts';
import { type Agency, aViolationRow, csvOf } from '../kit/uploads.ts';

let app: TestApp;
let registrar: Agency;
let office: Agency;
let s3: S3;
const catalog = 'serious-violation';
const prefix = '市监 局/进+件/';

beforeEach(async () => {
  app = await makeApp();
  registrar = await app.agency('XXZX', ['registrar']);
  office = await app.agency('SCJG', ['feeder'], [catalog], '示例市场监管局');
  s3 = await startS3('drop');
});
afterEach(async () => {
  expect(s3.refused()).toBe(0);
  await s3.stop();
});

const add = (wish: object = {}) =>
  registrar.api('/drop-sources', {
    method: 'POST',
    json: {
      agency: 'SCJG',
      catalog,
      kind: 's3',
      location: s3.location + prefix,
      credentials: s3Keys,
      ...wish,
    },
  });
const drop = (name: string, ...seeds: string[]) =>
  s3.put(prefix + name, csvOf(seeds.map((seed) => aViolationRow(office, seed))));
const look = async (times: number) => {
  for (let looks = 0; looks < times; looks++) await lookAgain(app);
};
const lastResult = async () => (await (await registrar.api('/drop-sources')).json()).items[0].lastResult;

test('objects become batches, page after page, and are copied aside with their results', async () => {
  expect((await add()).status).toBe(201);
  const names = ['a (1)!.csv', 'b&c.csv', '名单 +.csv', 'd.csv', 'e.csv'];
  for (const [place, name] of names.entries()) drop(name, String(place));
  s3.put('elsewhere/x.csv', 'not ours');
  s3.put(`${prefix}deeper/y.csv`, 'not ours');
  s3.put(`${prefix}z.csv.part`, 'unfinished');
  await look(2);
  expect(await batchesOf(app)).toHaveLength(5);
  expect(await batchesOf(app)).toMatchObject(names.map(() => ({ accepted: 1, by: 'source' })));
  const expected = [
    ...names.flatMap((name) => [`${prefix}${name}.done.json`, `${prefix}done/${name}`]),
    'elsewhere/x.csv',
    `${prefix}deeper/y.csv`,
    `${prefix}z.csv.part`,
  ];
  expect(s3.keys()).toEqual(expected.toSorted());
  await look(2);
  expect(await batchesOf(app)).toHaveLength(5);
});

test('refused rows and a refused file are told beside the object', async () => {
  await add();
  const wrong = aViolationRow(office, '2', { 统一社会信用代码: '91440300MA5EXMPX84' });
  s3.put(`${prefix}a.csv`, csvOf([aViolationRow(office, '1'), wrong]));
  s3.put(`${prefix}b.csv`, '甲,乙\n1,2\n');
  await look(2);
  expect(JSON.parse(s3.text(`${prefix}a.csv.done.json`) ?? '')).toMatchObject({ counts: { rejected: 1 } });
  expect(s3.text(`${prefix}a.csv.error.csv`)).toContain('错误原因');
  expect(JSON.parse(s3.text(`${prefix}b.csv.error.json`) ?? '')).toMatchObject({
    status: 'refused',
    problem: { code: 'batch.header', detail: expect.stringMatching(/[一-龥]/) },
  });
  expect(s3.text(`${prefix}error/b.csv`)).toContain('甲,乙');
});

// Every call that a whole life of one file makes, each failing once: the file ends as one batch, its result
// told.
const steps: readonly [string, (call: S3Call) => boolean][] = [
  ['listing', ({ list }) => list],
  ['reading', ({ method, list }) => method === 'GET' && !list],
  ['writing the refused rows', ({ method, key }) => method === 'PUT' && key.endsWith('.error.csv')],
  ['writing the result', ({ method, key }) => method === 'PUT' && key.endsWith('.json')],
  ['copying aside', ({ copyOf }) => copyOf !== undefined],
  ['deleting', ({ method, key }) => method === 'DELETE' && key.endsWith('/a.csv')],
];
test.each(steps)(
  'a store that fails at %s is asked again, and nothing is lost or taken twice',
  async (_, when) => {
    await add();
    const wrong = aViolationRow(office, '2', { 统一社会信用代码: '91440300MA5EXMPX84' });
    s3.put(`${prefix}a.csv`, csvOf([aViolationRow(office, '1'), wrong]));
    s3.failWhen(when);
    await look(3);
    expect(await lastResult()).toMatchObject({ problem: { code: 'source.unreachable' } });
    s3.failWhen(() => false);
    await look(3);
    expect(await batchesOf(app)).toMatchObject([{ name: 'a.csv', accepted: 1, rejected: 1 }]);
    expect(s3.keys()).toEqual(
      ['a.csv.done.json', 'a.csv.error.csv', 'done/a.csv'].map((name) => prefix + name).toSorted(),
    );
    expect(await lastResult()).toMatchObject({ found: 0, problem: null });
  },
);

test('an object replaced while its first content is worked is taken as another file', async () => {
  await add();
  drop('a.csv', '1');
  await pollDropSources(app.deps);
  drop('a.csv', '1', '2');
  await runQueue(app.deps);
  await look(1);
  expect(s3.keys()).toEqual([`${prefix}a.csv`, `${prefix}a.csv.done.json`]);
  await look(2);
  expect(await batchesOf(app)).toMatchObject([{ accepted: 1 }, { accepted: 1, unchanged: 1 }]);
  expect(s3.keys()).toEqual([`${prefix}a.csv.done.json`, `${prefix}done/a.csv`]);
});

test('an object replaced between the look and the reading is left for the next look', async () => {
  await add();
  drop('a.csv', '1');
  s3.failWhen(({ method, list }) => {
    if (method === 'GET' && !list) drop('a.csv', '1', '2');
    return false;
  });
  await look(1);
  expect(await batchesOf(app)).toEqual([]);
  expect(await lastResult()).toMatchObject({ found: 1, waiting: 1, submitted: 0, problem: null });
  await look(2);
  expect(await batchesOf(app)).toMatchObject([{ accepted: 2 }]);
  expect(s3.keys()).toEqual([`${prefix}a.csv.done.json`, `${prefix}done/a.csv`]);
});

test('a crash between the batch and its note finds the batch again', async () => {
  await add();
  drop('a.csv', '1');
  await look(1);
  await app.query(`update dropped_files set batch_id = null`);
  await look(2);
  expect(await batchesOf(app)).toHaveLength(1);
  expect(s3.keys()).toContain(`${prefix}done/a.csv`);
});

test('an address that PUSH_ALLOW no longer grants is not asked', async () => {
  await add();
  drop('a.csv', '1');
  await pollDropSources({ ...app.deps, log: () => {}, reach: guardedFetch(['10.0.0.0/8']) });
  expect(s3.calls).toEqual([]);
  expect(await lastResult()).toMatchObject({ problem: { code: 'source.unreachable' } });
});
