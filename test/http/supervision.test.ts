import { afterEach, beforeEach, expect, test } from 'vitest';
import { addMissingYear } from '../../src/law/calendar/calendar.store.ts';
import { subscribe, subscribed } from '../kit/push.ts';
import { type Item, makeSupervision } from '../kit/supervision.ts';

let city: Awaited<ReturnType<typeof makeSupervision>>;
let finance: Awaited<ReturnType<typeof city.agency>>;
let labour: Awaited<ReturnType<typeof city.agency>>;
beforeEach(async () => {
  city = await makeSupervision();
  finance = await city.agency('CZJ', ['subscriber'], [], '虚构市财政局');
  labour = await city.agency('RSJ', ['subscriber'], [], '虚构市人力资源和社会保障局');
});
afterEach(() => city.stop());

test('a receipt is a 2xx or an acknowledgement; who gives none is reminded, then late, and sees only its own', async () => {
  const { receiver } = await subscribed(city, finance);
  const made = await subscribe(labour);
  await city.told(await city.aListing('a'), 'created');
  await city.send();
  expect(receiver.notices()).toHaveLength(1);
  expect(receiver.refused).toEqual([]);
  await city.reckon();
  expect(await city.lines()).toEqual([]);
  city.setNow('2026-11-25T02:00:00Z');
  expect(await city.lines()).toEqual(['RSJ receipt due-soon']);
  city.setNow('2026-11-27T15:59:00Z');
  expect(await city.lines('?state=overdue')).toEqual([]);
  city.setNow('2026-11-28T02:00:00Z');
  expect(await city.lines('?state=overdue')).toEqual(['RSJ receipt overdue']);
  expect(await city.lines('?state=due-soon')).toEqual([]);
  expect(await city.lines('', labour)).toEqual(['RSJ receipt overdue']);
  expect(await city.lines('', finance)).toEqual([]);
  await labour.api('/feed/ack', { method: 'POST', json: { subscription: made.id, upTo: 1 } });
  await city.reckon();
  expect(await city.lines('?state=overdue')).toEqual([]);
  const window = await city.agency('ZWFW', ['window']);
  expect((await window.api('/supervision')).status).toBe(403);
});

test('a receipt by hand and an answer count at once; the last measure answered ends the duty', async () => {
  await subscribe(finance);
  await city.told(await city.aListing('a'), 'created');
  const [notice] = await city.notices(finance);
  if (!notice) throw new Error('no notice');
  expect(notice.measures.length).toBeGreaterThan(1);
  city.setNow('2026-12-08T02:00:00Z');
  expect(await city.lines()).toEqual(['CZJ receipt overdue', 'CZJ feedback due-soon']);
  await finance.api(`/notices/${notice.id}/receipt`, { method: 'POST' });
  expect(await city.lines()).toEqual(['CZJ feedback due-soon']);
  city.setNow('2026-12-09T02:00:00Z');
  await city.answer(finance, notice.id, { measure: notice.measures[0], result: 'executed' });
  expect(await city.lines()).toEqual(['CZJ feedback overdue']);
  await city.answerAll(finance, notice);
  expect(await city.lines()).toEqual([]);
});

test('a change of the listing asks for a receipt only, and an answer to it answers the listing', async () => {
  await subscribe(finance);
  await city.told(await city.aListing('a'), 'created', 'changed');
  city.setNow('2026-12-09T02:00:00Z');
  expect(await city.lines('?kind=feedback')).toEqual(['CZJ feedback overdue']);
  const changed = (await city.notices(finance)).find(({ type }) => type.endsWith('.changed'));
  if (changed) await city.answerAll(finance, changed);
  expect(await city.lines('?kind=feedback')).toEqual([]);
});

test('a list may have a term of its own, in working days', async () => {
  await city.query(
    `insert into settings (key, value, basis, valid_from)
      values ('feedback.deadline.serious-violation', '2', '测试', '2026-01-01')`,
  );
  await subscribe(finance);
  await city.told(await city.aListing('a'), 'created');
  await city.told(await city.aListing('b', { list: 'serious-violation' }), 'created');
  await city.query(`delete from settings where key = 'feedback.deadline.serious-violation'`);
  const due = (await city.board('?kind=feedback')).items.map(({ dueOn, subjectName }) => [
    subjectName,
    dueOn,
  ]);
  expect(due).toEqual([['虚构b有限公司', '2026-11-26']]);
  city.setNow('2026-12-20T02:00:00Z');
  const late = (await city.board('?kind=feedback')).items;
  expect(late.map(({ dueOn }) => dueOn)).toEqual(['2026-11-26', '2026-12-08']);
  expect(late[0]).toMatchObject({ workingDaysLate: 16 });
});

