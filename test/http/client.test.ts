import { beforeEach, describe, expect, expectTypeOf, test } from 'vitest';
import {
  answer,
  type Batch,
  RegistryProblem,
  registryClient,
  type Schemas,
} from '../../src/client/registry-client.ts';
import { makeApp, type TestApp } from '../kit/app.ts';
import { aUscc } from '../kit/identities.ts';
import { runQueue } from '../kit/run-jobs.ts';
import { type Agency, aViolationRow, csvOf } from '../kit/uploads.ts';

let app: TestApp;
let feeder: Agency;
let window: Agency;
const catalog = 'serious-violation';
const key = { catalog, sourceNo: 'YZ-1' };

beforeEach(async () => {
  app = await makeApp();
  feeder = await app.agency('SCJG', ['feeder'], [catalog], '示例市场监管局');
  window = await app.agency('ZW', ['window'], [], '示例政务中心');
});

type Send = (request: Request) => Promise<Response>;
const overHttp: Send = async (request) => app.app.request(request);
const clientOf = (agency: Agency, fetch: Send = overHttp) =>
  registryClient({ url: 'http://registry.test/', key: agency.key, fetch });

const violation = (reason = '提交虚假材料取得登记') => ({
  subjectName: '示例一食品有限公司',
  uscc: aUscc('1'),
  reason,
  listedOn: '2026-03-02',
  documentNo: '示市监严列〔2026〕1号',
  authorityName: feeder.name,
  authorityUscc: feeder.uscc,
});
const aCheck = { subject: { type: 'uscc' as const, code: aUscc('1') }, purpose: 'commitment' as const };
const csv = (...rows: Parameters<typeof csvOf>[0]) => new Blob([csvOf(rows)], { type: 'text/csv' });
const refusal = (call: Promise<unknown>) =>
  call.then(
    () => expect.unreachable('it was not refused'),
    (error: unknown) => {
      expect(error).toBeInstanceOf(RegistryProblem);
      return error as RegistryProblem;
    },
  );

test('the types are those of the OpenAPI document', () => {
  const { api, waitForBatch } = clientOf(window);
  const asked = () => answer(api.POST('/api/v1/checks', { body: aCheck }));
  expectTypeOf(asked).returns.resolves.toEqualTypeOf<Schemas['Check']>();
  expectTypeOf<Schemas['Check']['outcome']>().toEqualTypeOf<
    'eligible' | 'ineligible' | 'review' | 'matter-not-allowed'
  >();
  expectTypeOf(waitForBatch).returns.resolves.toEqualTypeOf<Batch>();
  expectTypeOf<Schemas['CheckIn']>().not.toExtend<{ unheard: string }>();
});

test('an agency uploads, waits, puts, corrects and withdraws; a window checks', async () => {
  const registry = clientOf(feeder);
  const { id } = await registry.upload({ catalog }, csv(aViolationRow(feeder, '7')));
  await runQueue(app.deps);
  const seen: string[] = [];
  const done = await registry.waitForBatch(id, { onProgress: ({ status }) => seen.push(status) });
  expect([done.status, done.counts.accepted, seen]).toEqual(['done', 1, ['done']]);

  const first = await registry.putRecord(key, violation());
  expect(first).toMatchObject({ state: 'live', version: 1, etag: '"1"' });
  const checked = await answer(clientOf(window).api.POST('/api/v1/checks', { body: aCheck }));
  expect([checked.outcome, checked.reasons[0]?.code]).toEqual(['ineligible', `list.${catalog}`]);
  const second = await registry.putRecord(key, violation('另一原因'), first);
  expect(await registry.showRecord(key)).toEqual(second);
  const withdrawn = await registry.withdrawRecord(key, '决定被撤销', second);
  expect(withdrawn).toMatchObject({ state: 'withdrawn', etag: '"3"' });
});

describe('what the registry refuses is thrown with its code, its sentence and every fault', () => {
  test('a record that does not pass', async () => {
    const wrong = { ...violation(), uscc: '914403001922038210', listedOn: '某日' };
    const problem = await refusal(clientOf(feeder).putRecord(key, wrong));
    expect([problem.status, problem.code]).toEqual([422, 'record.rejected']);
    expect(problem.errors.length).toBeGreaterThan(1);
    expect(problem.message).toContain('请');
    expect(problem.requestId).not.toBe('');
  });

  test('a correction of what has changed since', async () => {
    const registry = clientOf(feeder);
    const first = await registry.putRecord(key, violation());
    await registry.putRecord(key, violation('另一原因'), first);
    const problem = await refusal(registry.putRecord(key, violation('第三种原因'), first));
    expect([problem.status, problem.code]).toEqual([412, 'record.precondition']);
  });

  test('an answer that is not from the registry', async () => {
    const registry = clientOf(feeder, async () => new Response('<h1>Bad gateway</h1>', { status: 502 }));
    const problem = await refusal(registry.showRecord(key));
    expect([problem.status, problem.code]).toEqual([502, 'http.502']);
  });
});

describe('what was not heard is sent again and done once', () => {
  const losing = (count: number, lose: () => Response) => {
    let left = count;
    const sent: Request[] = [];
    const fetch: Send = async (request) => {
      sent.push(request);
      const heard = await overHttp(request);
      if (left-- <= 0) return heard;
      return lose();
    };
    return { fetch, sent };
  };
  const brokenLine = () => {
    throw new TypeError('fetch failed');
  };
  const busy = () => new Response(null, { status: 503, headers: { 'retry-after': '0' } });

  test('a POST carries a key of its own, and its repeat gets the first answer', async () => {
    const { fetch, sent } = losing(1, brokenLine);
    const checked = await answer(clientOf(window, fetch).api.POST('/api/v1/checks', { body: aCheck }));
    const keys = sent.map(({ headers }) => headers.get('idempotency-key'));
    expect([keys.length, new Set(keys).size]).toEqual([2, 1]);
    expect(await app.query(`select no from checks`)).toEqual([{ no: checked.no }]);
  });

  test('a PUT finds its work done', async () => {
    const { fetch } = losing(3, busy);
    const put = await clientOf(feeder, fetch).putRecord(key, violation());
    expect(put.version).toBe(1);
    expect(await app.query(`select version from records`)).toEqual([{ version: 1 }]);
  });

  test('an upload is sent once: its bytes are not kept', async () => {
    const { fetch, sent } = losing(1, brokenLine);
    const registry = clientOf(feeder, fetch);
    await expect(registry.upload({ catalog }, csv(aViolationRow(feeder, '7')))).rejects.toThrow(TypeError);
    expect(sent).toHaveLength(1);
  });

  test('the fourth failure is told', async () => {
    const { fetch, sent } = losing(9, busy);
    expect((await refusal(clientOf(feeder, fetch).showRecord(key))).status).toBe(503);
    expect(sent).toHaveLength(4);
  });
});
