import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest';
import { buildDigest } from '../../src/notices/relay/build-digest.ts';
import { type Agency, eventOf, makePush, type PushApp, subscribe } from '../kit/push.ts';
import { type S3, s3Keys, startS3 } from '../kit/s3-server.ts';

const root = mkdtempSync(join(tmpdir(), 'registry-file-drop-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

let push: PushApp;
let finance: Agency;
let registrar: Agency;
let s3: S3;
const folder = join(root, 'czj');
beforeEach(async () => {
  push = await makePush({ env: { DROP_ROOT: root } });
  finance = await push.agency('FIN', ['subscriber'], [], '虚构市财政局');
  registrar = await push.agency('XXZX', ['registrar']);
  s3 = await startS3('notices');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
});
afterEach(async () => {
  await s3.stop();
  await push.stop();
});

const inFolder = (about: object = {}) =>
  subscribe(registrar, {
    agency: 'FIN',
    schedule: { kind: 'cron', cron: '30 8 * * *', digestSize: 2 },
    drop: { kind: 'folder', location: 'czj', format: 'csv' },
    ...about,
  });
const inBucket = (about: object = {}) =>
  subscribe(finance, {
    drop: { kind: 's3', location: `${s3.location}czj/`, format: 'ndjson', credentials: s3Keys },
    ...about,
  });
const filesIn = () => readdirSync(folder).filter((name) => name !== 'registry-ping.json');
const manifests = () =>
  filesIn()
    .filter((name) => name.endsWith('.manifest.json'))
    .map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')))
    .toSorted((a, b) => a.firstSeq - b.firstSeq);
const stateOf = async (id: string) => (await (await finance.api(`/subscriptions/${id}`)).json()).state;

test('a digest becomes files of at most its size, each with a manifest that proves it', async () => {
  const { id, state } = await inFolder();
  expect(state).toBe('pending');
  await push.send();
  expect(await stateOf(id)).toBe('active');
  await push.tellNew('a', 'b', 'c');
  await push.send();
  expect(filesIn()).toEqual([]);
  await buildDigest(push.deps, new Date(), id);
  await push.send();
  const found = manifests();
  expect(found.map(({ firstSeq, lastSeq }) => [firstSeq, lastSeq])).toEqual([
    [1, 2],
    [3, 3],
  ]);
  for (const { file, sha256, deliveryId, byteCount } of found) {
    const bytes = readFileSync(join(folder, file));
    expect(file).toBe(`${deliveryId}.csv`);
    expect([createHash('sha256').update(bytes).digest('hex'), bytes.length]).toEqual([sha256, byteCount]);
  }
  const text = readFileSync(join(folder, found[0].file), 'utf8');
  expect(text.split('\r\n')).toHaveLength(4);
  expect(text).toContain('虚构a有限公司');
  const { items } = await (await finance.api(`/deliveries?subscription=${id}`)).json();
  expect(items.filter(({ kind }: { kind: string }) => kind === 'digest')).toMatchObject([
    { state: 'delivered' },
    { state: 'delivered' },
  ]);
});

test('a lift leaves before the digest as a file of its own', async () => {
  const { id } = await inFolder();
  await push.send();
  const listing = await push.aListing('a');
  await push.tell(eventOf(listing, 'created'));
  await push.relay();
  await buildDigest(push.deps, new Date(), id);
  await push.send();
  await push.tell(eventOf(listing, 'removed'));
  await push.relay();
  await push.send();
  expect(manifests().map(({ firstSeq, kind }) => [firstSeq, kind])).toEqual([
    [1, 'digest'],
    [2, 'notice'],
  ]);
});

test('a folder that went away is tried again, under the same name', async () => {
  const { id } = await inFolder({ schedule: { kind: 'at-once' } });
  await push.send();
  renameSync(folder, `${folder}-away`);
  await push.tellNew('a');
  await push.send();
  const { items } = await (await finance.api(`/deliveries?subscription=${id}`)).json();
  expect(items[0]).toMatchObject({ state: 'ready', attempt: 1 });
  const shown = await (await finance.api(`/deliveries/${items[0].id}`)).json();
  expect(shown.attempts).toMatchObject([{ fault: 'place-missing', status: null }]);
  renameSync(`${folder}-away`, folder);
  await push.hurry();
  await push.send();
  expect(filesIn().toSorted()).toEqual([`${items[0].id}.csv`, `${items[0].id}.manifest.json`]);
});

test.each(['csv', 'xlsx', 'ndjson'])(
  'a manifest that failed is written again with the same %s bytes',
  async (format) => {
    const { id } = await inBucket({
      drop: { kind: 's3', location: `${s3.location}czj/`, format, credentials: s3Keys },
    });
    await push.send();
    expect(await stateOf(id)).toBe('active');
    s3.failWhen(({ method, key }) => method === 'PUT' && key.endsWith('.manifest.json'));
    await push.tellNew('a');
    await push.send();
    const files = () => s3.keys().filter((key) => !key.endsWith('registry-ping.json'));
    const [file = ''] = files();
    const first = s3.text(file);
    expect(files()).toHaveLength(1);
    s3.failWhen(() => false);
    await push.hurry();
    await push.send();
    expect(files()).toEqual([file, file.replace(`.${format}`, '.manifest.json')].toSorted());
    expect(s3.text(file)).toBe(first);
    expect(s3.refused()).toBe(0);
  },
);

test('a bucket that fails opens the breaker, and one subject never overtakes itself', async () => {
  const { id } = await inBucket();
  await push.send();
  s3.failWhen(({ method }) => method === 'PUT');
  const listing = await push.aListing('a');
  await push.tell(...Array.from({ length: 12 }, () => eventOf(listing, 'changed')));
  await push.relay();
  for (let tries = 0; tries < 10; tries++) {
    await push.hurry();
    await push.send();
  }
  const shown = await (await finance.api(`/subscriptions/${id}`)).json();
  expect(shown.failStreak).toBe(10);
  expect(shown.breakerOpenUntil).not.toBeNull();
  await push.query(`update subscriptions set breaker_open_until = now() - interval '1 second'`);
  s3.failWhen(() => false);
  await push.hurry();
  await push.send();
  const puts = s3.calls.filter(({ method, key }) => method === 'PUT' && key.endsWith('.ndjson'));
  const written = [...new Set(puts.map(({ key }) => key))].map(
    (key) => JSON.parse(s3.text(key) ?? '{}').data.seq,
  );
  expect(written).toEqual(Array.from({ length: 12 }, (_, place) => place + 1));
});

test('a person stands masked in the file, unless a legal basis is recorded', async () => {
  const basis = { identityBasis: '《示例条例》第三条' };
  const masked = await inFolder({ schedule: { kind: 'at-once' } });
  await subscribe(registrar, {
    ...{ agency: 'FIN', ...basis, schedule: { kind: 'at-once' } },
    drop: { kind: 's3', location: `${s3.location}full/`, format: 'csv', credentials: s3Keys },
  });
  await push.send();
  const person = await push.aListing('p', { kind: 'person' });
  await push.tell(eventOf(person, 'created'));
  await push.relay();
  await push.send();
  const [own] = manifests();
  expect(own.subscriptionId).toBe(masked.id);
  expect(readFileSync(join(folder, own.file), 'utf8')).not.toContain(person.code);
  const full = s3.keys().find((key) => key.endsWith('.csv')) ?? '';
  expect(s3.text(full)).toContain(person.code);
});

test('the keys of a bucket are shown to nobody and go with the channel', async () => {
  const { id } = await inBucket();
  const shown = await (await finance.api(`/subscriptions/${id}`)).text();
  expect(JSON.parse(shown).drop).toEqual({
    kind: 's3',
    location: `${s3.location}czj/`,
    format: 'ndjson',
    region: 'us-east-1',
  });
  expect(shown).not.toContain(s3Keys.secretAccessKey);
  await finance.api(`/subscriptions/${id}`, { method: 'PATCH', json: { channel: 'pull' } });
  expect(await push.query('select 1 from subscription_drops')).toEqual([]);
});

const refusal = async (asking: Promise<Response> | Response) => {
  const answer = await asking;
  return [answer.status, ((await answer.json()) as { code: string }).code];
};
const wish = (about: object) => ({ method: 'POST', json: { name: '文件', ...about } });

test('only the registrar gives out folders, and none that uploads are read from', async () => {
  const drop = { kind: 'folder', location: 'czj' };
  expect(await refusal(finance.api('/subscriptions', wish({ drop })))).toEqual([403, 'access.denied']);
  await push.agency('SCJG', ['feeder'], ['serious-violation']);
  const source = { agency: 'SCJG', catalog: 'serious-violation', kind: 'folder', location: 'czj' };
  expect((await registrar.api('/drop-sources', { method: 'POST', json: source })).status).toBe(201);
  mkdirSync(join(folder, 'deeper'));
  for (const location of ['czj', 'czj/deeper'])
    expect(
      await refusal(
        registrar.api('/subscriptions', wish({ agency: 'FIN', drop: { kind: 'folder', location } })),
      ),
    ).toEqual([422, 'source.location']);
});

test.each([
  [{ channel: 'file' }, 422, 'source.location'],
  [{ channel: 'webhook' }, 422, 'subscription.endpoint'],
  [{ channel: 'inbox', endpoint: { url: 'http://127.0.0.1:9/' } }, 400, 'request.invalid'],
  [{ drop: { kind: 'folder', location: '../etc' }, agency: 'FIN' }, 422, 'source.location'],
])('%o is refused with %i %s', async (about, status, code) => {
  expect(await refusal(registrar.api('/subscriptions', wish(about)))).toEqual([status, code]);
});
