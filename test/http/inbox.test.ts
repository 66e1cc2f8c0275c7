import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  type Agency,
  eventOf,
  type PushApp,
  pushToFinance,
  subscribe,
  type TestListing,
} from '../kit/push.ts';
import { sheetText } from '../kit/sheet.ts';

let push: PushApp;
let finance: Agency;
beforeEach(async () => {
  ({ push, finance } = await pushToFinance());
});
afterEach(() => push.stop());

type Line = { id: string; seq: number; signedAt: string | null; readAt: string | null };
const inbox = async (query = ''): Promise<Line[]> =>
  (await (await finance.api(`/notices?limit=100${query}`)).json()).items;
const idsOf = async (...seqs: number[]) =>
  (await inbox()).filter(({ seq }) => seqs.includes(seq)).map(({ id }) => id);
const sign = async (ids: readonly string[], by = finance) =>
  (await by.api('/notices/receipts', { method: 'POST', json: { notices: ids } })).json();
const ackedOf = async (id: string) => (await (await finance.api(`/subscriptions/${id}`)).json()).ackedSeq;
const told = async (...seeds: string[]) => {
  const listings: TestListing[] = [];
  for (const seed of seeds) listings.push(await push.aListing(seed));
  for (const listing of listings) await push.tell(eventOf(listing, 'created'));
  await push.relay();
  return listings;
};

test('an inbox is active at once, and nothing is sent for it', async () => {
  const { id, state } = await subscribe(finance, { channel: 'inbox' });
  expect(state).toBe('active');
  await told('a', 'b');
  await push.send();
  expect(await inbox()).toHaveLength(2);
  expect((await (await finance.api(`/deliveries?subscription=${id}`)).json()).items).toEqual([]);
});

test('receipts by hand are the delivery: what is signed for without a hole is acknowledged', async () => {
  const { id } = await subscribe(finance, { channel: 'inbox' });
  await told('a', 'b', 'c', 'd');
  expect(await sign(await idsOf(1, 2, 4))).toEqual({ signed: 3 });
  expect(await ackedOf(id)).toBe(2);
  expect(await sign(await idsOf(3, 4))).toEqual({ signed: 1 });
  expect(await ackedOf(id)).toBe(4);
});

test('an inbox that becomes a webhook sends what nobody has signed for, and no more', async () => {
  const receiver = await push.receiver();
  const { id } = await subscribe(finance, { channel: 'inbox' });
  await told('a', 'b', 'c', 'd');
  await sign(await idsOf(1, 3));
  await finance.api(`/subscriptions/${id}`, { method: 'PATCH', json: { endpoint: { url: receiver.url } } });
  await push.send();
  await push.send();
  expect(receiver.seqs()).toEqual([2, 4]);
});

test('notices are found by list, kind of change and whether somebody has read or signed them', async () => {
  await subscribe(finance, { channel: 'inbox' });
  const [a] = (await told('a', 'b', 'c')) as [TestListing];
  await push.tell(eventOf(a, 'removed'));
  await push.relay();
  const [first = ''] = await idsOf(1);
  await sign([first]);
  const seqs = async (query: string) => (await inbox(query)).map(({ seq }) => seq);
  expect(await seqs('&unsigned=true')).toEqual([4, 3, 2]);
  expect(await seqs('&unread=true')).toEqual([4, 3, 2]);
  expect(await seqs('&unconfirmed=true')).toEqual([4]);
  expect(await seqs('&type=credit.listing.removed')).toEqual([4]);
  expect(await seqs('&list=honour')).toEqual([]);
  expect((await finance.api('/notices?unread=maybe')).status).toBe(400);
});

test("another agency's notices are neither signed nor acknowledged", async () => {
  const { id } = await subscribe(finance, { channel: 'inbox' });
  await told('a');
  const other = await push.agency('TAX', ['subscriber']);
  expect(await sign(await idsOf(1), other)).toEqual({ signed: 0 });
  expect(await ackedOf(id)).toBe(0);
});

test('the download shows persons masked and leaves a line', async () => {
  await subscribe(finance, { channel: 'inbox' });
  const person = await push.aListing('p', { kind: 'person' });
  await push.tell(eventOf(person, 'created'));
  await push.relay();
  const answer = await finance.api('/notices.xlsx?unsigned=true');
  expect(answer.status).toBe(200);
  const text = sheetText(new Uint8Array(await answer.arrayBuffer()));
  expect(text).toContain(person.name);
  expect(text).toContain('***********');
  expect(text).not.toContain(person.code);
  const lines = await push.query(`select about from audit_lines where action = 'notice.download'`);
  expect(lines).toMatchObject([{ about: { notices: 1, filter: { unsigned: 'true' } } }]);
});

test('with a recorded legal basis the download gives the full number', async () => {
  const registrar = await push.agency('XXZX', ['registrar']);
  const basis = { identityBasis: '《示例条例》第三条', agency: 'FIN', channel: 'inbox' };
  await subscribe(registrar, basis);
  const person = await push.aListing('p', { kind: 'person' });
  await push.tell(eventOf(person, 'created'));
  await push.relay();
  const answer = await finance.api('/notices.xlsx');
  expect(sheetText(new Uint8Array(await answer.arrayBuffer()))).toContain(person.code);
});
