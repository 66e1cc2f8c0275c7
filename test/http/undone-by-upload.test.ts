import { beforeEach, expect, test } from 'vitest';
import { type City, makeCity } from '../kit/cases.ts';
import { aUscc } from '../kit/identities.ts';
import { publish } from '../kit/public-lists.ts';
import { runQueue } from '../kit/run-jobs.ts';
import { aPenaltyRow, aViolationRow, csvOf, upload } from '../kit/uploads.ts';

// What is decided at one door is undone at no other: each act on a record or a listing, and then what a feeder may send next.
type Cells = Record<string, string>;
type Kind = 'listing' | 'record';
const DOCUMENT = '示文〔2027〕9号';
const catalogOf = { listing: 'serious-violation', record: 'administrative-penalty' } as const;
const numberOf = { listing: 'YZ-1', record: 'CF-1' } as const;
const severe = { 处罚类别: '责令停产停业', '罚款金额（万元）': '', 失信程度: '严重' };
const ofAnother: Record<Kind, Cells> = {
  listing: { 企业名称: '示例2食品有限公司', 统一社会信用代码: aUscc('2') },
  record: { 行政相对人名称: '示例2贸易有限公司', '行政相对人代码_1（统一社会信用代码）': aUscc('2') },
};
const both = ['listing', 'record'] as const;

const world: { city?: City } = {};
beforeEach(async () => {
  world.city = await makeCity('2027-03-10T10:00:00+08:00');
});
const there = (): City => {
  if (!world.city) throw new Error('no city');
  return world.city;
};

const rowOf = (kind: Kind, cells: Cells = {}) =>
  kind === 'listing'
    ? aViolationRow(there().market, '1', cells)
    : aPenaltyRow(there().market, '1', { ...severe, ...cells });
const send = async (kind: Kind, cells: Cells = {}) => {
  const city = there();
  const about = { catalog: catalogOf[kind], rows: [rowOf(kind, cells)] };
  const { counts } = await upload(city, city.market, about);
  return ['accepted', 'corrected', 'unchanged', 'held', 'rejected'].find((verdict) => counts[verdict] === 1);
};
const sendWhole = async (kind: Kind, cells: Cells) => {
  const city = there();
  const path = `/batches?catalog=${catalogOf[kind]}&mode=full`;
  const headers = { 'content-type': 'text/csv' };
  const answer = await city.market.api(path, { method: 'POST', headers, body: csvOf([rowOf(kind, cells)]) });
  const { id } = await answer.json();
  await runQueue(city.deps);
  await city.post(city.market, `/batches/${id}/confirm`, {});
  await runQueue(city.deps);
};
const takeBack = (kind: Kind) =>
  there().market.api(
    `/records/${catalogOf[kind]}/${numberOf[kind]}?reason=${encodeURIComponent('报送有误')}`,
    {
      method: 'DELETE',
    },
  );
const act = async (path: string, json: object, status = [200, 201]) => {
  const { city = there() } = world;
  const answer = await city.post(city.market, path, json);
  const body = await answer.json();
  expect([...status, answer.status], JSON.stringify(body)).toContain(answer.status);
  expect(status, JSON.stringify(body)).toContain(answer.status);
  return body;
};
const refused = async (path: string, json: object) => {
  const answer = await there().post(there().market, path, json);
  return [answer.status, (await answer.json()).code];
};
const targetOf = async (kind: Kind) => {
  const [row] = await there().query(`select min(id)::int as id from ${kind}s`);
  return { [kind]: Number(row?.id) };
};
const stay = async (kind: Kind) =>
  act('/appeals', {
    target: await targetOf(kind),
    kind: 'litigation',
    authority: '示例市示例区人民法院',
    caseNo: '（2027）示01行初1号',
    startedOn: '2027-02-01',
    stayed: true,
    stayDocumentNo: DOCUMENT,
  });
const dispute = async (kind: Kind, seed = '1') => (await there().dispute(await targetOf(kind), seed)).json();
const apply = async (kind: Kind) => (await there().apply(await targetOf(kind), '1')).json();
const repair = async (kind: Kind) => {
  const { id } = await apply(kind);
  await act(`/repairs/${id}/accept`, {});
  await act(`/repairs/${id}/grant`, { documentNo: DOCUMENT });
};
const stop = async (kind: Kind) => {
  const { id } = await dispute(kind);
  await act(`/disputes/${id}/uphold`, { reason: '超过期限', effect: 'stop', documentNo: DOCUMENT });
};

