import { beforeEach, expect, test } from 'vitest';
import { jobNamed } from '../../src/jobs.ts';
import { asJob } from '../../src/platform/schedule/job.ts';
import { expireListings } from '../../src/registry/listings/expire-listings.ts';
import { type City, makeCity } from '../kit/cases.ts';
import { entries, publish } from '../kit/public-lists.ts';
import { eventOf, makePush, subscribe } from '../kit/push.ts';
import { sheetText } from '../kit/sheet.ts';
import { aDefaulterRow, upload } from '../kit/uploads.ts';

// One sealed text of many does not open any more: the others are shown, told and worked as before.
let city: City;
beforeEach(async () => {
  city = await makeCity();
});

const spoilNumberOf = (name: string) =>
  city.query(
    `update subject_identifiers set sealed = '\\x0102' from subjects s where s.id = subject_id and s.name = $1`,
    [city.deps.vault.sealText(name)],
  );
const twoDefaulters = async (cells: Record<string, string> = {}) =>
  upload(city, city.market, {
    catalog: 'judgment-defaulter',
    rows: [
      aDefaulterRow(city.market, '1', { '被执行人姓名/名称': '示例王小明', ...cells }),
      aDefaulterRow(city.market, '2', { '被执行人姓名/名称': '示例李小红', ...cells }),
    ],
  });

test('feed and download: the notice stands in its place without body, and those after it are whole', async () => {
  const push = await makePush();
  const finance = await push.agency('FIN', ['subscriber'], [], '虚构市财政局');
  const registrar = await push.agency('XXZX', ['registrar']);
  const full = { identityBasis: '《示例条例》第三条', agency: 'FIN', channel: 'pull' };
  const { id } = await subscribe(registrar, full);
  const people = [await push.aListing('p', { kind: 'person' }), await push.aListing('q', { kind: 'person' })];
  await push.tell(...people.map((one) => eventOf(one, 'created')));
  await push.relay();
  await push.query(`update notices set sealed_body = '\\x0102' where seq = 1`);
  const feed = await finance.api(`/feed?subscription=${id}&after=0`);
  expect(feed.status).toBe(200);
  const { items, lastSeq } = await feed.json();
  expect(lastSeq).toBe(2);
  expect(items).toMatchObject([
    {
      seq: 1,
      type: 'credit.listing.created',
      subject: `subjects/${people[0]?.subjectId}`,
      data: { seq: 1, subjectSeq: 0, unreadable: true, listingId: people[0]?.id },
    },
    { seq: 2, data: { seq: 2, subjectSeq: 1, subject: { code: people[1]?.code } } },
  ]);
  const sheet = await finance.api('/notices.xlsx');
  expect(sheet.status).toBe(200);
  const text = sheetText(new Uint8Array(await sheet.arrayBuffer()));
  expect(text).toContain('正文无法打开');
  expect(text).toContain(people[0]?.name);
  expect(text).not.toContain(people[0]?.code);
  expect(text).toContain(people[1]?.code);
  await push.stop();
});

test('refused rows: on the screen and in the file to mend, the others keep their values', async () => {
  const { id } = await twoDefaulters({ 发布时间: '某日' });
  const [first] = await city.query(`select min(row_no) as row from batch_errors where batch_id = $1`, [id]);
  await city.query(`update batch_errors set sealed_row = '\\x0102' where row_no = $1`, [Number(first?.row)]);
  const screen = await city.market.api(`/batches/${id}/errors.json`);
  expect(screen.status).toBe(200);
  const { items } = await screen.json();
  expect(items.map(({ values }: { values: object | null }) => values === null)).toEqual([true, false]);
  const file = await city.market.api(`/batches/${id}/errors.csv`);
  const csv = await file.text();
  expect(csv).toContain('示例李小红');
  expect(csv).not.toContain('示例王小明');
});

test('the night that ends listings ends those of everybody, and the lists that are searched show them', async () => {
  await twoDefaulters();
  await spoilNumberOf('示例王小明');
  await city.query(`update listings set due_on = '2026-11-01'`);
  const ledger = await city.registrar.api('/measures/ledger');
  expect(ledger.status).toBe(200);
  await expireListings(asJob(city.deps, 'end-due-listings'));
  expect(await city.query(`select distinct state from listings`)).toEqual([{ state: 'expired' }]);
  const told = await city.query(`select subject_id from events where topic like '%.removed'`);
  expect(told).toHaveLength(2);
});

test('public lists: a person who may be a child is left out, and the others are published', async () => {
  await twoDefaulters();
  await spoilNumberOf('示例王小明');
  await publish(city);
  expect(await entries(city, 'judgment-defaulter')).toMatchObject([{ name: '示***红' }]);
});

test('the pairs of a registrar are listed, the number that does not open named as such', async () => {
  await twoDefaulters();
  await spoilNumberOf('示例王小明');
  const [first, second] = await city.query('select id from subjects order by id desc limit 2');
  await city.query(
    `insert into merge_candidates (first_id, second_id, ground, raised_by, raised_at)
     values ($1, $2, 'name-and-region', 'job:test', now())`,
    [Number(first?.id), Number(second?.id)],
  );
  const answer = await city.registrar.api('/subjects/merge-candidates');
  expect(answer.status).toBe(200);
  expect(JSON.stringify(await answer.json())).toContain('号码无法打开');
});

test('travel permits are filed anew although one does not open', async () => {
  const row = { 证件类型: '港澳居民来往内地通行证', 证件号码: 'H12345678' };
  await twoDefaulters({ ...row });
  await city.query(`update subject_identifiers set sealed = '\\x0102' where sealed is not null`);
  await jobNamed('respell-permits').run(city.deps, city.deps.clock.now());
});
