import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { relayEvents } from '../../src/notices/relay/relay-events.driver.ts';
import { type City, makeCity } from '../kit/cases.ts';
import { openTestDb } from '../kit/database.ts';
import {
  type Agency,
  eventOf,
  type PushApp,
  pushToFinance,
  subscribed,
  type TestListing,
} from '../kit/push.ts';
import { sheetText } from '../kit/sheet.ts';

beforeAll(async () => void (await openTestDb()));
const ground = '列入决定已被复议撤销';
const words = ['提交虚假材料取得登记', '示市监严列〔2026〕1号', ground];
type Item = { seq: number; type: string; supersededBy: string | null; data: Record<string, unknown> };

// What a department can lay hands on: the feed, its inbox, each notice by itself, the list it takes away.
const everything = async (city: City, id: string) => {
  const { department, read } = city;
  const { items } = await read(department.api('/notices'));
  const each = await Promise.all(
    items.map(async (notice: { id: string }) => [
      await read(department.api(`/notices/${notice.id}`)),
      await read(department.api(`/notices/${notice.id}/feedback`)),
    ]),
  );
  const sheet = sheetText(new Uint8Array(await (await department.api('/notices.xlsx')).arrayBuffer()));
  return {
    feed: (await read(department.api(`/feed?subscription=${id}&after=0`))).items as Item[],
    text: JSON.stringify([
      items,
      each,
      sheet,
      await read(department.api(`/feed?subscription=${id}&after=0`)),
    ]),
  };
};

const opened = async () => {
  const city = await makeCity('2027-04-01T02:00:00Z');
  const { id } = await city.read(
    city.post(city.department, '/subscriptions', { name: '严重失信', schedule: { kind: 'at-once' } }),
  );
  await city.list('1');
  await city.list('2', { 列入原因: '另一家的列入原因' });
  await relayEvents(city.deps);
  return { city, id };
};
const decide = async (city: City, what: string) =>
  city.post(city.market, `/listings/${await city.listingOf('1')}/${what}`, { ground });

test('with the revocation, the words of the decision go from feed, inbox, notices and downloads; numbers and others stay', async () => {
  const { city, id } = await opened();
  const before = await everything(city, id);
  for (const word of words.slice(0, 2)) expect(before.text).toContain(word);
  expect((await decide(city, 'revocations')).status).toBe(201);
  await relayEvents(city.deps);
  const { feed, text } = await everything(city, id);
  for (const word of words) expect(text).not.toContain(word);
  expect(feed.map(({ seq, type }) => [seq, type])).toEqual([
    [1, 'credit.listing.created'],
    [2, 'credit.listing.created'],
    [3, 'credit.listing.removed'],
  ]);
  const blank = { reason: null, documentNo: null, endGround: null };
  expect(feed[0]?.data).toMatchObject({ ...blank, listingId: before.feed[0]?.data.listingId });
  expect(feed[1]?.data).toEqual(before.feed[1]?.data);
  expect(feed[2]?.data).toMatchObject({ ...blank, state: 'revoked', needsReceipt: true });
  const kept = await city.query(
    `select count(*)::int as n from events where payload::text like '%提交虚假材料%'`,
  );
  expect(kept).toEqual([{ n: 0 }]);
  const auditor = await city.agency('SJJ', ['auditor']);
  expect((await city.read(auditor.api('/listings?state=revoked'))).items).toMatchObject([
    { reason: words[0], documentNo: words[1], endGround: ground },
  ]);
});

test('what was said while it stood, corrected, extended, removed and restored, goes with it', async () => {
  const { city, id } = await opened();
  await city.list('1', { 列入原因: '更正后的列入原因' });
  await decide(city, 'removals');
  await decide(city, 'restorations');
  await relayEvents(city.deps);
  expect((await everything(city, id)).text).toContain('更正后的列入原因');
  await decide(city, 'revocations');
  await relayEvents(city.deps);
  const { feed, text } = await everything(city, id);
  for (const word of [...words, '更正后的列入原因']) expect(text).not.toContain(word);
  expect(feed.map(({ seq }) => seq)).toEqual(feed.map((_, place) => place + 1));
});

test('listed and revoked before anybody was told: the notice is born without words', async () => {
  const city = await makeCity('2027-04-01T02:00:00Z');
  const { id } = await city.read(
    city.post(city.department, '/subscriptions', { name: '严重失信', schedule: { kind: 'at-once' } }),
  );
  await city.list('1');
  await decide(city, 'revocations');
  await relayEvents(city.deps);
  const { feed, text } = await everything(city, id);
  expect(feed).toHaveLength(2);
  for (const word of words) expect(text).not.toContain(word);
});

