import { createHash } from 'node:crypto';
import { beforeEach, expect, test } from 'vitest';
import { jobNamed } from '../../src/jobs.ts';
import { idCheckChar } from '../../src/kernel/check-characters.ts';
import { type City, makeCity } from '../kit/cases.ts';
import { BASIS, byTwoHands, drafted } from '../kit/changes.ts';
import { aCitizenId, aUscc } from '../kit/identities.ts';
import { applied, delta, entries, publish, snapshot } from '../kit/public-lists.ts';
import { aDefaulterRow, aPenaltyRow, upload } from '../kit/uploads.ts';

let city: City;
beforeEach(async () => {
  city = await makeCity();
});

const VIOLATIONS = 'serious-violation';
const PENALTIES = 'administrative-penalty';
const get = (path: string, headers: Record<string, string> = {}) =>
  city.request(`/public/lists${path}`, { headers });
const names = async (list: string, q = '') =>
  (await entries(city, list, q)).map(({ name }: { name: string }) => name);

test('the lists that are published are named with their basis, to anybody', async () => {
  const { items } = await (await get('')).json();
  const codes = items.map(({ code }: { code: string }) => code);
  expect(codes).toEqual(expect.arrayContaining([VIOLATIONS, PENALTIES, 'administrative-licence', 'honour']));
  expect(codes).not.toEqual(expect.arrayContaining(['false-commitment']));
  expect(codes).not.toContain('registration');
  expect(items[0]).toMatchObject({ version: 0, publishedAt: null });
});

test('a listing and a penalty stand on their lists with what the law lets be published and no more', async () => {
  await city.list('1');
  await city.punish('2', {
    违法事实: '当事人王小明（13800138000）发布虚假广告',
    处罚内容: '罚款人民币壹万元，缴至账户6222020200112233445',
  });
  await publish(city);
  expect(await entries(city, VIOLATIONS)).toMatchObject([
    {
      name: '示例1食品有限公司',
      uscc: aUscc('1'),
      kind: 'organisation',
      authority: '示例市市场监督管理局',
      matter: '提交虚假材料取得登记',
      since: '2026-03-02',
      until: '2029-03-02',
      isDisputed: false,
    },
  ]);
  const text = (await snapshot(city, PENALTIES)).text;
  expect(text).toContain('罚款人民币壹万元，缴至账户******');
  for (const hidden of ['王小明', '13800138000', '6222020200112233445', '示例甲', '发布虚假广告'])
    expect(text).not.toContain(hidden);
});

test('an organisation is found by part of its name or by its code; nobody by what is not there', async () => {
  await city.list('1');
  await city.list('2');
  await publish(city);
  expect(await names(VIOLATIONS, '示例2')).toEqual(['示例2食品有限公司']);
  expect(await names(VIOLATIONS, ` ${aUscc('1').toLowerCase()} `)).toEqual(['示例1食品有限公司']);
  expect(await names(VIOLATIONS, '不存在')).toEqual([]);
  const first = await (await get(`/${VIOLATIONS}?limit=1`)).json();
  const second = await (await get(`/${VIOLATIONS}?limit=1&after=${first.next}`)).json();
  expect([...first.items, ...second.items].map(({ id }: { id: string }) => id)).toHaveLength(2);
  expect(second.next).toBeNull();
});

test('how persons are published changes at its approval, before anybody is answered, and back', async () => {
  const rows = [aDefaulterRow(city.market, '1', { '被执行人姓名/名称': '王小明' })];
  await upload(city, city.market, { catalog: 'judgment-defaulter', rows });
  await publish(city);
  const show = async (value: number) => {
    const settings = [{ key: 'public.judgment-defaulter.persons', value }];
    const draft = { kind: 'settings', content: { settings }, basis: BASIS };
    expect((await byTwoHands(city, drafted(city.registrar, draft))).status).toBe(200);
  };
  await show(2);
  await publish(city);
  expect(await names('judgment-defaulter')).toEqual(['王小明']);
  await show(0);
  expect(await names('judgment-defaulter')).toEqual([]);
  await show(1);
  await publish(city);
  expect(await names('judgment-defaulter')).toEqual(['王*明']);
});

