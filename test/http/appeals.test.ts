import { beforeAll, expect, test } from 'vitest';
import { jobNamed } from '../../src/jobs.ts';
import { type City, makeCity } from '../kit/cases.ts';
import { openTestDb } from '../kit/database.ts';
import { aUscc } from '../kit/identities.ts';
import { entries, publish } from '../kit/public-lists.ts';
import { runRecalls } from '../kit/run-jobs.ts';

// The database is made before the first story, not within its time.
beforeAll(async () => void (await openTestDb()));

type Body = Record<string, unknown>;
const court = {
  kind: 'litigation',
  authority: '示例市示例区人民法院',
  caseNo: '（2026）示01行初12号',
  startedOn: '2026-11-20',
};
const enter = (city: City, target: Body, more: Body = {}) =>
  city.post(city.market, '/appeals', { target, ...court, ...more });
// Departments are told step by step: a notice bears the flags of the moment in which it is made.
const step = async (city: City, id: number, name: string, body: Body) => {
  const answer = await city.post(city.market, `/appeals/${id}/${name}`, body);
  await city.told();
  return answer;
};
const stay = { documentNo: '（2026）示01行初12号之一' };

// Flags, measures asked and measures suspended of each notice, in the order of the feed.
const told = async (city: City) => {
  await city.told();
  const { items } = await city.read(city.department.api('/subscriptions'));
  const feed = await city.read(city.department.api(`/feed?subscription=${items[0].id}`));
  return feed.items.map(({ type, data }: { type: string; data: Record<string, { code: string }[]> }) => [
    type.replace('credit.listing.', ''),
    data.flags?.join(),
    (data.measures?.length ?? 0) > 0,
    (data.suspended?.length ?? 0) > 0,
  ]);
};
const ledger = async (city: City) =>
  (await city.read(city.department.api('/measures/ledger'))).items.flatMap(
    ({ measures }: { measures: { suspended: boolean; askedBy: { flags: string[] }[] }[] }) =>
      measures.map(({ suspended, askedBy }) => [suspended, askedBy[0]?.flags.join()]),
  );
const publicRows = async (city: City, list: string) => {
  await publish(city);
  return entries(city, list);
};

