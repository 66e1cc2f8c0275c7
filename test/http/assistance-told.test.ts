import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest';
import { jobNamed } from '../../src/jobs.ts';
import { PushedAssistance } from '../../src/notices/relay/push.schema.ts';
import { found, person, QUESTION } from '../kit/assistance.ts';
import { type Agency, eventOf, makePush, type PushApp, subscribe, subscribed } from '../kit/push.ts';

const root = mkdtempSync(join(tmpdir(), 'registry-assistance-'));
mkdirSync(join(root, 'gaj'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

let push: PushApp;
let window: Agency;
let police: Agency;
let third: Agency;
beforeEach(async () => {
  push = await makePush({ env: { DROP_ROOT: root } });
  window = await push.agency('ZWFW', ['window', 'subscriber'], [], '示例市政务服务中心');
  police = await push.agency('GAJ', ['feeder', 'subscriber'], [], '示例市公安局');
  third = await push.agency('CZJ', ['subscriber'], [], '示例市财政局');
});
afterEach(() => push.stop());

const filter = { topics: ['credit.assistance.*'] };
const post = (by: Agency, path: string, json: object) => by.api(path, { method: 'POST', json });
const ask = async (): Promise<string> => {
  const answer = await post(window, '/assistance', { to: 'GAJ', subject: person, question: QUESTION });
  return (await answer.json()).id;
};
const tellNow = () => jobNamed('tell-agencies').run(push.deps, push.deps.clock.now());
type Item = { seq: number; type: string; data: { state: string; url: string; subjectSeq: number } };
const feed = async (by: Agency, id: string): Promise<Item[]> =>
  (await (await by.api(`/feed?subscription=${id}&after=0&limit=500`)).json()).items;
const statesOf = (items: readonly Item[]) => items.map(({ seq, data }) => [seq, data.state]);

test('another office’s system is pushed the request, fetches and answers it, and the asking one is pushed the answer', async () => {
  const asked = await subscribed(push, police, { filter });
  const asking = await subscribed(push, window, { filter });
  const bystander = await subscribed(push, third, { filter });
  const id = await ask();
  await tellNow();
  await push.send();
  const [pushed] = JSON.parse(asked.receiver.got.at(-1)?.body ?? '[]');
  expect(PushedAssistance.parse(pushed)).toEqual(pushed);
  expect(pushed).toMatchObject({
    type: 'credit.assistance.asked',
    subject: `assistance/${id}`,
    data: { seq: 1, state: 'asked', subjectSeq: 1, url: `http://registry.test/api/v1/assistance/${id}` },
  });
  expect(asked.receiver.refused).toEqual([]);
  for (const hidden of [person.code, person.name, QUESTION])
    expect(asked.receiver.got.at(-1)?.body).not.toContain(hidden);
  const path = new URL(pushed.data.url).pathname.replace('/api/v1', '');
  expect((await (await police.api(path)).json()).question).toBe(QUESTION);
  expect((await post(police, `${path}/answer`, found)).status).toBe(200);
  await tellNow();
  await push.send();
  expect(JSON.parse(asking.receiver.got.at(-1)?.body ?? '[]')).toMatchObject([
    { type: 'credit.assistance.answered', data: { state: 'answered', subjectSeq: 2 } },
  ]);
  expect(bystander.receiver.notices()).toEqual([]);
});

test('feed and inbox tell the same; who did not ask for it by name is told nothing', async () => {
  const pulled = await subscribe(police, { filter });
  const unasked = await subscribe(police);
  const read = await subscribe(police, { filter, channel: 'inbox' });
  const id = await ask();
  await post(window, `/assistance/${id}/withdraw`, {});
  for (const _ of [1, 2]) await tellNow();
  const told = [
    [1, 'asked'],
    [2, 'withdrawn'],
  ];
  expect(statesOf(await feed(police, pulled.id))).toEqual(told);
  expect(await feed(police, unasked.id)).toEqual([]);
  const { items } = await (await police.api(`/notices?subscription=${read.id}`)).json();
  expect(items).toMatchObject([
    { type: 'credit.assistance.asked', state: 'withdrawn', place: `/assistance/${id}` },
    { type: 'credit.assistance.asked', state: 'asked', subjectName: `协查请求 ${id}` },
  ]);
  const receipt = await police.api(`/notices/${items[0].id}/receipt`, { method: 'POST' });
  expect([receipt.status, (await receipt.json()).signedAt]).toEqual([200, expect.any(String)]);
});

test('a return goes to who asked; a lift never waits behind a request that its receiver refuses', async () => {
  const pulled = await subscribe(window, { filter });
  const { receiver } = await subscribed(push, police, {
    filter: { topics: ['credit.*', 'credit.assistance.*'] },
  });
  receiver.answer((got) => (got.events.some(({ type }) => type.includes('assistance')) ? 503 : 204));
  const id = await ask();
  await tellNow();
  await push.send();
  const listing = await push.aListing('a');
  await push.tell(eventOf(listing, 'created'));
  await push.tell(eventOf(listing, 'removed'));
  await push.relay();
  await push.send();
  expect(receiver.notices().at(-1)?.type).toBe('credit.listing.removed');
  receiver.answer(204);
  await push.hurry();
  await push.send();
  expect(receiver.notices().at(-1)?.type).toBe('credit.assistance.asked');
  await post(police, `/assistance/${id}/return`, { reason: '该事项由街道办事处管理' });
  await tellNow();
  expect(statesOf(await feed(window, pulled.id))).toEqual([[1, 'returned']]);
});

test('a schedule of its own gathers requests with the other notices', async () => {
  const { receiver, id: subscription } = await subscribed(push, police, {
    filter,
    schedule: { kind: 'cron', cron: '30 8 * * *' },
  });
  const [one, two] = [await ask(), await ask()];
  await tellNow();
  await push.send();
  expect(receiver.notices()).toEqual([]);
  await jobNamed('build-digest').run(push.deps, push.deps.clock.now(), subscription);
  await push.send();
  const subjects = JSON.parse(receiver.got.at(-1)?.body ?? '[]').map(
    ({ subject }: { subject: string }) => subject,
  );
  expect(subjects).toEqual([`assistance/${one}`, `assistance/${two}`]);
});

test('a folder gets the request as a row with its name, its words and its last day', async () => {
  const registrar = await push.agency('XXZX', ['registrar']);
  await subscribe(registrar, {
    agency: 'GAJ',
    filter,
    drop: { kind: 'folder', location: 'gaj', format: 'csv' },
  });
  await push.send();
  const id = await ask();
  await tellNow();
  await push.send();
  const [name = ''] = readdirSync(join(root, 'gaj')).filter((file) => file.endsWith('.csv'));
  const row =
    readFileSync(join(root, 'gaj', name), 'utf8')
      .trim()
      .split('\r\n')[1] ?? '';
  const { due } = await (await police.api(`/assistance/${id}`)).json();
  for (const cell of ['协查请求', `协查请求 ${id}`, '示例市政务服务中心请你单位协查', due.on])
    expect(row).toContain(cell);
});
