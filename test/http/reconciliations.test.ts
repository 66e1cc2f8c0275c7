import { beforeAll, beforeEach, expect, test } from 'vitest';
import { jobNamed } from '../../src/jobs.ts';
import { type City, makeCity } from '../kit/cases.ts';
import { openTestDb } from '../kit/database.ts';
import { aCitizenId } from '../kit/identities.ts';
import { listDigest } from '../kit/list-digests.ts';
import { aRegNo, aShopRow, REG_NO, USCC } from '../kit/merges.ts';
import { enrol } from '../kit/people.ts';
import { type Agency, aDefaulterRow, aViolationRow, upload } from '../kit/uploads.ts';

type Cells = Record<string, string>;
type Item = { reason: string; row: number | null; record: { sourceNo: string } | null } & Record<
  string,
  unknown
>;
const LIST = 'serious-violation';
const AT = `/reconciliations/${LIST}`;
const court = { ground: '列入决定被人民法院判决撤销', documentNo: '（2027）示01行终8号' };
let city: City;
beforeAll(async () => void (await openTestDb()));
beforeEach(async () => {
  city = await makeCity('2027-04-01T02:00:00Z');
});

const row = (seed: string, cells: Cells = {}, who: Agency = city.market) => aViolationRow(who, seed, cells);
const send = (rows: readonly Cells[], mode = 'full', who: Agency = city.market, catalog = LIST) =>
  upload(city, who, { catalog, rows, mode });
const look = async (path = AT, who: Agency = city.market) => city.read(who.api(path));
const decide = async (seed: string, what: string, json: object) => {
  const answer = await city.post(city.market, `/listings/${await city.listingOf(seed)}/${what}`, json);
  expect(answer.status).toBe(201);
};
const withdraw = (seed: string) =>
  city.market.api(`/records/${LIST}/YZ-${seed}?reason=来源系统误报`, { method: 'DELETE' });
const sumOf = (counts: readonly { count: number }[]) => counts.reduce((sum, { count }) => sum + count, 0);
const countsOf = (list: readonly { reason: string; count: number }[]) =>
  Object.fromEntries(list.map(({ reason, count }) => [reason, count]));
const named = (items: readonly Item[]) =>
  items.map(({ reason, row: no, record }) => [reason, record?.sourceNo ?? null, no]);
const keyOf = ({ 来源记录号, 列入决定机关统一社会信用代码, 列入决定书文号, 统一社会信用代码 }: Cells) => [
  来源记录号 ?? '',
  列入决定机关统一社会信用代码 ?? '',
  (列入决定书文号 ?? '').replace('〔', '(').replace('〕', ')'),
  统一社会信用代码 ?? '',
];
const balanced = ({ summary }: { summary: Record<string, never> & Sums }) => {
  expect(summary.sourceCount - sumOf(summary.differences)).toBe(summary.registryCount);
  return summary;
};
type Sums = {
  sourceCount: number;
  registryCount: number;
  differences: { reason: string; count: number }[];
  remarks: { reason: string; count: number }[];
};

// Each row of the list is one of them: 1 stays, 1 again, 2 falls, 3 is repaired, 4 expires, 5 is refused, 6
// fell before and is held, 7 has a number of another file, 8 is withdrawn, 9 would become what fell.
const everyKind = async () => {
  const shop = aShopRow(city.market, '7', {
    [USCC]: '',
    [REG_NO]: aRegNo(7),
    行政相对人名称: '示例旧号公司',
  });
  await upload(city, city.market, { catalog: 'administrative-penalty', rows: [shop] });
  const fellBefore = row('6');
  const beside = { ...row('6', { 来源记录号: 'YZ-9', 列入决定书文号: '示市监严列〔2026〕9号' }) };
  await send([fellBefore], 'append');
  await decide('6', 'revocations', court);
  await send([beside, row('7')], 'append');
  const rows = [
    row('1'),
    row('2'),
    row('3'),
    row('4', { 列入日期: '2024-04-02' }),
    row('5', { 列入日期: '某日' }),
    fellBefore,
    row('7', { 注册号: aRegNo(7) }),
    row('8'),
    { ...beside, 列入决定书文号: '示市监严列〔2026〕6号' },
    row('1'),
  ];
  const batch = await send(rows);
  return { batch, rows };
};

