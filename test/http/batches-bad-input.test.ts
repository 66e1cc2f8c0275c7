import { beforeEach, expect, test } from 'vitest';
import { makeApp, type TestApp } from '../kit/app.ts';
import { runQueue } from '../kit/run-jobs.ts';
import { type Agency, aPenaltyRow, csvOf, upload } from '../kit/uploads.ts';

let app: TestApp;
let feeder: Agency;
const catalog = 'administrative-penalty';

beforeEach(async () => {
  app = await makeApp({ env: { MAX_UPLOAD_MB: '1' } });
  feeder = await app.agency('SCJG', ['feeder'], [catalog], '示例市场监管局');
});

const send = (body: BodyInit, headers: Record<string, string> = {}, query = `catalog=${catalog}`) =>
  feeder.api(`/batches?${query}`, {
    method: 'POST',
    headers: { 'content-type': 'text/csv', ...headers },
    body,
  });
const refusalOf = async (answer: Response) => {
  const { code, detail } = await answer.json();
  expect(detail).toMatch(/\p{Script=Han}.*。?$/u);
  return [answer.status, code];
};
const nothingKept = async () => {
  for (const table of ['batches', 'batch_parts', 'batch_errors', 'records', 'subjects'])
    expect(await app.query(`select 1 from ${table}`)).toEqual([]);
};
const good = () => csvOf([aPenaltyRow(feeder, '1')]);

test('an unknown catalogue, one that is not yours, an unknown mode', async () => {
  expect(await refusalOf(await send(good(), {}, 'catalog=nothing'))).toEqual([404, 'catalog.unknown']);
  expect(await refusalOf(await send(good(), {}, 'catalog=honour'))).toEqual([403, 'catalog.not-yours']);
  expect((await send(good(), {}, `catalog=${catalog}&mode=replace`)).status).toBe(400);
  expect((await send(good(), {}, `catalog=${catalog}&extra=1`)).status).toBe(400);
  await nothingKept();
});

test('a missing key, an unknown key, a revoked key, a role that may not feed', async () => {
  const request = (key?: string) =>
    app.request(`/api/v1/batches?catalog=${catalog}`, {
      method: 'POST',
      body: good(),
      ...(key ? { key } : {}),
    });
  expect(await refusalOf(await request())).toEqual([401, 'access.unauthenticated']);
  expect(await refusalOf(await request('crk_wrong'))).toEqual([401, 'key.unknown']);
  const window = await app.agency('ZWFW', ['window'], [catalog]);
  expect(await refusalOf(await request(window.key))).toEqual([403, 'access.denied']);
  await app.query(`update api_keys set revoked_at = now() where id = $1::text::uuid`, [feeder.keyId]);
  expect(await refusalOf(await request(feeder.key))).toEqual([401, 'key.revoked']);
  await nothingKept();
});

test('a file over the limit is refused before it is read, and while it is read', async () => {
  const told = await send(good(), { 'content-length': String(2 * 1024 * 1024) });
  expect(await refusalOf(told)).toEqual([413, 'batch.too-large']);
  const lying = await send(`${good()}${'x'.repeat(1_100_000)}`);
  expect(await refusalOf(lying)).toEqual([413, 'batch.too-large']);
  await nothingKept();
});

test('a missing header, a doubled header, an unknown header, no rows, no bytes', async () => {
  const row = aPenaltyRow(feeder, '1');
  const { 处罚依据: _, ...lacking } = row;
  const missing = await send(csvOf([lacking]));
  expect(await missing.clone().json()).toMatchObject({
    errors: [{ code: 'header.missing', column: '处罚依据' }],
  });
  expect(await refusalOf(missing)).toEqual([422, 'batch.header']);
  const doubled = good().replace('违法事实', '处罚依据');
  expect((await (await send(doubled)).json()).errors).toContainEqual(
    expect.objectContaining({ code: 'header.doubled' }),
  );
  expect(await refusalOf(await send(csvOf([{ ...row, 不认识的列: 'x' }])))).toEqual([422, 'batch.header']);
  expect(await refusalOf(await send(good().split('\r\n')[0] ?? ''))).toEqual([422, 'batch.empty']);
  expect(await refusalOf(await send(''))).toEqual([422, 'batch.empty']);
  await nothingKept();
});

