import { beforeEach, expect, test } from 'vitest';
import { type City, makeCity } from '../kit/cases.ts';
import { aUscc } from '../kit/identities.ts';
import { LIST, noticesIn } from '../kit/prior-notices.ts';
import { entries, publish } from '../kit/public-lists.ts';
import type { Agency } from '../kit/uploads.ts';

type Body = Record<string, unknown>;
let city: City;
let its: ReturnType<typeof noticesIn>;
let auditor: Agency;
let labour: Agency;

beforeEach(async () => {
  city = await makeCity();
  its = noticesIn(city);
  auditor = await city.agency('SJJ', ['auditor']);
  labour = await city.agency('RSJ', ['feeder'], ['abnormal-operation'], '示例市人力资源和社会保障局');
  await city.post(city.department, '/subscriptions', { name: '严重失信', schedule: { kind: 'at-once' } });
});

test('a notice opens a listing that its authority, the registrar and the auditor see, with the day to answer it', async () => {
  const answer = await its.notify('1');
  const shown = await answer.json();
  expect([answer.status, shown]).toMatchObject([
    201,
    {
      list: LIST,
      kind: 'severe',
      state: 'notified',
      subject: { uscc: aUscc('1'), subjectName: '示例1食品有限公司' },
      authority: '示例市市场监督管理局',
      documentNo: '示市监告〔2026〕7号',
      listedOn: null,
      dueOn: null,
      version: 1,
      priorNotice: {
        notifiedOn: '2026-11-20',
        statementsUntil: { on: '2026-11-27', workingDays: 5, provisional: false, over: false },
        statements: [],
        decideBy: '2027-02-20',
        overdue: false,
      },
    },
  ]);
  for (const agency of [city.market, city.registrar, auditor])
    expect(await its.notified(agency), agency.code).toEqual([shown]);
  expect(await city.audit('listing.')).toEqual([
    'listing.notify',
    ...Array.from({ length: 3 }, () => 'listing.list-notified'),
  ]);
});

test('it counts nowhere and nobody else learns of it; the subject does', async () => {
  const id = await its.idOf(its.notify('1'));
  expect(await city.check('1')).toMatchObject({ outcome: 'eligible', reasons: [] });
  for (const agency of [city.department, city.window, labour]) {
    expect(await its.notified(agency), agency.code).toEqual([]);
    const query = `/listings?changedSince=2026-01-01T00:00:00Z`;
    expect((await city.read(agency.api(query))).items, agency.code).toEqual([]);
  }
  expect((await city.read(city.market.api('/listings'))).items).toEqual([]);
  await publish(city);
  expect(await entries(city, LIST)).toEqual([]);
  expect((await city.told()).items).toEqual([]);
  expect(await city.events()).toEqual([]);
  expect(await city.file('1')).toMatchObject({ records: [], listings: [] });
  expect(JSON.stringify(await its.ownReport('1', 'procurement'))).not.toContain('示市监告');
  expect((await its.ownReport('1')).notified).toMatchObject([
    {
      listing: id,
      list: '市场监管严重违法失信名单',
      documentNo: '示市监告〔2026〕7号',
      statementsUntil: '2026-11-27',
    },
  ]);
  expect(await its.codeOf(city.dispute({ listing: id }, '1'))).toEqual([404, 'case.target-unknown']);
  expect(await its.codeOf(city.apply({ listing: id }, '1'))).toEqual([404, 'case.target-unknown']);
});

test('the record that lists makes the notified listing stand: same number, its history kept, told as new', async () => {
  const id = await its.idOf(its.notify('1'));
  await its.idOf(its.notify('2'));
  city.setNow('2026-11-25T02:00:00Z');
  expect(await city.list('1')).toMatchObject({ counts: { accepted: 1 } });
  expect(await its.listings()).toEqual([
    { id, state: 'listed' },
    { id: id + 1, state: 'notified' },
  ]);
  expect(await its.steps(id)).toEqual(['null notified', 'notified listed']);
  expect((await city.check('1')).outcome).toBe('ineligible');
  expect((await city.told()).items).toMatchObject([{ type: 'credit.listing.created' }]);
  const [listed] = (await city.read(city.department.api('/listings'))).items;
  expect(listed).toMatchObject({
    id,
    state: 'listed',
    documentNo: '示市监严列〔2026〕1号',
    listedOn: '2026-03-02',
  });
  await publish(city);
  expect(await entries(city, LIST)).toHaveLength(1);
  expect((await its.ownReport('1')).notified).toEqual([]);
  expect(await city.list('1')).toMatchObject({ counts: { unchanged: 1 } });
  expect(await city.list('1', { 列入原因: '另一事由' })).toMatchObject({ counts: { corrected: 1 } });
  expect(await its.steps(id)).toEqual(['null notified', 'notified listed', 'listed listed']);
});