type Shown = { isDisputed?: boolean; isStayed?: boolean; isUnderAppeal?: boolean };
const flagsOf = (one: Shown) => [
  ...(one.isDisputed ? ['disputed'] : []),
  ...(one.isStayed ? ['stayed'] : one.isUnderAppeal ? ['appealed'] : []),
];
const seen = async (seed: string) => {
  const { outcome } = await there().check(seed);
  const { records = [], listings = [] } = await there().file(seed);
  return { outcome, flags: [...new Set([...records, ...listings].flatMap(flagsOf))], holds: records.length };
};
const published = async () => {
  const city = there();
  await publish(city);
  const { items } = await city.read(city.request('/public/lists/serious-violation?limit=50'));
  return (items as { name: string; flags?: string[] }[]).map(({ name, flags = [] }) =>
    [name, ...flags].join(' '),
  );
};
const subscribe = async () => {
  const { department, post, read } = there();
  const json = { name: '名单', schedule: { kind: 'at-once' } };
  return String((await read(post(department, '/subscriptions', json))).id);
};
const toldFlags = async (subscription: string) => {
  const { department, told, read } = there();
  await told();
  const { items } = await read(department.api(`/feed?subscription=${subscription}&after=0`));
  return (items as { data: { state: string; flags?: string[] } }[])
    .filter(({ data }) => data.state === 'listed')
    .at(-1)?.data.flags;
};

test.each(both)(
  '%s: a stay is of the one whom it was given, and no other has it by a corrected row',
  async (kind) => {
    await send(kind);
    const { id } = await stay(kind);
    expect(await seen('1')).toEqual({ outcome: 'review', flags: ['stayed'], holds: 1 });
    expect(await send(kind, ofAnother[kind])).toBe('corrected');
    expect(await seen('1')).toEqual({ outcome: 'eligible', flags: [], holds: 0 });
    expect(await seen('2')).toEqual({ outcome: 'ineligible', flags: [], holds: 1 });
    if (kind === 'listing') expect(await published()).toEqual(['示例2食品有限公司']);
    const quash = { result: 'quashed', documentNo: DOCUMENT };
    expect(await refused(`/appeals/${id}/close`, quash)).toEqual([409, 'case.subject-moved']);
    // The other goes to court too, while the first one's case is open.
    const own = await stay(kind);
    expect(await seen('2')).toEqual({ outcome: 'review', flags: ['stayed'], holds: 1 });
    await act(`/appeals/${own.id}/close`, { result: 'upheld', documentNo: DOCUMENT });
    await act(`/appeals/${id}/end-stay`, { documentNo: DOCUMENT });
    expect(await refused(`/appeals/${id}/stay`, { documentNo: DOCUMENT })).toEqual([
      409,
      'case.subject-moved',
    ]);
    expect(await seen('2')).toEqual({ outcome: 'ineligible', flags: [], holds: 1 });
  },
);

test.each(both)(
  '%s: the row of before arrives late and gives the record back, and the stay stands again',
  async (kind) => {
    await send(kind);
    await stay(kind);
    await send(kind, ofAnother[kind]);
    expect(await send(kind)).toBe('corrected');
    expect(await seen('1')).toEqual({ outcome: 'review', flags: ['stayed'], holds: 1 });
    expect((await seen('2')).outcome).toBe('eligible');
  },
);

test.each(both)('%s: a dispute deletes nothing of another, who may raise one of his own', async (kind) => {
  await send(kind);
  const { id } = await dispute(kind);
  expect((await seen('1')).flags).toEqual(['disputed']);
  await send(kind, ofAnother[kind]);
  expect(await seen('2')).toEqual({ outcome: 'ineligible', flags: [], holds: 1 });
  const wrong = { reason: '成立', effect: 'delete', documentNo: DOCUMENT };
  expect(await refused(`/disputes/${id}/uphold`, wrong)).toEqual([409, 'case.subject-moved']);
  expect(await refused(`/disputes/${id}/uphold`, { ...wrong, effect: 'stop' })).toEqual([
    409,
    'case.subject-moved',
  ]);
  const own = await dispute(kind, '2');
  expect(own.subject?.name ?? own.subjectName).toContain('示例2');
  expect((await seen('2')).flags).toEqual(['disputed']);
  const { subject, subjectName } = await act(`/disputes/${id}/uphold`, { ...wrong, effect: 'correct' });
  expect(subject?.name ?? subjectName).toContain('示例1');
  expect((await seen('2')).flags).toEqual(['disputed']);
});