test('a listing under appeal keeps its outcome and bears the flag; stayed it turns nobody away until the stay ends', async () => {
  const city = await makeCity('2026-11-24T02:00:00Z');
  await city.post(city.department, '/subscriptions', { name: '严重失信', schedule: { kind: 'at-once' } });
  await city.list('1');
  const listing = await city.listingOf('1');
  await city.told();
  const entered = await enter(city, { listing });
  const appeal = await entered.json();
  expect([entered.status, appeal]).toMatchObject([
    201,
    { state: 'pending', stayed: false, target: { listing }, caseNo: court.caseNo, startedOn: '2026-11-20' },
  ]);
  await city.told();
  expect(await city.check('1')).toMatchObject({
    outcome: 'ineligible',
    reasons: [
      {
        code: 'list.serious-violation',
        isUnderAppeal: true,
        text: expect.stringContaining(`行政诉讼（示例市示例区人民法院 ${court.caseNo}）审理中，未停止执行`),
      },
    ],
  });

  const before = await city.check('1');
  city.setNow('2026-11-25T02:00:00Z');
  expect(await city.read(step(city, appeal.id, 'stay', stay))).toMatchObject({
    state: 'stayed',
    stayed: true,
    stayedOn: '2026-11-25',
    stayDocumentNo: stay.documentNo,
  });
  const stayed = await city.check('1');
  expect(stayed).toMatchObject({
    outcome: 'review',
    reasons: [
      {
        code: 'listing.stayed',
        isStayed: true,
        list: 'serious-violation',
        text: expect.stringContaining('停止执行'),
      },
    ],
  });
  const file = await city.file('1');
  expect(file).toMatchObject({
    listings: [{ isUnderAppeal: true, isStayed: true }],
    records: [{ isUnderAppeal: true, isStayed: true }],
    appeals: [{ id: appeal.id, state: 'stayed', caseNo: court.caseNo, endedOn: null }],
  });
  expect(file.measures.every(({ suspended }: { suspended: boolean }) => suspended)).toBe(true);
  expect((await city.read(city.department.api('/listings'))).items).toMatchObject([
    { flags: ['under-appeal', 'stayed'] },
  ]);
  expect((await ledger(city)).length).toBeGreaterThan(0);
  for (const line of await ledger(city)) expect(line).toEqual([true, 'under-appeal,stayed']);
  await runRecalls(city.deps);
  const { items } = await city.read(city.window.api('/checks/recalls'));
  expect(items.map(({ checkNo, why }: Body) => [checkNo, why])).toContainEqual([before.no, 'stayed']);

  city.setNow('2026-11-26T02:00:00Z');
  await city.read(step(city, appeal.id, 'end-stay', { documentNo: '（2026）示01行初12号之二' }));
  expect(await city.check('1')).toMatchObject({ outcome: 'ineligible' });
  for (const line of await ledger(city)) expect(line).toEqual([false, 'under-appeal']);
  await city.read(
    step(city, appeal.id, 'close', {
      result: 'upheld',
      documentNo: '（2026）示01行初12号判决',
      endedOn: '2026-11-26',
    }),
  );
  const after = await city.check('1');
  expect([after.outcome, after.reasons[0].isUnderAppeal]).toEqual(['ineligible', undefined]);
  expect(await told(city)).toEqual([
    ['created', '', true, false],
    ['changed', 'under-appeal', true, false],
    ['changed', 'under-appeal,stayed', false, true],
    ['changed', 'under-appeal', true, false],
    ['changed', '', true, false],
  ]);
  city.setNow('2026-11-26T03:00:00Z');
  const asOf = async (at: string) =>
    (
      await city.read(
        city.post(city.window, '/checks/as-of', {
          subject: { type: 'uscc', code: aUscc('1') },
          purpose: 'commitment',
          asOf: at,
        }),
      )
    ).reasons?.[0];
  expect(await asOf('2026-11-25T03:00:00Z')).toMatchObject({
    code: 'listing.stayed',
    text: expect.stringContaining(stay.documentNo),
  });
  expect(await asOf('2026-11-26T02:30:00Z')).toMatchObject({ code: 'list.serious-violation' });
  const shown = await city.read(city.market.api(`/appeals/${appeal.id}`));
  expect(shown.steps.map(({ step: name }: { step: string }) => name)).toEqual([
    'enter',
    'stay',
    'end-stay',
    'close',
  ]);
  expect(await city.audit('appeal.')).toEqual([
    'appeal.enter',
    'appeal.stay',
    'appeal.end-stay',
    'appeal.close',
    'appeal.show',
  ]);
});

test('a listing that a court quashed falls with its decision: eligible, recalled, told, and no upload brings it back', async () => {
  const city = await makeCity('2026-11-24T02:00:00Z');
  await city.post(city.department, '/subscriptions', { name: '严重失信', schedule: { kind: 'at-once' } });
  await city.list('1');
  const before = await city.check('1');
  const listing = await city.listingOf('1');
  const { id } = await city.read(enter(city, { listing }, { stayed: true, stayDocumentNo: stay.documentNo }));
  await city.told();
  expect(
    await city.read(step(city, id, 'close', { result: 'quashed', documentNo: '（2026）示01行初12号判决' })),
  ).toMatchObject({
    state: 'quashed',
    stayed: false,
    endedOn: '2026-11-24',
    endDocumentNo: '（2026）示01行初12号判决',
  });
  expect(await city.check('1')).toMatchObject({ outcome: 'eligible', reasons: [] });
  expect(await city.file('1')).toMatchObject({ records: [], listings: [], appeals: [] });
  expect(
    await city.query(`select end_ground as ground, appealed_at as flag, stayed_at as stayed from listings`),
  ).toEqual([{ ground: '行政诉讼撤销原决定（（2026）示01行初12号判决）', flag: null, stayed: null }]);
  expect(await told(city)).toEqual([
    ['created', 'under-appeal,stayed', false, true],
    ['changed', 'under-appeal,stayed', false, true],
    ['removed', '', true, false],
  ]);
  await runRecalls(city.deps);
  const { items } = await city.read(city.window.api('/checks/recalls'));
  expect(items.map(({ checkNo, why }: Body) => [checkNo, why])).toContainEqual([before.no, 'revoked']);
  const again = await city.list('1', { 列入原因: '再次报送同一决定' });
  expect(await city.check('1')).toMatchObject({ outcome: 'eligible' });
  expect(again).toMatchObject({ counts: { held: 1 } });
});