test('a picture is no upload', async () => {
  const png = new Uint8Array([137, 80, 78, 71, 13, 10, 26, 10, 0, 0, 0, 13]);
  expect(await refusalOf(await send(png, { 'content-type': 'image/png' }))).toEqual([415, 'batch.format']);
  await nothingKept();
});

test('a file that breaks off in the middle fails whole: none of its rows is written', async () => {
  const rows = Array.from({ length: 20 }, (_, place) => aPenaltyRow(feeder, String(place)));
  const bytes = new TextEncoder().encode(csvOf(rows));
  const broken = new Uint8Array([...bytes, 0xff, 0xfe, 0xfd, 0x80, 0x0a]);
  const answer = await send(broken);
  expect(answer.status).toBe(202);
  await runQueue(app.deps);
  const batch = await (await feeder.api(answer.headers.get('location')?.replace('/api/v1', '') ?? '')).json();
  expect(batch).toMatchObject({ status: 'failed', problem: { code: 'batch.encoding' }, counts: { rows: 0 } });
  expect(await app.query(`select 1 from records`)).toEqual([]);
});

test('a form with one file, a JSON array and NDJSON are taken like a CSV', async () => {
  const form = new FormData();
  form.set('file', new File([good()], '行政处罚.csv', { type: 'text/csv' }));
  const uploaded = await feeder.api(`/batches?catalog=${catalog}`, { method: 'POST', body: form });
  expect([uploaded.status, (await uploaded.json()).fileName]).toEqual([202, '行政处罚.csv']);
  const { items } = await (await feeder.api('/batches')).json();
  expect(items).toHaveLength(1);
  await runQueue(app.deps);
  const row = JSON.stringify(aPenaltyRow(feeder, '1'));
  for (const [type, body] of [
    ['application/json', `[${row}]`],
    ['application/x-ndjson', `${row}\n`],
  ] as const)
    expect((await send(body, { 'content-type': type })).status).toBe(202);
  await runQueue(app.deps);
  const all = await (await feeder.api('/batches?limit=10')).json();
  expect(all.items.map(({ counts }: { counts: object }) => counts)).toMatchObject([
    { unchanged: 1 },
    { unchanged: 1 },
    { accepted: 1 },
  ]);
});

test("another agency's batch is unknown", async () => {
  const batch = await upload(app, feeder, { catalog, rows: [aPenaltyRow(feeder, '1')] });
  const other = await app.agency('SZFY', ['feeder'], [catalog]);
  for (const [path, method] of [
    ['', 'GET'],
    ['/errors.json', 'GET'],
    ['/errors.csv', 'GET'],
    ['/cancel', 'POST'],
    ['/confirm', 'POST'],
  ] as const)
    expect(await refusalOf(await other.api(`/batches/${batch.id}${path}`, { method }))).toEqual([
      404,
      'batch.unknown',
    ]);
});

test('the agency feeds only in its own name', async () => {
  const other = await app.agency('SZFY', ['feeder'], [catalog]);
  const batch = await upload(app, feeder, { catalog, rows: [aPenaltyRow(other, '1')] });
  expect(batch.counts).toMatchObject({ rejected: 1, accepted: 0 });
});

test('a sealed 治安 penalty is refused, and nothing of it stays anywhere', async () => {
  const sealed = aPenaltyRow(feeder, '7', { 处罚依据: '《中华人民共和国治安管理处罚法》第四十三条' });
  const batch = await upload(app, feeder, { catalog, rows: [aPenaltyRow(feeder, '1'), sealed] });
  expect(batch.counts).toMatchObject({ accepted: 1, rejected: 1 });
  const errors = await (await feeder.api(`/batches/${batch.id}/errors.json`)).json();
  expect(errors.items).toMatchObject([{ row: 2, values: null }]);
  expect(await app.query(`select sealed_row from batch_errors`)).toEqual([{ sealed_row: null }]);
  expect(await app.query(`select 1 from batch_parts`)).toEqual([]);
  const tables = await app.query(`select tablename as name from pg_tables where schemaname = 'public'`);
  for (const { name } of tables)
    expect(await app.query(`select 1 from "${name}" t where strpos(t::text, '示例7贸易') > 0`)).toEqual([]);
});