test('a lift has its own clock, asks a hand though it was delivered, and ends what was asked before', async () => {
  const { receiver } = await subscribed(city, finance, { schedule: { kind: 'cron', cron: '0 0 1 1 *' } });
  const listing = await city.aListing('a');
  await city.told(listing, 'created');
  await city.query(`update deliveries set due_at = now()`);
  await city.told(await city.aListing('x'), 'created');
  await city.told(listing, 'removed');
  await city.send();
  expect(receiver.notices().map(({ type }) => type)).toEqual(['credit.listing.removed']);
  await city.reckon();
  city.setNow('2026-11-26T02:00:00Z');
  expect(await city.lines('?state=overdue')).toEqual(['CZJ lift overdue']);
  expect(await city.query(`select count(*)::int as n from notice_duties where kind <> 'lift'`)).toEqual([
    { n: 1 },
  ]);
  const lift = (await city.notices(finance)).find(({ type }) => type.endsWith('.removed'));
  await city.answer(finance, lift?.id ?? '', { measure: 'FUND_LIMIT', result: 'released' });
  expect(await city.lines('?state=overdue')).toEqual([]);
});

test('a lift that does not arrive in its own time is on the board and in the metrics at once', async () => {
  const { receiver } = await subscribed(city, finance);
  const listing = await city.aListing('a');
  await city.told(listing, 'created');
  await city.send();
  receiver.answer(503);
  await city.told(listing, 'removed');
  await city.send();
  const late = async () =>
    /^registry_lifts_late (\d+)/m.exec(await (await city.request('/metrics')).text())?.[1];
  city.setNow('2026-11-24T02:09:00Z');
  expect([await city.lines('?state=overdue'), await late()]).toEqual([[], '0']);
  city.setNow('2026-11-24T02:11:00Z');
  expect([await city.lines('?state=overdue'), await late()]).toEqual([['CZJ lift-delivery overdue'], '1']);
  receiver.answer(204);
  await city.hurry();
  await city.send();
  expect([await city.lines('?state=overdue'), await late()]).toEqual([[], '0']);
});

test('who took its subscription back before the lift is named, so that it can be told by letter', async () => {
  const made = await subscribe(finance);
  const [first, second] = [await city.aListing('a'), await city.aListing('b')];
  await city.told(first, 'created');
  await city.told(second, 'created');
  await finance.api('/feed/ack', { method: 'POST', json: { subscription: made.id, upTo: 2 } });
  await city.reckon();
  await finance.api(`/subscriptions/${made.id}`, { method: 'DELETE' });
  await city.query(
    `update listings set state = 'repaired', ended_on = '2026-11-25', end_ground = '信用修复' where id = $1`,
    [first.id],
  );
  await city.told(first, 'removed');
  city.setNow('2026-11-26T02:00:00Z');
  expect((await city.board()).items).toMatchObject([
    { kind: 'lift-untold', agency: 'CZJ', subjectName: '虚构a有限公司' },
  ]);
});

test('days across a year without its notice are provisional, and reckoned again when it is known', async () => {
  city.setNow('2026-12-29T02:00:00Z');
  await subscribe(finance);
  await city.told(await city.aListing('a'), 'created');
  city.setNow('2027-01-20T02:00:00Z');
  const dues = async () => (await city.board('?kind=receipt')).items;
  expect(await dues()).toMatchObject([{ dueOn: '2027-01-01', isProvisional: true }]);
  const holidays: [string, string, string][] = [['元旦', '2027-01-01', '2027-01-03']];
  await addMissingYear(
    city.deps.db,
    { year: 2027, source: '示例', holidays, workdays: [] },
    '2026-12-30T00:00:00Z',
  );
  try {
    await city.reckon();
    expect(await dues()).toMatchObject([{ dueOn: '2027-01-04', isProvisional: false }]);
  } finally {
    await city.query('delete from calendar_years where year = 2027');
  }
});