test('a severe penalty under appeal and stayed: review, in a batch too; quashed it falls', async () => {
  const city = await makeCity('2026-11-24T02:00:00Z');
  await city.punish('1', { 处罚类别: '责令停产停业', '罚款金额（万元）': '' });
  const record = await city.recordOf('1');
  const { id } = await city.read(
    enter(
      city,
      { record },
      { kind: 'reconsideration', authority: '示例市人民政府', caseNo: '示复〔2026〕8号' },
    ),
  );
  expect(await city.check('1')).toMatchObject({
    outcome: 'ineligible',
    reasons: [{ code: 'penalty.severe', isUnderAppeal: true }],
  });
  expect(await publicRows(city, 'administrative-penalty')).toMatchObject([
    { isUnderAppeal: true, isStayed: false },
  ]);
  await city.read(step(city, id, 'stay', { documentNo: '示复停〔2026〕8号' }));
  city.setNow('2026-11-24T02:01:00Z');
  await city.check('1');
  const batch = await city.read(
    city.post(city.window, '/checks/batch', {
      checks: [{ subject: { type: 'uscc', code: aUscc('1') }, purpose: 'commitment' }],
    }),
  );
  expect(JSON.stringify(batch)).toContain('record.stayed');
  expect(await city.check('1')).toMatchObject({
    outcome: 'review',
    reasons: [{ code: 'record.stayed', isStayed: true, list: 'administrative-penalty' }],
  });
  expect(await publicRows(city, 'administrative-penalty')).toMatchObject([
    { isUnderAppeal: true, isStayed: true },
  ]);
  await city.read(step(city, id, 'close', { result: 'quashed', documentNo: '示复决〔2026〕8号' }));
  expect(await city.check('1')).toMatchObject({ outcome: 'eligible', reasons: [] });
  expect(await publicRows(city, 'administrative-penalty')).toEqual([]);
});

test('of two clerks at once one wins and the other is told 409; closed stays closed, and the next court is a case of its own', async () => {
  const city = await makeCity('2026-11-24T02:00:00Z');
  await city.list('1');
  const listing = await city.listingOf('1');
  const entered = await Promise.all([enter(city, { listing }), enter(city, { listing }, { caseNo: '另案' })]);
  expect(entered.map(({ status }) => status).toSorted()).toEqual([201, 409]);
  const late = await entered.find(({ status }) => status === 409)?.json();
  expect(late.code).toBe('appeal.open');
  const { id } = await (entered.find(({ status }) => status === 201) as Response).json();
  const both = await Promise.all([
    city.post(city.market, `/appeals/${id}/stay`, stay),
    city.post(city.market, `/appeals/${id}/close`, { result: 'withdrawn', documentNo: '准予撤回' }),
  ]);
  const isStayedFirst = both[0]?.status === 200;
  if (isStayedFirst) expect(both.map(({ status }) => status)).toEqual([200, 200]);
  else {
    expect(both.map(({ status }) => status)).toEqual([409, 200]);
    const lost = await both[0]?.json();
    expect([lost.code, lost.detail]).toEqual([
      'appeal.wrong-stage',
      expect.stringContaining('由示例市市场监督管理局办理'),
    ]);
  }
  const closed = await Promise.all(
    ['quashed', 'upheld'].map((result) =>
      city.post(city.market, `/appeals/${id}/close`, { result, documentNo: '判决书' }),
    ),
  );
  expect(closed.map(({ status }) => status)).toEqual([409, 409]);
  expect(await city.check('1')).toMatchObject({ outcome: 'ineligible' });
  expect((await enter(city, { listing }, { caseNo: '（2026）示01行终3号' })).status).toBe(201);
  expect((await city.read(city.market.api('/appeals?state=pending'))).items).toMatchObject([
    { caseNo: '（2026）示01行终3号' },
  ]);
  expect((await city.read(city.registrar.api('/appeals'))).items).toHaveLength(2);
});