test('persons: a defaulter with the name masked and no number, other lists none, minors never', async () => {
  const child = ((first: string) => first + idCheckChar(first))('44030020100302123');
  const rows = [
    aDefaulterRow(city.market, '1', { '被执行人姓名/名称': '王小明' }),
    aDefaulterRow(city.market, '2', { '被执行人姓名/名称': '李小童', 证件号码: child }),
  ];
  await upload(city, city.market, { catalog: 'judgment-defaulter', rows });
  const person = {
    行政相对人名称: '赵小红',
    行政相对人类别: '自然人',
    '行政相对人代码_1（统一社会信用代码）': '',
    法定代表人: '',
    证件类型: '居民身份证',
    证件号码: aCitizenId('9'),
  };
  await upload(city, city.market, { catalog: PENALTIES, rows: [aPenaltyRow(city.market, '3', person)] });
  await publish(city);
  expect(await entries(city, 'judgment-defaulter')).toMatchObject([
    { name: '王*明', uscc: null, kind: 'person' },
  ]);
  expect(await names('judgment-defaulter', '王*')).toEqual([]);
  expect(await names(PENALTIES)).toEqual([]);
  const everything = [];
  for (const list of ['judgment-defaulter', PENALTIES])
    for (const file of [
      '',
      '/snapshot.csv',
      '/snapshot.ndjson',
      '/delta.csv?since=0',
      '/delta.ndjson?since=0',
    ])
      everything.push(await (await get(`/${list}${file}`)).text());
  for (const hidden of [aCitizenId('1'), child, aCitizenId('9'), '王小明', '李小童', '李*童', '赵小红'])
    expect(everything.join('')).not.toContain(hidden);
});

test('a shop is named in full unless its name is its owner’s', async () => {
  const shop = { 行政相对人类别: '个体工商户', 法定代表人: '' };
  for (const [seed, name] of [
    ['92a', '示例甲便利店'],
    ['92b', '王小明'],
  ] as const) {
    const cells = { ...shop, 行政相对人名称: name, '行政相对人代码_1（统一社会信用代码）': aUscc(seed) };
    await upload(city, city.market, { catalog: PENALTIES, rows: [aPenaltyRow(city.market, seed, cells)] });
  }
  await publish(city);
  expect((await names(PENALTIES)).toSorted()).toEqual(['王*明', '示例甲便利店']);
});

test('minor penalties are not published at all', async () => {
  await city.punish('1', { 处罚类别: '警告', 处罚内容: '警告', '罚款金额（万元）': '' });
  await publish(city);
  expect(await names(PENALTIES)).toEqual([]);
});

const vanishes = async (list: string, ends: () => unknown) => {
  await publish(city);
  const before = await snapshot(city, list);
  expect(before.text).not.toBe('');
  await ends();
  expect(await names(list)).toEqual([]);
  const after = await snapshot(city, list);
  expect(after.text).toBe('');
  expect(after.version).toBe(before.version + 1);
  const [row] = before.text.split('\n');
  const { id } = JSON.parse(row ?? '{}');
  const change = await delta(city, list, before.version);
  expect(change).toBe(`{"op":"remove","id":"${id}"}\n`);
  const csv = await (await get(`/${list}/delta.csv?since=${before.version}`)).text();
  expect(csv.split('\r\n')[1]).toBe(`remove,${id},,,,,,,,,,,`);
  expect(applied(before.text, change)).toBe('');
};

test('a repaired listing has gone from page, files and delta with the very answer that granted it', async () => {
  await city.list('1', { 列入日期: '2025-03-02' });
  await vanishes(VIOLATIONS, async () => {
    const made = await city.read(city.apply({ listing: await city.listingOf('1') }, '1'));
    await city.post(city.market, `/repairs/${made.id}/accept`, {});
    const granted = await city.post(city.market, `/repairs/${made.id}/grant`, {
      documentNo: '示市监修〔2026〕1号',
    });
    expect(granted.status).toBe(200);
  });
});

test('a withdrawn penalty has gone at once, without waiting for any job', async () => {
  await city.punish('1');
  await vanishes(PENALTIES, () =>
    city.market.api(`/records/${PENALTIES}/CF-1?reason=${encodeURIComponent('处罚决定已撤销')}`, {
      method: 'DELETE',
    }),
  );
});