test('an early removal erases nothing: it is archived, not undone', async () => {
  const { city, id } = await opened();
  await decide(city, 'removals');
  await relayEvents(city.deps);
  expect((await everything(city, id)).text).toContain(words[0]);
});

test('listed anew after a revocation: the new notice speaks, the old one does not', async () => {
  const { city, id } = await opened();
  await decide(city, 'revocations');
  await relayEvents(city.deps);
  const anew = { 来源记录号: 'YZ-1B', 列入决定书文号: '示市监严列〔2027〕9号' };
  await city.list('1', { ...anew, 列入原因: '重新作出的列入决定' });
  await relayEvents(city.deps);
  const { feed } = await everything(city, id);
  expect(feed.map(({ data }) => data.reason)).toEqual([null, '另一家的列入原因', null, '重新作出的列入决定']);
});

let push: PushApp;
let finance: Agency;
beforeEach(async () => {
  ({ push, finance } = await pushToFinance());
});
afterEach(() => push.stop());

const told = async (listing: TestListing) => {
  await push.tell(eventOf(listing, 'created'));
  await push.relay();
};
const revoke = async (listing: TestListing) => {
  const event = eventOf(listing, 'removed');
  const blank = { state: 'revoked', reason: null, documentNo: null, endGround: null };
  await push.tell({ ...event, payload: { ...event.payload, ...blank } });
  await push.relay();
};
const REASON = '有履行能力而拒不履行';
const feedOf = async (id: string) =>
  (await (await finance.api(`/feed?subscription=${id}&after=0`)).json()).items as Item[];

test('a notice that the lift superseded keeps its number and whose place was taken, and loses its words', async () => {
  const { id } = await subscribed(push, finance);
  const listing = await push.aListing('a');
  await told(listing);
  await revoke(listing);
  const [first, lift] = await feedOf(id);
  expect([first?.seq, lift?.seq]).toEqual([1, 2]);
  expect(first?.supersededBy).toBe(lift?.data.noticeId);
  expect(lift?.data.supersedes).toEqual([first?.data.noticeId]);
  expect(JSON.stringify([first, lift])).not.toContain(REASON);
  expect(JSON.stringify([first, lift])).not.toContain('虚执');
});

test('replayed and tried again, it comes under its own ids and without the words', async () => {
  const { id, receiver } = await subscribed(push, finance);
  const [done, waiting] = [await push.aListing('a'), await push.aListing('b')];
  await told(done);
  await push.send();
  const before = receiver.got.at(-1);
  expect(before?.body).toContain(REASON);
  receiver.answer(503);
  await told(waiting);
  await push.send();
  receiver.answer(204);
  await revoke(done);
  await revoke(waiting);
  const seen = receiver.got.length;
  await push.hurry();
  await push.send();
  await push.hurry();
  await push.send();
  await finance.api(`/subscriptions/${id}/replay`, { method: 'POST', json: { fromSeq: 1 } });
  await push.send();
  const after = receiver.got.slice(seen);
  const again = after.find(({ headers }) => headers['x-replay'] === '1');
  expect(again?.webhookId).toBe(before?.webhookId);
  expect(after.length).toBeGreaterThan(3);
  expect(after.map(({ body }) => body).join()).not.toContain(REASON);
  expect(receiver.refused).toEqual([]);
});

test('a sealed notice of a person is erased too, and stays sealed', async () => {
  const registrar = await push.agency('REG', ['registrar']);
  const police = await push.agency('PSB', ['subscriber'], [], '虚构市公安局');
  const { id } = await subscribed(push, registrar, { agency: 'PSB', identityBasis: '《虚构条例》第十条' });
  const listing = await push.aListing('p', { kind: 'person' });
  await told(listing);
  const bodies = () => push.query(`select body is null as sealed from notices order by seq`);
  expect(await bodies()).toEqual([{ sealed: true }]);
  await revoke(listing);
  expect(await bodies()).toEqual([{ sealed: true }, { sealed: true }]);
  const { items } = await (await police.api(`/feed?subscription=${id}&after=0`)).json();
  expect(items[0].data).toMatchObject({ reason: null, documentNo: null, subject: { code: listing.code } });
});
