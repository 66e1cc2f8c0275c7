import { afterEach, beforeEach, expect, test } from 'vitest';
import { sealLines } from '../../src/access/audit/seal-lines.ts';
import { findForgeries, readCheckpoint, type TrailLine } from '../../src/client/verify-trail.ts';
import { jobNamed } from '../../src/jobs.ts';
import { PushedCheckpoint } from '../../src/notices/relay/push.schema.ts';
import { afterRestore } from '../../src/notices/restoration/after-restore.ts';
import { act } from '../../src/platform/door/act.ts';
import { backUp } from '../kit/back-up.ts';
import { type Agency, eventOf, makePush, type PushApp, subscribe, subscribed } from '../kit/push.ts';
import { horizonPasses } from '../kit/run-jobs.ts';

let push: PushApp;
let finance: Agency;
let auditor: Agency;
let verifierKey: string;
beforeEach(async () => {
  push = await makePush();
  finance = await push.agency('FIN', ['subscriber'], [], '虚构市财政局');
  auditor = await push.agency('SJJ', ['auditor']);
  ({ verifierKey } = await read('/audit/key'));
});
afterEach(() => push.stop());

const read = async (path: string, by = finance) => {
  const answer = await by.api(path);
  expect(answer.status).toBe(200);
  return answer.json();
};
const checkpoints = { topics: ['audit.checkpoint'] };

// A minute of the service: something happens, is sealed and signed, and is told to whom asked for it.
const aMinute = async () => {
  for (let no = 0; no < 3; no++)
    await act(push.operator, 'matter.load', async () => ({ value: no, audit: { no }, events: [] }));
  await horizonPasses(push.deps);
  await sealLines(push.deps);
  await jobNamed('checkpoint-trail').run(push.deps, push.deps.clock.now());
};
const tellNow = () => jobNamed('tell-checkpoints').run(push.deps, push.deps.clock.now());
const told = async () => {
  await aMinute();
  await tellNow();
};

type Item = {
  seq: number;
  type: string;
  supersededBy: string | null;
  data: { note: string; subjectSeq: number; supersedes: string[] };
};
const feed = async (id: string): Promise<Item[]> =>
  (await read(`/feed?subscription=${id}&after=0&limit=500`)).items;
const signedNotes = async (): Promise<string[]> =>
  (await read('/audit/checkpoints?limit=500')).items.map(({ note }: { note: string }) => note);
const kept = (items: readonly { data: { note: string } }[]) =>
  Promise.all(items.map(({ data }) => readCheckpoint(data.note, verifierKey)));

const exported = async function* (): AsyncGenerator<TrailLine> {
  for (let from: number | null = 0; from !== null; ) {
    const page: { items: TrailLine[]; next: number | null } = await read(
      `/audit/leaves?from=${from}&limit=200`,
      auditor,
    );
    yield* page.items;
    from = page.next;
  }
};

test('a department that asks for checkpoints is pushed each, signed as the registry signed it, and nothing else of the trail', async () => {
  const { receiver } = await subscribed(push, finance, { filter: checkpoints });
  for (const _ of [1, 2]) {
    await told();
    await push.send();
  }
  const sent = receiver.notices();
  expect(sent).toHaveLength(2);
  expect(receiver.refused).toEqual([]);
  for (const event of JSON.parse(receiver.got.at(-1)?.body ?? '[]'))
    expect(PushedCheckpoint.parse(event)).toEqual(event);
  const notes = await signedNotes();
  expect(sent.map(({ data }) => (data as unknown as Item['data']).note)).toEqual(notes.slice(-2));
});

test('nobody is told of the trail unasked, whatever else they ask for', async () => {
  const all = await subscribe(finance);
  const one = await subscribe(finance, { filter: { lists: ['judgment-defaulter'] } });
  const named = await subscribe(finance, { filter: { topics: ['credit.*'] } });
  const both = await subscribe(finance, { filter: { topics: ['credit.*', 'audit.checkpoint'] } });
  const only = await subscribe(finance, { filter: checkpoints });
  await push.tellNew('a');
  await told();
  const typesOf = async ({ id }: { id: string }) => (await feed(id)).map(({ type }) => type);
  for (const made of [all, one, named]) expect(await typesOf(made)).toEqual(['credit.listing.created']);
  expect(await typesOf(both)).toEqual(['credit.listing.created', 'audit.checkpoint']);
  expect(await typesOf(only)).toEqual(['audit.checkpoint']);
});