test('what has reached the end of its publicity or term has gone on that day, before any nightly job', async () => {
  await city.punish('1');
  await vanishes(PENALTIES, async () => city.setNow('2027-03-01T16:00:00.000Z'));
  await city.list('2');
  city.setNow('2029-03-01T15:59:59.000Z');
  await publish(city);
  expect(await names(VIOLATIONS)).toEqual(['示例2食品有限公司']);
  city.setNow('2029-03-01T16:00:00.000Z');
  expect(await names(VIOLATIONS)).toEqual([]);
});

test('a dispute shows its mark; a correction and a new name come as upserts', async () => {
  await city.list('1');
  await publish(city);
  const before = await snapshot(city, VIOLATIONS);
  await city.dispute({ listing: await city.listingOf('1') }, '1');
  await city.list('1', { 列入原因: '提交虚假材料取得登记（更正）' });
  await publish(city);
  const after = await snapshot(city, VIOLATIONS);
  expect(JSON.parse(after.text)).toMatchObject({ isDisputed: true, matter: '提交虚假材料取得登记（更正）' });
  const change = await delta(city, VIOLATIONS, before.version);
  expect(change).toMatch(/^\{"op":"upsert","id":"\d+"/);
  expect(applied(before.text, change)).toBe(after.text);
});

test('one version has one file: the manifest’s digest and size are the bytes’, and the same tag answers 304', async () => {
  await city.list('1');
  await city.list('2');
  await publish(city);
  const manifest = await (await get(`/${VIOLATIONS}/manifest.json`)).json();
  for (const file of manifest.files) {
    const answer = await get(`/${VIOLATIONS}/${file.name}`);
    const bytes = new Uint8Array(await answer.arrayBuffer());
    expect(file).toMatchObject({
      rows: 2,
      bytes: bytes.length,
      sha256: createHash('sha256').update(bytes).digest('hex'),
      etag: answer.headers.get('etag'),
    });
    expect(answer.headers.get('cache-control')).toBe('public, no-cache');
    expect(new Uint8Array(await (await get(`/${VIOLATIONS}/${file.name}`)).arrayBuffer())).toEqual(bytes);
    const known = await get(`/${VIOLATIONS}/${file.name}`, { 'if-none-match': `W/"x", ${file.etag}` });
    expect([known.status, await known.text()]).toEqual([304, '']);
  }
  const csv = await (await get(`/${VIOLATIONS}/snapshot.csv`)).text();
  expect(csv.split('\r\n')[0]).toBe(
    '编号,名称,统一社会信用代码,主体类别,认定机关,文书号,事由,内容,起始日期,公示截止日期,异议处理中,复议诉讼',
  );
  const tag = (await get(`/${VIOLATIONS}/manifest.json`)).headers.get('etag') ?? '';
  expect((await get(`/${VIOLATIONS}/manifest.json`, { 'if-none-match': tag })).status).toBe(304);
  await city.list('3');
  await publish(city);
  expect((await get(`/${VIOLATIONS}/manifest.json`, { 'if-none-match': tag })).status).toBe(200);
  expect((await (await get(`/${VIOLATIONS}/manifest.json`)).json()).files[0].rows).toBe(3);
});

test('a retention that was lengthened keeps its row, on the day on which it would have gone', async () => {
  await city.punish('1');
  await city.query(`update records set retained_until = '2026-12-01'`);
  await publish(city);
  await city.query(`update records set retained_until = '2026-12-10'`);
  city.setNow('2026-12-01T02:00:00.000Z');
  expect(await names(PENALTIES)).toHaveLength(1);
  city.setNow('2026-12-10T02:00:00.000Z');
  expect(await names(PENALTIES)).toEqual([]);
});

test('nothing new, no new version; publishing twice changes nothing', async () => {
  await city.list('1');
  await publish(city);
  const before = await snapshot(city, VIOLATIONS);
  await city.list('1');
  await city.query(`update records set known_from = known_from`);
  await publish(city);
  expect(await snapshot(city, VIOLATIONS)).toEqual(before);
  expect(await delta(city, VIOLATIONS, before.version)).toBe('');
});

test('a download that began goes on as it began, whatever is published meanwhile', async () => {
  await city.list('1');
  await publish(city);
  const before = await snapshot(city, VIOLATIONS);
  const { openPublicFile } = await import('../../src/public/public-lists/open-public-file.ts');
  const open = await openPublicFile(city.operator, { list: VIOLATIONS, format: 'ndjson' });
  const parts = open.parts();
  await parts.next();
  await city.query(`update listings set state = 'revoked', ended_on = '2026-11-24'`);
  expect(await names(VIOLATIONS)).toEqual([]);
  let rest = '';
  for await (const part of parts) rest += part.text;
  expect(rest).toBe(before.text);
});

test('the words of what has gone are struck within hours, its id after ninety days', async () => {
  await city.list('1');
  await publish(city);
  const { version } = await snapshot(city, VIOLATIONS);
  await city.query(`update listings set state = 'revoked', ended_on = '2026-11-24'`);
  await snapshot(city, VIOLATIONS);
  city.setNow('2026-11-24T04:15:00.000Z');
  await jobNamed('forget-gone-entries').run(city.deps, city.deps.clock.now());
  expect(await city.query('select json, csv, name, uscc from public_entries')).toEqual([
    { json: null, csv: null, name: null, uscc: null },
  ]);
  expect(await delta(city, VIOLATIONS, version)).toMatch(/^\{"op":"remove","id":"\d+"\}\n$/);
  city.setNow('2027-03-24T04:15:00.000Z');
  await jobNamed('forget-gone-entries').run(city.deps, city.deps.clock.now());
  expect((await get(`/${VIOLATIONS}/delta.csv?since=${version}`)).status).toBe(409);
  expect((await get(`/${VIOLATIONS}/delta.csv?since=0`)).status).toBe(200);
});

test.each([
  ['/nothing', 404, 'public-list.unknown'],
  ['/nothing/snapshot.csv', 404, 'public-list.unknown'],
  ['/nothing/manifest.json', 404, 'public-list.unknown'],
  ['/registration', 404, 'public-list.unknown'],
  ['/false-commitment/snapshot.ndjson', 404, 'public-list.unknown'],
  [`/${VIOLATIONS}/delta.csv`, 400, 'request.invalid'],
  [`/${VIOLATIONS}/delta.csv?since=-1`, 400, 'request.invalid'],
  [`/${VIOLATIONS}/delta.csv?since=1.5`, 400, 'request.invalid'],
  [`/${VIOLATIONS}/delta.csv?since=99999999999999999999`, 400, 'request.invalid'],
  [`/${VIOLATIONS}/delta.csv?since=7`, 409, 'public-list.version-unknown'],
  [`/${VIOLATIONS}?q=%E7%A4%BA`, 400, 'request.invalid'],
  [`/${VIOLATIONS}?q=${'a'.repeat(101)}`, 400, 'request.invalid'],
  [`/${VIOLATIONS}?limit=501`, 400, 'request.invalid'],
  [`/${VIOLATIONS}?limit=0`, 400, 'request.invalid'],
  [`/${VIOLATIONS}?after=xx`, 400, 'cursor.invalid'],
  [`/${VIOLATIONS}?after=${encodeURIComponent(btoa('["x"]'))}`, 400, 'cursor.invalid'],
  [`/${VIOLATIONS}?bogus=1`, 400, 'request.invalid'],
])('%s is refused with %i %s', async (path, status, code) => {
  const answer = await get(path);
  expect([answer.status, (await answer.json()).code]).toEqual([status, code]);
});

test('a citizen’s number is not searched for, and not said again', async () => {
  const code = aCitizenId('curious');
  const answer = await get(`/${VIOLATIONS}?q=${code}`);
  const body = await answer.text();
  expect(answer.status).toBe(400);
  expect(body).toContain('请勿输入个人证件号码');
  expect(body).not.toContain(code);
  const page = await get(`/${VIOLATIONS}?q=${code}`, { accept: 'text/html' });
  const html = await page.text();
  expect(page.status).toBe(422);
  expect(html).toContain('请勿输入个人证件号码');
  expect(html).not.toContain(code);
});

test('two processes that publish at once give each change one position', async () => {
  await city.list('1');
  await city.punish('2');
  await Promise.all([publish(city), publish(city), names(VIOLATIONS)]);
  expect([(await snapshot(city, VIOLATIONS)).version, (await snapshot(city, PENALTIES)).version]).toEqual([
    1, 1,
  ]);
  const doubled = await city.query(
    'select record_id from public_entries where gone is null group by record_id having count(*) > 1',
  );
  expect(doubled).toEqual([]);
  expect(await city.query('select 1 as one from public_changes')).toEqual([]);
});