test('what is not proved is not entered: the stay by its document, the registrar by the paper, the stranger not at all', async () => {
  const city = await makeCity('2026-11-24T02:00:00Z');
  await city.punish('1');
  const record = await city.recordOf('1');
  const codeOf = async (answer: Response) => [answer.status, (await answer.json()).code];
  const bare = await enter(city, { record }, { stayed: true });
  expect(await codeOf(bare)).toEqual([422, 'appeal.stay-document']);
  const ahead = await enter(city, { record }, { startedOn: '2026-11-25' });
  expect(await codeOf(ahead)).toEqual([400, 'request.invalid']);
  const early = await enter(city, { record }, { startedOn: '2020-01-01' });
  expect(await codeOf(early)).toEqual([400, 'request.invalid']);
  const body = { target: { record }, ...court };
  expect(await codeOf(await city.post(city.registrar, '/appeals', body))).toEqual([
    403,
    'case.not-authority',
  ]);
  expect(await codeOf(await city.post(city.window, '/appeals', body))).toEqual([403, 'access.denied']);
  const stranger = await city.agency('QTJ', ['feeder'], [], '示例市其他局');
  expect(await codeOf(await city.post(stranger, '/appeals', body))).toEqual([404, 'case.target-unknown']);
  const { id } = await city.read(
    city.post(city.registrar, '/appeals', { ...body, documentNo: '（2026）示01行初12号应诉通知' }),
  );
  expect(await codeOf(await stranger.api(`/appeals/${id}`))).toEqual([404, 'appeal.unknown']);
  expect((await city.post(stranger, `/appeals/${id}/stay`, stay)).status).toBe(404);
  expect((await city.read(stranger.api('/appeals'))).items).toEqual([]);
  expect((await city.post(city.market, `/appeals/${id}/stay`, {})).status).toBe(400);
  expect((await city.post(city.market, `/appeals/${id}/close`, { documentNo: '判决书' })).status).toBe(400);
  const varied = { result: 'varied', documentNo: '判决书' };
  const soon = await city.post(city.market, `/appeals/${id}/close`, varied);
  expect(await codeOf(soon)).toEqual([422, 'appeal.not-corrected']);
  await city.punish('1', { 处罚内容: '罚款人民币贰万元', '罚款金额（万元）': '2' });
  expect(await city.read(city.post(city.registrar, `/appeals/${id}/close`, varied))).toMatchObject({
    state: 'varied',
  });
  expect((await city.file('1')).records).toMatchObject([{ version: 2, isUnderAppeal: false }]);
  await city.query(`update records set state = 'repaired'`);
  expect(await codeOf(await enter(city, { record }))).toEqual([422, 'appeal.not-appealable']);
});

test('a stay ends what its department owed for the listing; its end asks anew', async () => {
  const city = await makeCity('2026-11-24T02:00:00Z');
  await city.post(city.department, '/subscriptions', { name: '严重失信', schedule: { kind: 'at-once' } });
  await city.list('1');
  await city.told();
  const { id } = await city.read(enter(city, { listing: await city.listingOf('1') }));
  await step(city, id, 'stay', stay);
  const duties = async () => {
    await jobNamed('reckon-duties').run(city.deps, city.deps.clock.now());
    const found = await city.query(
      `select kind, lifted_at is not null as over from notice_duties order by seq`,
    );
    return found.map(({ kind, over }) => `${kind}${over ? ' over' : ''}`);
  };
  expect(await duties()).toEqual(['execute over', 'inform over', 'inform']);
  await step(city, id, 'end-stay', { documentNo: '（2026）示01行初12号之二' });
  expect(await duties()).toEqual(['execute over', 'inform over', 'inform', 'execute']);
});
