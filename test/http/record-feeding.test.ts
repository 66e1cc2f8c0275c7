import { beforeEach, describe, expect, test } from 'vitest';
import { makeApp, type TestApp } from '../kit/app.ts';
import { aUscc } from '../kit/identities.ts';
import type { Agency } from '../kit/uploads.ts';

let app: TestApp;
let feeder: Agency;
const at = '/records/serious-violation/YZ-1';
const gone = `${at}?reason=${encodeURIComponent('决定被撤销')}`;

beforeEach(async () => {
  app = await makeApp();
  feeder = await app.agency('SCJG', ['feeder'], ['serious-violation'], '示例市场监管局');
});

const violation = (reason = '提交虚假材料取得登记') => ({
  subjectName: '示例一食品有限公司',
  uscc: aUscc('1'),
  reason,
  listedOn: '2026-03-02',
  documentNo: '示市监严列〔2026〕1号',
  authorityName: feeder.name,
  authorityUscc: feeder.uscc,
});
const headers = (ifMatch?: string): Record<string, string> => (ifMatch ? { 'if-match': ifMatch } : {});
const put = (reason?: string, ifMatch?: string) =>
  feeder.api(at, { method: 'PUT', json: violation(reason), headers: headers(ifMatch) });
const withdraw = (ifMatch?: string) => feeder.api(gone, { method: 'DELETE', headers: headers(ifMatch) });
const told = async (answer: Response) => {
  const body = await answer.json();
  return [answer.status, body.code ?? answer.headers.get('etag')];
};
const kept = async () => ({
  versions: await app.query(`select version from records union all select version from record_versions`),
  topics: (await app.query(`select topic from events order by id`)).map(({ topic }) => topic),
});
const once = { versions: [{ version: 1 }], topics: ['credit.listing.created'] };

describe('a repeated request', () => {
  test('the same PUT again answers 200 with the same version and writes nothing', async () => {
    expect(await told(await put())).toEqual([201, '"1"']);
    expect(await told(await put())).toEqual([200, '"1"']);
    expect(await told(await put(undefined, '"1"'))).toEqual([200, '"1"']);
    expect(await kept()).toEqual(once);
  });

  test('a correction whose answer was lost is repeated with the version it named', async () => {
    await put();
    expect(await told(await put('另一原因', '"1"'))).toEqual([200, '"2"']);
    expect(await told(await put('另一原因', '"1"'))).toEqual([200, '"2"']);
    expect(await told(await put('第三种原因', '"1"'))).toEqual([412, 'record.precondition']);
    expect((await kept()).topics).toEqual(['credit.listing.created', 'credit.listing.changed']);
  });

  test('the same DELETE again answers 200 and revokes once', async () => {
    await put();
    expect(await told(await withdraw('"1"'))).toEqual([200, '"2"']);
    expect(await told(await withdraw('"1"'))).toEqual([200, '"2"']);
    expect(await told(await withdraw())).toEqual([200, '"2"']);
    expect((await kept()).topics).toEqual(['credit.listing.created', 'credit.listing.removed']);
    const lines = await app.query(`select about->'isRepeat' as repeat from audit_lines
      where action = 'record.withdraw' order by id`);
    expect(lines).toEqual([{ repeat: null }, { repeat: true }, { repeat: true }]);
  });

  test('a withdrawal of what was never there is 404', async () => {
    expect(await told(await withdraw())).toEqual([404, 'record.unknown']);
  });
});

const ifMatches: [string, number][] = [
  ['"1"', 200],
  ['W/"1"', 200],
  ['"9", "1"', 200],
  ['*', 200],
  ['"9"', 412],
  ['1', 412],
];
const writes: [string, (ifMatch: string) => Response | Promise<Response>][] = [
  ['PUT', (ifMatch) => put('另一原因', ifMatch)],
  ['DELETE', withdraw],
];
test.each(writes.flatMap(([method, write]) => ifMatches.map((line) => [method, ...line, write] as const)))(
  '%s with If-Match %s on version 1 is %i',
  async (_, ifMatch, status, write) => {
    await put();
    expect((await write(ifMatch)).status).toBe(status);
  },
);

test('If-Match on a record that is not there is 412', async () => {
  expect(await told(await put(undefined, '"1"'))).toEqual([412, 'record.precondition']);
});

describe('writers at the same time', () => {
  const writers = Array.from({ length: 6 }, (_, place) => `原因${place + 1}`);

  test('of those who correct the same version one wins and the others are told 412; nothing is lost', async () => {
    await put();
    const answers = await Promise.all(writers.map(async (reason) => told(await put(reason, '"1"'))));
    expect(answers.map(String).sort()).toEqual(['200,"2"', ...Array(5).fill('412,record.precondition')]);
    const winner = writers[answers.findIndex(([status]) => status === 200)];
    expect(await (await feeder.api(at)).json()).toMatchObject({ version: 2, fields: { reason: winner } });
    expect((await kept()).topics).toHaveLength(2);
  });

  test('of those who create the same record one wins; the others must look at it first', async () => {
    const answers = await Promise.all(writers.map(async (reason) => told(await put(reason))));
    expect(answers.map(String).sort()).toEqual([
      '201,"1"',
      ...Array(5).fill('428,record.precondition-required'),
    ]);
    expect(await kept()).toEqual(once);
  });

  test('the same creation sent several times at once creates one record', async () => {
    const answers = await Promise.all(writers.map(async () => told(await put())));
    expect(answers.map(String).sort()).toEqual([...Array(5).fill('200,"1"'), '201,"1"']);
    expect(await kept()).toEqual(once);
  });

  test('a correction and a withdrawal of the same version: one is refused, none is half done', async () => {
    await put();
    const [corrected, withdrawn] = await Promise.all([put('另一原因', '"1"'), withdraw('"1"')]);
    const statuses = [corrected.status, withdrawn.status];
    expect(statuses.toSorted()).toEqual([200, 412]);
    const [record] = await app.query(`select state, version from records`);
    expect(record).toEqual({ state: statuses[0] === 200 ? 'live' : 'withdrawn', version: 2 });
    expect((await kept()).topics).toHaveLength(2);
  });
});
