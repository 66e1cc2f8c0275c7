import { afterEach, beforeEach, expect, test } from 'vitest';
import { sealLines } from '../../src/access/audit/seal-lines.ts';
import { verifyChain } from '../../src/access/audit/verify-chain.ts';
import { isNews, moved, type Place, START } from '../../src/client/place-in-stream.ts';
import type { Notice } from '../../src/client/verify-webhook.ts';
import { dayOf } from '../../src/kernel/day.ts';
import { afterRestore } from '../../src/notices/restoration/after-restore.ts';
import { reckonDuties } from '../../src/notices/supervision/reckon-duties.ts';
import { backUp } from '../kit/back-up.ts';
import { openTestDb } from '../kit/database.ts';
import {
  type Agency,
  eventOf,
  type PushApp,
  pushToFinance,
  subscribe,
  subscribed,
  type TestListing,
} from '../kit/push.ts';
import type { Receiver } from '../kit/receiver.ts';

let push: PushApp;
let finance: Agency;
let backup: Awaited<ReturnType<typeof backUp>> | undefined;
beforeEach(async () => {
  ({ push, finance } = await pushToFinance());
});
afterEach(async () => {
  await backup?.forget();
  backup = undefined;
  await push.stop();
});

const told = async (...listings: TestListing[]) => {
  await push.tell(...listings.map((listing) => eventOf(listing, 'created')));
  await settle();
};
const settle = async () => {
  await push.relay();
  for (let round = 0; round < 4; round++) {
    await push.hurry();
    await push.send();
  }
};
const afterwards = () => afterRestore(push.operator, {});

// Two departments that follow docs/receivers.md: one by the place that src/client keeps, one by raised
// numbers alone, which never heard of epochs.
const departments = {
  byEpoch: (notices: readonly Notice[]) => {
    let place: Place = START;
    return notices.filter((notice) => {
      const isNew = isNews(place, notice);
      place = moved(place, notice);
      return isNew;
    });
  },
  byNumber: (notices: readonly Notice[]) => {
    const applied = new Map<string, number>();
    return notices.filter(({ subject = '', data }) => {
      if (data.subjectSeq <= (applied.get(subject) ?? 0)) return false;
      applied.set(subject, data.subjectSeq);
      return true;
    });
  },
};
const heard = (receiver: Receiver) => receiver.notices() as unknown as Notice[];
// Among different subjects no order of arrival is promised.
const bySeq = (notices: readonly Notice[]) => notices.toSorted((a, b) => a.data.seq - b.data.seq);
const listingsOf = (notices: readonly Notice[]) => notices.map(({ data }) => data.listingId as number);

test('back up, six notices more, restore: no receiver drops a new notice, and each hears again what is so', async () => {
  const { receiver, id } = await subscribed(push, finance);
  const kept = [await push.aListing('a'), await push.aListing('b')];
  await told(...kept);
  const unheard = await push.aListing('silent');
  backup = await backUp(push);
  const lost: TestListing[] = [];
  for (const seed of ['c', 'd', 'e', 'f', 'g']) lost.push(await push.aListing(seed));
  await told(...lost, unheard);
  expect(receiver.seqs()).toHaveLength(8);
  await backup.restore();

  expect(await afterwards()).toMatchObject({ epoch: 2, subscriptions: 1, listings: 2 });
  const fresh = [await push.aListing('h'), await push.aListing('i')];
  await told(...fresh, unheard);
  const later = bySeq(heard(receiver).slice(8));
  expect(later.map(({ epoch }) => epoch)).toEqual([2, 2, 2, 2, 2]);
  expect(later.map(({ data }) => data.initial)).toEqual([true, true, false, false, false]);
  const ids = [...kept, ...fresh, unheard].map((listing) => listing.id);
  for (const follow of Object.values(departments))
    expect(listingsOf(bySeq(follow(heard(receiver)).slice(8)))).toEqual(ids);

  const seqs = later.map(({ data }) => data.seq);
  expect(seqs.map((seq) => seq - (seqs[0] ?? 0))).toEqual([0, 1, 2, 3, 4]);
  const before = heard(receiver).slice(0, 8);
  const numbers = (notices: readonly Notice[], of: (notice: Notice) => unknown) => new Set(notices.map(of));
  for (const of of [(n: Notice) => n.data.seq, (n: Notice) => `${n.subject} ${n.data.subjectSeq}`])
    expect([...numbers(later, of)].filter((number) => numbers(before, of).has(number))).toEqual([]);
  for (const of of [(l: TestListing) => l.id, (l: TestListing) => l.subjectId]) {
    const forgotten = new Set(lost.map(of));
    expect(fresh.map(of).filter((no) => forgotten.has(no))).toEqual([]);
  }
  expect(receiver.refused).toEqual([]);

  const feed = await (await finance.api(`/feed?subscription=${id}&after=8`)).json();
  expect(feed).toMatchObject({
    epoch: 2,
    lastSeq: seqs.at(-1),
    items: later.map(({ data }) => ({ epoch: 2, seq: data.seq })),
  });
  const notices = await (await finance.api(`/notices?subscription=${id}`)).json();
  expect(notices.items.map(({ epoch }: { epoch: number }) => epoch)).toEqual([2, 2, 2, 2, 2, 1, 1]);
});