test('the board is read page by page without loss or repeat, worst first', async () => {
  await subscribe(finance);
  await subscribe(labour);
  for (const seed of ['a', 'b', 'c']) await city.told(await city.aListing(seed), 'created');
  const lifted = await city.aListing('d');
  await city.told(lifted, 'created', 'removed');
  city.setNow('2026-12-20T02:00:00Z');
  const whole = (await city.board('?limit=500')).items;
  expect(new Set(whole.map(({ kind }) => kind))).toEqual(new Set(['lift', 'feedback', 'receipt']));
  expect(whole[0]?.kind).toBe('lift');
  const read: Item[] = [];
  for (let after = '', more = true; more; ) {
    const { items, next } = await city.board(`?limit=3${after}`);
    read.push(...items);
    after = `&after=${next}`;
    more = next !== null;
  }
  expect(read).toEqual(whole);
  expect(whole.map(({ dueOn }) => dueOn)).toEqual(whole.map(({ dueOn }) => dueOn).toSorted());
});

test('statistics count what became of each measure, how late and how long it took', async () => {
  const { receiver } = await subscribed(city, finance);
  await subscribe(labour);
  const [a, b] = [await city.aListing('a'), await city.aListing('b')];
  await city.told(a, 'created');
  await city.told(b, 'created');
  await city.send();
  receiver.answer(503);
  const [second, first] = await city.notices(finance);
  city.setNow('2026-11-26T02:00:00Z');
  if (first) await city.answerAll(finance, first);
  city.setNow('2026-12-09T02:00:00Z');
  if (second) await city.answerAll(finance, second, 'not-executed');
  await city.told(b, 'removed');
  await city.reckon();
  const answer = await city.registrar.api('/supervision/statistics?from=2026-11-01&to=2026-12-31');
  const { items } = (await answer.json()) as { items: Record<string, unknown>[] };
  const asked = first?.measures.length ?? 0;
  expect(items.find(({ agency }) => agency === 'CZJ')).toMatchObject({
    told: 3,
    received: 2,
    signed: 2,
    asked: 2,
    measures: 2 * asked,
    executed: asked,
    notExecuted: asked,
    notApplicable: 0,
    unanswered: 0,
    overdueReceipts: 0,
    overdueFeedback: 1,
    lifts: 1,
    liftsSigned: 0,
    medianDays: 8.5,
  });
  expect(items.find(({ agency }) => agency === 'RSJ')).toMatchObject({
    told: 3,
    signed: 0,
    executed: 0,
    overdueReceipts: 2,
  });
  const own = (await (await labour.api('/supervision/statistics?from=2026-11-01')).json()) as {
    items: unknown[];
  };
  expect(own.items).toMatchObject([{ agency: 'RSJ' }]);
  expect((await labour.api('/supervision/statistics?from=2026-12-02&to=2026-12-01')).status).toBe(400);
  const none = await city.registrar.api('/supervision/statistics?from=2026-01-01&to=2026-10-31');
  expect(await none.json()).toMatchObject({ items: [] });
});

// 签收 has one meaning: a person did. What a system took is another figure, under another name.
test('received by a system and signed by hand are two figures, in the list, on the page and in the statistics', async () => {
  await subscribed(city, finance);
  await subscribe(labour, { channel: 'inbox' });
  await city.told(await city.aListing('a'), 'created');
  await city.send();
  const figures = async (code: string) => {
    await city.reckon();
    const answer = await city.registrar.api('/supervision/statistics?from=2026-11-01&to=2026-12-31');
    const { items } = (await answer.json()) as { items: { agency: string }[] };
    return items.find(({ agency }) => agency === code);
  };
  const line = async (agency: typeof finance) => (await city.notices(agency))[0];
  expect(await line(finance)).toMatchObject({
    receivedAt: expect.stringMatching(/Z$/),
    signedAt: null,
    execution: 'received',
  });
  expect(await line(labour)).toMatchObject({ receivedAt: null, signedAt: null, execution: 'waiting' });
  expect(await figures('CZJ')).toMatchObject({ received: 1, signed: 0 });
  expect(await figures('RSJ')).toMatchObject({ received: 0, signed: 0 });
  expect((await city.lines('?kind=receipt')).join()).not.toContain('CZJ');
  city.setNow('2026-11-24T03:00:00Z');
  for (const agency of [finance, labour])
    await agency.api(`/notices/${(await line(agency))?.id}/receipt`, { method: 'POST' });
  expect(await line(finance)).toMatchObject({ signedAt: expect.stringMatching(/Z$/), execution: 'signed' });
  expect(await figures('CZJ')).toMatchObject({ received: 1, signed: 1 });
  expect(await figures('RSJ')).toMatchObject({ received: 0, signed: 1 });
});