test('every difference of a whole list is named with its reason, and both sides add up', async () => {
  const { batch, rows } = await everyKind();
  expect(batch).toMatchObject({
    status: 'done',
    counts: { rows: 10, rejected: 2, held: 1 },
    reconciliation: `/api/v1${AT}`,
  });
  const first = balanced(await look());
  expect(first).toMatchObject({
    agency: 'SCJG',
    catalog: LIST,
    lastFull: { batchId: batch.id, rows: 10 },
    since: { records: 0, refusedRows: 0 },
    sourceCount: 10,
    registryCount: 7,
  });
  expect(countsOf(first.differences)).toEqual({ refused: 1, repeated: 1, held: 1 });

  await decide('2', 'revocations', court);
  await decide('3', 'removals', { ground: '已履行义务并消除影响' });
  expect((await withdraw('8')).status).toBe(200);
  await send([row('20'), row('21', { 列入日期: '' })], 'append');
  city.setNow('2027-04-02T00:05:00+08:00');
  await jobNamed('end-due-listings').run(city.deps, city.deps.clock.now());

  const answer = await look();
  const summary = balanced(answer);
  expect(summary).toMatchObject({
    since: { records: 1, refusedRows: 1 },
    sourceCount: 12,
    registryCount: 4,
  });
  expect(countsOf(summary.differences)).toEqual({
    refused: 2,
    repeated: 1,
    held: 1,
    revoked: 1,
    repaired: 1,
    expired: 1,
    withdrawn: 1,
  });
  expect(countsOf(summary.remarks)).toEqual({ 'correction-refused': 1, 'two-files': 1, 'fed-since': 1 });
  expect(named(answer.items).sort()).toEqual(
    [
      ['refused', null, 5],
      ['repeated', null, 10],
      ['revoked', 'YZ-2', 2],
      ['repaired', 'YZ-3', 3],
      ['expired', 'YZ-4', 4],
      ['held', 'YZ-6', 6],
      ['two-files', 'YZ-7', 7],
      ['withdrawn', 'YZ-8', 8],
      ['correction-refused', 'YZ-9', 9],
      ['fed-since', 'YZ-20', null],
      ['refused', null, 2],
    ].sort(),
  );
  const of = (reason: string) => answer.items.find((item: Item) => item.reason === reason);
  expect(of('revoked')).toMatchObject({
    counted: false,
    ended: { by: city.market.name, on: '2027-04-01', documentNo: court.documentNo },
    text: expect.stringContaining(court.documentNo),
  });
  expect(of('held')).toMatchObject({
    holdCode: 'row.decision-fallen',
    ended: { by: city.market.name, documentNo: court.documentNo },
  });
  expect(of('expired')).toMatchObject({ ended: { on: '2027-04-02' } });
  expect(of('refused')).toMatchObject({ record: null, codes: ['cell.day'], batchId: batch.id });
  expect(of('correction-refused')).toMatchObject({ counted: true });

  const taken = rows.filter((_, place) => place !== 4 && place !== 8);
  expect(answer.summary.digest).toEqual({ rows: 8, sha256: listDigest(taken.map(keyOf)) });
});

test('the summary is signed: what the registry gave is genuine, what was changed is not', async () => {
  await send([row('1'), row('2')]);
  const { receipt, summary } = await look();
  const [body = '', signature = ''] = receipt.split('.');
  expect(JSON.parse(Buffer.from(body, 'base64url').toString())).toEqual(summary);
  const verify = (text: string) =>
    city.read(city.post(city.market, '/reconciliations/verification', { receipt: text }));
  expect(await verify(receipt)).toEqual({ genuine: true, summary });
  const forged = Buffer.from(JSON.stringify({ ...summary, registryCount: 9 })).toString('base64url');
  for (const text of [`${forged}.${signature}`, `${body}.${signature.slice(1)}A`, `${body}.A`])
    expect(await verify(text)).toEqual({ genuine: false, summary: null });
});

test('the same list in another order, or again the next night, has the same digest', async () => {
  const rows = ['1', '2', '3', '4'].map((seed) => row(seed));
  await send(rows);
  const first = (await look()).summary;
  const again = await send([...rows].reverse());
  expect(again.counts).toMatchObject({ unchanged: 4 });
  await send(rows);
  const next = (await look()).summary;
  expect(next.digest).toEqual(first.digest);
  expect(next.lastFull.batchId).not.toBe(first.lastFull.batchId);
  expect(await city.query('select count(distinct batch_id)::int as lists from batch_records')).toEqual([
    { lists: 1 },
  ]);
  expect(await city.query('select * from batch_imprints')).toEqual([]);
});

test('a list that waits for confirmation takes nobody’s place; what it would withdraw is said', async () => {
  const before = await send(['1', '2', '3', '4'].map((seed) => row(seed)));
  const waiting = await send([row('1')]);
  expect(waiting).toMatchObject({ status: 'awaiting-confirmation', reconciliation: null });
  const { summary, items } = await look();
  expect(balanced({ summary })).toMatchObject({
    lastFull: { batchId: before.id },
    waiting: { batchId: waiting.id, rows: 1, missing: 3 },
    registryCount: 4,
    remarks: [{ reason: 'awaiting-withdrawal', count: 3 }],
  });
  expect(named(items).map(([, no]) => no)).toEqual(['YZ-2', 'YZ-3', 'YZ-4']);
  await city.post(city.market, `/batches/${waiting.id}/cancel`, {});
  expect((await look()).summary).toMatchObject({ waiting: null, registryCount: 4, remarks: [] });
  expect(
    await city.query(`select * from batch_records where batch_id = $1::text::uuid`, [waiting.id]),
  ).toEqual([]);
});