test.each([
  ['unrelayed', async () => {}],
  ['relayed and refused', settle],
])(
  'a lift that waited when the back-up was made, %s, arrives before what is told again of its subject',
  async (_, wait) => {
    const { receiver } = await subscribed(push, finance);
    const [gone, stays] = [await push.aListing('a'), await push.aListing('b')];
    const other = await push.aListing('c', { subjectId: gone.subjectId, list: 'serious-violation' });
    await told(gone, other, stays);
    await push.query(`update listings set state = 'repaired', ended_on = '2026-11-24' where id = $1`, [
      gone.id,
    ]);
    await push.tell(eventOf(gone, 'removed'));
    receiver.answer(503);
    await wait();
    backup = await backUp(push);
    receiver.answer(204);
    await settle();
    receiver.got.length = 3 + 1;
    await backup.restore();
    await afterwards();
    await settle();
    const later = heard(receiver).slice(3);
    const ofSubject = later.filter(({ data }) => data.listingId !== stays.id);
    expect(ofSubject.map(({ type, data }) => [type, data.listingId])).toEqual([
      ['credit.listing.removed', gone.id],
      ['credit.listing.created', other.id],
    ]);
    expect(listingsOf(departments.byEpoch(later))).toHaveLength(3);
  },
);

test('what departments owe for notices of the new epoch is reckoned at the next look', async () => {
  await subscribe(finance, { channel: 'inbox' });
  await told(await push.aListing('a'));
  await reckonDuties(push.operator, 'new');
  backup = await backUp(push);
  await backup.restore();
  await afterwards();
  await settle();
  expect(await reckonDuties(push.operator, 'new')).toBe(1);
  expect(await reckonDuties(push.operator, 'new')).toBe(0);
  expect(await push.query(`select count(*)::int as n from notice_duties`)).toEqual([{ n: 2 }]);
});

test('what a department names and the registry has forgotten is listed, for one that reads and for one that confirms', async () => {
  const pull = await subscribe(finance, { name: '拉取订阅', filter: { lists: ['judgment-defaulter'] } });
  const { id } = await subscribed(push, finance, { name: '推送订阅' });
  await told(await push.aListing('a'));
  backup = await backUp(push);
  await told(await push.aListing('b'), await push.aListing('c'));
  await backup.restore();
  await afterwards();
  await settle();
  const admin = await push.person('FIN', '系统员', ['system-administrator']);
  const page = async () => (await admin.page('/desk/restorations')).text();
  const before = await page();
  for (const words of ['尚未得知', '请询问该单位恢复前最后收到的序号']) expect(before).toContain(words);
  const answer = await finance.api(`/feed?subscription=${pull.id}&after=3`);
  expect(await answer.json()).toMatchObject({ epoch: 2 });
  await finance.api('/feed/ack', { method: 'POST', json: { subscription: id, upTo: 2 } });
  const html = await page();
  expect(html).toContain('第 2–3 号，2 条');
  expect(html).toContain('第 2 号');
  for (const words of [
    '失信被执行人',
    '全部名单',
    '从自己拉取留存的数据中按序号取出',
    '从自己的接收系统中按序号取出',
  ])
    expect(html).toContain(words);
  expect(html).toMatch(/20\d\d-\d\d-\d\d \d\d:\d\d 至 20\d\d-\d\d-\d\d \d\d:\d\d 之间/);
  const seen = () => push.query(`select seen_seq from forgotten_numbers order by seen_seq`);
  expect(await seen()).toEqual([{ seen_seq: 2 }, { seen_seq: 3 }]);
  await finance.api(`/feed?subscription=${pull.id}&after=2`);
  await finance.api(`/feed?subscription=${pull.id}&after=9007199254740991`);
  expect(await seen()).toEqual([{ seen_seq: 2 }, { seen_seq: 3 }]);
});

test('a department that is ahead of a registry where nobody ran the command is listed too', async () => {
  const pull = await subscribe(finance, { name: '拉取订阅' });
  await told(await push.aListing('a'));
  await finance.api(`/feed?subscription=${pull.id}&after=1`);
  expect(await push.query(`select * from forgotten_numbers`)).toEqual([]);
  await finance.api(`/feed?subscription=${pull.id}&after=5`);
  expect(await push.query(`select known_seq, seen_seq from forgotten_numbers`)).toEqual([
    { known_seq: 1, seen_seq: 5 },
  ]);
});