test.each(both)('%s: a repair that one applied for is not granted to another', async (kind) => {
  await send(kind);
  const { id } = await apply(kind);
  await act(`/repairs/${id}/accept`, {});
  await send(kind, ofAnother[kind]);
  expect(await refused(`/repairs/${id}/grant`, { documentNo: DOCUMENT })).toEqual([
    409,
    'case.subject-moved',
  ]);
  expect((await seen('2')).outcome).toBe('ineligible');
});

test.each(both)(
  '%s: what was repaired is not back by a withdrawal and the row again; the registrar may admit it',
  async (kind) => {
    await send(kind);
    await repair(kind);
    expect((await takeBack(kind)).status).toBe(200);
    expect(await send(kind)).toBe('held');
    expect(await send(kind)).toBe('unchanged');
    expect(await seen('1')).toEqual({ outcome: 'eligible', flags: [], holds: 0 });
    if (kind === 'listing') expect(await published()).toEqual([]);
    const city = there();
    const record = await city.recordOf('1');
    expect((await city.post(city.registrar, `/records/${record}/admit`, {})).status).toBe(200);
    expect((await seen('1')).outcome).toBe('ineligible');
  },
);

test('a removal that its source’s own row said is the source’s to take back', async () => {
  const removed = { 移出日期: '2027-03-05', 移出原因: '信用修复' };
  await send('listing');
  expect(await send('listing', removed)).toBe('corrected');
  expect((await seen('1')).outcome).toBe('eligible');
  expect((await takeBack('listing')).status).toBe(200);
  expect(await send('listing')).toBe('corrected');
  expect((await seen('1')).outcome).toBe('ineligible');
});

test.each(both)(
  '%s: what was repaired, or is shown no more, is not back under another number',
  async (kind) => {
    for (const settle of [repair, stop]) {
      world.city = await makeCity('2027-03-10T10:00:00+08:00');
      await send(kind);
      await settle(kind);
      expect(await send(kind, { 来源记录号: 'NEW-1' })).toBe('held');
      expect((await seen('1')).outcome).toBe('eligible');
      await sendWhole(kind, { 来源记录号: 'NEW-2' });
      expect((await seen('1')).outcome).toBe('eligible');
      // Another decision about the same subject is taken as ever.
      const document = kind === 'listing' ? '列入决定书文号' : '行政处罚决定书文号';
      expect(await send(kind, { 来源记录号: 'NEW-3', [document]: '示市监另〔2027〕1号' })).toBe('accepted');
      expect((await seen('1')).outcome).toBe('ineligible');
    }
  },
);

test.each(both)(
  '%s: a stay reaches the same decision under another number, until it ends at both',
  async (kind) => {
    const subscription = await subscribe();
    await send(kind);
    await stay(kind);
    expect(await send(kind, { 来源记录号: 'NEW-1' })).toBe('accepted');
    expect(await seen('1')).toEqual({ outcome: 'review', flags: ['stayed'], holds: 2 });
    await sendWhole(kind, { 来源记录号: 'NEW-1' });
    expect(await seen('1')).toEqual({ outcome: 'review', flags: ['stayed'], holds: 1 });
    if (kind === 'listing') expect(await toldFlags(subscription)).toContain('stayed');
    const city = there();
    const { items } = await city.read(city.market.api('/appeals'));
    expect(items).toHaveLength(2);
    for (const { id } of items) await act(`/appeals/${id}/end-stay`, { documentNo: DOCUMENT });
    expect((await seen('1')).outcome).toBe('ineligible');
  },
);

test('a dispute reaches the same penalty under another number', async () => {
  await send('record');
  await dispute('record');
  await sendWhole('record', { 来源记录号: 'NEW-1' });
  expect(await seen('1')).toEqual({ outcome: 'review', flags: ['disputed'], holds: 1 });
});
