import { beforeAll, expect, test } from 'vitest';
import { jobNamed } from '../../src/jobs.ts';
import { type City, makeCity } from '../kit/cases.ts';
import { openTestDb } from '../kit/database.ts';
import { aUscc } from '../kit/identities.ts';
import { twoFilesOfOneShop } from '../kit/merges.ts';
import { aViolationRow, upload } from '../kit/uploads.ts';

// The database is made before the first story, not within its time.
beforeAll(async () => void (await openTestDb()));

const LIST = 'serious-violation';
const feed = (city: City, no: string, cells: Record<string, string>) =>
  upload(city, city.market, {
    catalog: LIST,
    rows: [{ ...aViolationRow(city.market, '1', cells), 来源记录号: no }],
  });
const asOf = (city: City, path: string, seed: string, at: string) =>
  city.read(
    city.post(city.window, path, {
      subject: { type: 'uscc', code: aUscc(seed) },
      purpose: 'licensing',
      asOf: at,
    }),
  );
const listed = async (city: City, seed: string, at: string) =>
  (await asOf(city, '/files/query', seed, at)).listings ?? [];
const THEN = '2026-11-15T10:00:00+08:00';

// Kind: a question about what was known then, answered from the columns of today.
test('the days of a listing in a file as of then are those of then', async () => {
  const city = await makeCity('2026-11-10T02:00:00Z');
  await feed(city, 'YZ-1', { 列入日期: '2026-11-02' });
  city.setNow('2026-11-20T02:00:00Z');
  await feed(city, 'YZ-1', { 列入日期: '2026-10-08', 列入决定书文号: '示市监严列〔2026〕8号' });
  expect(await listed(city, '1', THEN)).toMatchObject([
    { listedOn: '2026-11-02', dueOn: '2029-11-02', documentNo: '示市监严列〔2026〕1号', endedOn: null },
  ]);
  expect((await city.file('1')).listings).toMatchObject([
    { listedOn: '2026-10-08', dueOn: '2029-10-08', documentNo: '示市监严列〔2026〕8号' },
  ]);
});

test('what a listing said then is told as of then: its authority and reason, and until when its measures run', async () => {
  const city = await makeCity('2026-11-10T02:00:00Z');
  await feed(city, 'YZ-1', {});
  const [before] = (await city.file('1')).listings;
  const extended = async (measuresUntil: string) =>
    city.post(city.market, `/listings/${before.id}/extensions`, {
      ground: '决定延长惩戒措施期限',
      measuresUntil,
    });
  expect((await extended('2026-11-16')).status).toBe(201);
  city.setNow('2026-11-17T02:00:00Z');
  await jobNamed('end-due-listings').run(city.deps, city.deps.clock.now());
  city.setNow('2026-11-20T02:00:00Z');
  expect((await extended('2028-01-01')).status).toBe(201);
  await feed(city, 'YZ-1', { 列入原因: '更正后的原因' });
  city.setNow('2026-11-22T02:00:00Z');
  const days = async (at: string) => (await listed(city, '1', at)).map(daysOf);
  const daysOf = ({ reason, measuresUntil, measuresEndedOn }: Record<string, string>) => [
    ...[reason, measuresUntil, measuresEndedOn],
  ];
  expect(await days('2026-11-10T10:00:00+08:00')).toEqual([[before.reason, '2026-11-16', null]]);
  expect(await days('2026-11-18T10:00:00+08:00')).toEqual([[before.reason, '2026-11-16', '2026-11-17']]);
  expect((await city.file('1')).listings.map(daysOf)).toEqual([['更正后的原因', '2028-01-01', null]]);
  const [check] = (await asOf(city, '/checks/as-of', '1', THEN)).reasons;
  expect(check).toMatchObject({ code: 'list.serious-violation' });
});

test('a row that names another subject since stands under the first in every answer about then', async () => {
  const city = await makeCity('2026-11-10T02:00:00Z');
  await feed(city, 'YZ-2', { 统一社会信用代码: aUscc('2'), 企业名称: '示例乙公司' });
  await feed(city, 'YZ-1', { 列入日期: '2026-11-02' });
  city.setNow('2026-11-20T02:00:00Z');
  await feed(city, 'YZ-1', { 统一社会信用代码: aUscc('2'), 企业名称: '示例乙公司', 列入日期: '2026-11-02' });
  const days = async (seed: string, at: string) =>
    (await listed(city, seed, at)).map(({ listedOn }: { listedOn: string }) => listedOn);
  expect([await days('1', THEN), await days('2', THEN)]).toEqual([['2026-11-02'], ['2026-03-02']]);
  const now = '2026-11-20T10:30:00+08:00';
  city.setNow('2026-11-20T03:00:00Z');
  expect([await days('1', now), await days('2', now)]).toEqual([[], ['2026-11-02', '2026-03-02']]);
  const records = async (seed: string) =>
    (await asOf(city, '/files/query', seed, THEN)).records.map(
      ({ sourceNo }: { sourceNo: string }) => sourceNo,
    );
  expect([await records('1'), await records('2')]).toEqual([['YZ-1'], ['YZ-2']]);
  const grounds = async (seed: string) =>
    ((await asOf(city, '/checks/as-of', seed, THEN)).reasons as { code: string }[]).filter(
      ({ code }) => code !== 'feed.stale',
    ).length;
  expect([await grounds('1'), await grounds('2')]).toEqual([1, 1]);
});

test('two files that were one for a while are two in every answer about then, and one while they are one', async () => {
  const city = await makeCity('2026-11-10T02:00:00Z');
  const { candidate } = await twoFilesOfOneShop(city, city.market);
  const count = async (at: string) => {
    const [subject] = await city.query(
      `select i.code from subject_identifiers i join subjects s on s.id = i.subject_id
       where i.type = 'business-registration-no' order by i.code limit 1`,
    );
    const answer = await city.read(
      city.post(city.window, '/files/query', {
        subject: { type: 'business-registration-no', code: subject?.code },
        purpose: 'licensing',
        asOf: at,
      }),
    );
    return answer.records.length;
  };
  const BEFORE = '2026-11-10T18:00:00+08:00';
  const WHILE = '2026-11-13T10:00:00+08:00';
  city.setNow('2026-11-11T02:00:00Z');
  const own = await count(BEFORE);
  city.setNow('2026-11-12T02:00:00Z');
  await city.post(city.registrar, `/subjects/merge-candidates/${candidate}/merge`, { reason: '函复' });
  city.setNow('2026-11-14T02:00:00Z');
  const both = await count(WHILE);
  expect([await count(BEFORE), both > own]).toEqual([both, true]);
  const [merge] = await city.query(`select id::int from subject_merges`);
  await city.post(city.registrar, `/subjects/merges/${merge?.id}/undo`, { reason: '函复有误' });
  city.setNow('2026-11-15T02:00:00Z');
  expect([await count(BEFORE), await count(WHILE)]).toEqual([own, own]);
});