test('run twice it is refused with what to do; a second restoration names its epoch, above every one before', async () => {
  await afterwards();
  await expect(afterwards()).rejects.toMatchObject({
    code: 'restoration.done',
    detail: expect.stringContaining('--epoch'),
  });
  await expect(afterRestore(push.operator, { epoch: 2 })).rejects.toMatchObject({
    code: 'restoration.epoch',
  });
  await expect(afterRestore(push.operator, { epoch: 500 })).rejects.toMatchObject({
    code: 'restoration.epoch',
  });
  expect(await afterRestore(push.operator, { epoch: 4 })).toMatchObject({ epoch: 4, raisedBy: 20_000_000 });
  const pull = await subscribe(finance, { name: '以后的订阅' });
  expect(pull).toMatchObject({ epoch: 4 });
});

test('killed half-way it has done nothing, and is run again', async () => {
  const pull = await subscribe(finance);
  await told(await push.aListing('a'));
  await push.query(
    `create function die() returns trigger language plpgsql as $$ begin raise exception 'killed'; end $$`,
  );
  await push.query(`create trigger die before insert on restorations for each row execute function die()`);
  await expect(afterwards()).rejects.toThrow();
  await push.query(`drop function die cascade`);
  const subscription = await (await finance.api(`/subscriptions/${pull.id}`)).json();
  expect(subscription).toMatchObject({ epoch: 1, lastSeq: 1 });
  expect(await push.query(`select * from events where is_initial`)).toEqual([]);
  expect(await afterwards()).toMatchObject({ epoch: 2, listings: 1 });
});

test('no counter gives a number that it gave before: versions, letters, positions, seals, every sequence', async () => {
  const list = async () => (await push.request('/public/lists/serious-violation/manifest.json')).json();
  await sealLines(push.deps);
  const before = await push.query(
    `select sequencename as name, coalesce(last_value, 0) as value from pg_sequences
      where schemaname = 'public'`,
  );
  expect(before.length).toBeGreaterThan(12);
  await afterwards();
  const now = new Map(
    (await push.query(`select sequencename as name, last_value as value from pg_sequences`)).map((row) => [
      row.name,
      Number(row.value),
    ]),
  );
  expect(before.filter(({ name, value }) => (now.get(name) ?? 0) < Number(value) + 1_000_000)).toEqual([]);
  expect(await list()).toMatchObject({ version: 10_000_000, deltas: { oldestSince: 10_000_000 } });
  const stale = await push.request('/public/lists/serious-violation/delta.csv?since=5');
  expect(stale.status).toBe(409);
  const office = await push.agency('XYB', ['registrar']);
  const counters = await push.query(`select counter from number_floors order by counter`);
  expect(counters.map(({ counter }) => counter)).toEqual([
    'column-mapping',
    `letter-${dayOf(new Date()).slice(0, 4)}`,
    'matter-edition',
    'rule-set',
  ]);
  const versions = await (await office.api('/rule-sets')).json();
  const base = versions.items?.[0] ?? versions[0];
  expect(base).toBeDefined();
});

test('the trail goes on in a marked segment, and the chain stays whole', async () => {
  await sealLines(push.deps);
  await afterwards();
  await sealLines(push.deps);
  const auditor = await push.agency('SJ', ['auditor']);
  const { items } = await (await auditor.api('/audit?action=restoration.declare')).json();
  expect(items).toMatchObject([{ actor: 'operator:test', about: { epoch: 2, raisedBy: 10_000_000 } }]);
  await expect
    .poll(
      async () => {
        await sealLines(push.deps);
        return (await push.query(`select max(no)::int as no from audit_seals`))[0]?.no;
      },
      { timeout: 150_000 },
    )
    .toBeGreaterThanOrEqual(10_000_000);
  expect(await verifyChain(push.deps)).toMatchObject({ isWhole: true, segments: [{ epoch: 2 }] });
  await push.query(`alter table audit_segments disable trigger user`);
  await push.query(`delete from audit_segments`);
  expect((await verifyChain(push.deps)).broken).toContainEqual(expect.objectContaining({ why: 'chain' }));
  await push.query(`alter table audit_segments enable trigger user`);
});

test('the next test counts from one, also in tables that were empty when their numbers were raised', async () => {
  await afterwards();
  await (await openTestDb()).reset();
  const made = await push.query(
    `insert into subjects (kind, name, region, created_at)
      values ('organisation', '虚构甲有限公司', '440300', now()) returning id::int`,
  );
  expect(made).toEqual([{ id: 1 }]);
});