test('persons are masked, no print of a row is kept open, and a person’s list has its digest too', async () => {
  const catalog = 'judgment-defaulter';
  const rows = ['1', '2'].map((seed) => aDefaulterRow(city.market, seed));
  await send(rows, 'full', city.market, catalog);
  await city.market.api(`/records/${catalog}/ZX-2?reason=案件终结`, { method: 'DELETE' });
  const answer = await city.market.api(`/reconciliations/${catalog}`);
  const text = await answer.text();
  const { summary, items } = JSON.parse(text);
  expect(items).toMatchObject([
    { reason: 'withdrawn', record: { subject: { kind: 'person', name: '示**乙' } } },
  ]);
  for (const seed of ['1', '2']) expect(text).not.toContain(aCitizenId(seed).slice(6));
  const keys = rows.map((cells) => [
    cells.来源记录号 ?? '',
    city.market.uscc,
    (cells.案号 ?? '').replace('（', '(').replace('）', ')'),
    cells.证件号码 ?? '',
  ]);
  expect(summary.digest).toEqual({ rows: 2, sha256: listDigest(keys) });
});

test('an agency sees its own, its successor what it took over, the registrar every one; each look leaves a line', async () => {
  await send([row('1')]);
  const other = await city.agency('SCZJ', ['feeder'], [LIST], '示例市市场监督管理总局');
  const statusOf = async (who: Agency, path: string) => {
    const answer = await who.api(path);
    return [answer.status, (await answer.json()).code ?? 'ok'];
  };
  expect(await statusOf(other, `${AT}?agency=SCJG`)).toEqual([404, 'agency.unknown']);
  expect(await statusOf(other, `${AT}?agency=NOBODY`)).toEqual([404, 'agency.unknown']);
  expect(await statusOf(city.market, '/reconciliations/death-record')).toEqual([404, 'feed.unknown']);
  expect(await statusOf(city.market, '/reconciliations/nothing')).toEqual([404, 'catalog.unknown']);
  expect(await statusOf(city.window, `${AT}?agency=SCJG`)).toEqual([403, 'access.denied']);
  expect(await statusOf(city.registrar, AT)).toEqual([404, 'feed.unknown']);
  expect((await look(`${AT}?agency=SCJG`, city.registrar)).summary).toMatchObject({ registryCount: 1 });
  expect((await look(AT, other)).summary).toMatchObject({ lastFull: null, sourceCount: 0, registryCount: 0 });

  const { api } = await enrol(city, {
    agencyId: city.registrar.id,
    name: 'system',
    roles: ['system-administrator'],
  });
  await api('/agencies/SCJG/succession', { method: 'POST', json: { successor: 'SCZJ', from: '2027-04-01' } });
  city.setNow('2027-04-01T02:00:02Z');
  expect((await look(`${AT}?agency=SCJG`, other)).summary).toMatchObject({ registryCount: 1 });
  expect(balanced(await look(AT, other))).toMatchObject({ registryCount: 1, lastFull: { rows: 1 } });
  await send([row('30', {}, other)], 'full', other);
  expect(balanced(await look(AT, other))).toMatchObject({
    lastFull: { rows: 1 },
    sourceCount: 2,
    registryCount: 2,
    remarks: [{ reason: 'inherited', count: 1 }],
  });
  expect(await city.audit('reconciliation.')).toEqual(Array(5).fill('reconciliation.show'));
});

test('the differences come page by page, and one reason can be asked for', async () => {
  await everyKind();
  const all = (await look()).items;
  const found: Item[] = [];
  for (let next: string | null = ''; next !== null; ) {
    const answer: { items: Item[]; next: string | null } = await look(
      `${AT}?limit=2${next && `&after=${next}`}`,
    );
    found.push(...answer.items);
    next = answer.next;
  }
  expect(found).toEqual(all);
  expect(named((await look(`${AT}?reason=held`)).items)).toEqual([['held', 'YZ-6', 6]]);
});

test('without a whole list what was fed is compared record by record', async () => {
  await send([row('1'), row('2'), row('3', { 列入日期: '某日' })], 'append');
  await decide('2', 'revocations', court);
  expect(balanced(await look())).toMatchObject({
    lastFull: null,
    digest: null,
    since: { records: 2, refusedRows: 0 },
    sourceCount: 2,
    registryCount: 1,
    differences: [{ reason: 'revoked', count: 1 }],
    remarks: [],
  });
});