test('a checkpoint is told once, and no more than one a minute however many there are', async () => {
  const { id } = await subscribe(finance, { filter: checkpoints });
  for (const _ of [1, 2, 3]) await aMinute();
  for (const _ of [1, 2]) await tellNow();
  expect((await feed(id)).map(({ seq, data }) => [seq, data.subjectSeq])).toEqual([[1, 3]]);
});

test('a receiver that was down gets the newest, finds the others in the feed, and its lifts wait for none', async () => {
  const { receiver, id } = await subscribed(push, finance, {
    filter: { topics: ['credit.*', 'audit.checkpoint'] },
  });
  receiver.answer(503);
  await told();
  await push.send();
  for (const _ of [1, 2, 3]) await told();
  const listing = await push.aListing('a');
  receiver.answer((got) => (got.events.some(({ type }) => type.startsWith('audit.')) ? 503 : 204));
  await push.tell(eventOf(listing, 'created'));
  await push.tell(eventOf(listing, 'removed'));
  await push.relay();
  await push.send();
  expect(receiver.notices().at(-1)?.type).toBe('credit.listing.removed');
  receiver.answer(204);
  for (const _ of [1, 2, 3]) {
    await push.hurry();
    await push.send();
  }
  const items = await feed(id);
  const ofTrail = items.filter(({ type }) => type === 'audit.checkpoint');
  const arrived = receiver.notices().filter(({ type }) => type === 'audit.checkpoint');
  // The first was attempted; the two between were never, and the fourth says what they said.
  const seqs = ofTrail.map(({ seq }) => seq);
  expect([...new Set(arrived.map(({ data }) => data?.seq))]).toEqual([seqs[0], seqs[3]]);
  expect(ofTrail.map(({ supersededBy }) => supersededBy !== null)).toEqual([false, true, true, false]);
  expect(ofTrail[3]?.data.supersedes).toHaveLength(2);
  expect(items.map(({ seq }) => seq)).toEqual(items.map((_, place) => place + 1));
  expect(await findForgeries(exported(), await kept(ofTrail))).toEqual([]);
});

test('at the desk the newest waits to be signed for, with its text; those it stands in for do not crowd the list', async () => {
  const { id } = await subscribe(finance, { channel: 'inbox', filter: checkpoints });
  for (const _ of [1, 2, 3]) await told();
  const { items } = await read('/notices');
  expect(items).toMatchObject([
    { subscriptionId: id, seq: 3, type: 'audit.checkpoint', needsReceipt: false },
  ]);
  expect([items[0].note]).toEqual((await signedNotes()).slice(-1));
  expect((await finance.api(`/notices/${items[0].id}/receipt`, { method: 'POST' })).status).toBe(200);
  await told();
  expect((await read('/notices')).items.map(({ seq }: Item) => seq)).toEqual([4, 3]);
  expect((await finance.api('/notices.xlsx')).status).toBe(200);
});

test('a filter that asks for no list must not narrow them, and a topic is one of two', async () => {
  const refused = async (filter: Record<string, unknown>) => {
    const answer = await finance.api('/subscriptions', { method: 'POST', json: { name: '试', filter } });
    return [answer.status, ((await answer.json()) as { errors: { pointer: string }[] }).errors?.[0]?.pointer];
  };
  expect(await refused({ ...checkpoints, lists: ['honour'] })).toEqual([400, '/filter/topics']);
  expect(await refused({ topics: ['audit.lines'] })).toEqual([400, '/filter/topics/0']);
  expect(await refused({ topics: [] })).toEqual([400, '/filter/topics']);
});

test('a lawful restoration reaches a department though the checkpoint that declares it was not the newest', async () => {
  const { id } = await subscribe(finance, { filter: checkpoints });
  await told();
  const earlier = await backUp(push);
  await told();
  const before = await kept(await feed(id));
  await earlier.restore();
  await afterRestore(push.operator, { document: '示数据〔2026〕5号' });
  for (const _ of [1, 2]) await aMinute();
  await tellNow();
  const after = await kept((await feed(id)).slice(1));
  expect(after.map(({ marker }) => marker?.kind)).toEqual(['restored', undefined]);
  expect(await findForgeries(exported(), [...before, ...after])).toMatchObject([
    { why: 'restored', marker: { document: '示数据〔2026〕5号' } },
  ]);
  await earlier.forget();
});