test('as of a day before the decision the registry says nothing of it, and the auditor reads both states', async () => {
  const id = await its.idOf(its.notify('1'));
  city.setNow('2026-11-26T02:00:00Z');
  await city.list('1');
  const asOf = '2026-11-25T00:00:00Z';
  expect(await city.file('1', { asOf })).toMatchObject({ listings: [] });
  expect((await city.file('1')).listings).toMatchObject([{ id, state: 'listed' }]);
  const past = { subject: { type: 'uscc', code: aUscc('1') }, purpose: 'commitment', asOf };
  const { reasons } = await city.read(city.post(city.window, '/checks/as-of', past));
  expect(new Set(reasons.map(({ code }: Body) => code))).toEqual(new Set(['feed.stale']));
  const asked = { subject: { type: 'uscc', code: aUscc('1') }, purpose: 'supervision' };
  const { facts } = await city.read(city.post(auditor, '/files/knowledge', asked));
  const states = facts.filter(({ kind }: Body) => kind === 'listing').map(({ state }: Body) => state);
  expect(states).toEqual(['notified', 'listed']);
});

test('what was said against it is kept with what came of it', async () => {
  const id = await its.idOf(its.notify('1'));
  expect(await its.codeOf(its.say(id, { heardOn: '2026-11-19' }))).toEqual([400, 'request.invalid']);
  expect(await its.codeOf(its.say(id, { heardOn: '2026-11-25' }))).toEqual([400, 'request.invalid']);
  const answer = await its.say(id);
  expect(answer.status).toBe(201);
  expect((await answer.json()).priorNotice.statements).toEqual([
    {
      heardOn: '2026-11-24',
      statement: '材料由代理机构提交',
      result: 'not-upheld',
      finding: '委托书由法定代表人签署',
    },
  ]);
  expect((await its.say(id, { result: 'upheld' }, city.registrar)).status).toBe(201);
  expect((await its.notified(city.market))[0].priorNotice.statements).toHaveLength(2);
  expect(await its.codeOf(its.say(id, {}, labour))).toEqual([404, 'listing.unknown']);
  expect(await city.audit('listing.hear')).toHaveLength(2);
  await city.list('1');
  expect(await its.codeOf(its.say(id))).toEqual([409, 'listing.wrong-stage']);
});

test('dropped, it is as if it had never been; the subject may be notified anew', async () => {
  const id = await its.idOf(its.notify('1'));
  expect(await its.codeOf(its.drop(id, labour))).toEqual([404, 'listing.unknown']);
  for (const what of ['removals', 'restorations'])
    expect(
      await its.codeOf(city.post(city.market, `/listings/${id}/${what}`, { ground: '示例理由' })),
    ).toEqual([409, 'listing.wrong-stage']);
  const answer = await its.drop(id);
  expect([answer.status, await answer.json()]).toMatchObject([
    201,
    { id, state: 'revoked', listedOn: null, endedOn: '2026-11-24', version: 2 },
  ]);
  expect(await its.steps(id)).toEqual(['null notified', 'notified revoked']);
  expect(await its.notified(city.market)).toEqual([]);
  expect((await city.read(city.department.api('/listings?state=revoked'))).items).toEqual([]);
  expect(await city.events()).toEqual([]);
  expect((await city.check('1')).outcome).toBe('eligible');
  expect((await its.ownReport('1')).notified).toEqual([]);
  expect(await its.codeOf(its.drop(id))).toEqual([409, 'listing.wrong-stage']);
  expect((await its.notify('1')).status).toBe(201);
  await city.list('1');
  expect(await its.listings()).toEqual([
    { id, state: 'revoked' },
    { id: id + 1, state: 'listed' },
  ]);
});
