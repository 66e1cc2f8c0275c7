import { beforeAll, expect, test } from 'vitest';
import { makeCity } from '../kit/cases.ts';
import { openTestDb } from '../kit/database.ts';
import { aUscc } from '../kit/identities.ts';
import { runRecalls } from '../kit/run-jobs.ts';

// The database is made before the first story, not within its time.
beforeAll(async () => void (await openTestDb()));

const recalls = async (city: Awaited<ReturnType<typeof makeCity>>) => {
  await runRecalls(city.deps);
  const { items } = await city.read(city.window.api('/checks/recalls'));
  return items.map(({ checkNo, why }: Record<string, string>) => [checkNo, why]);
};

// The flags of each notice, in the order of the feed.
const flagsTold = async (city: Awaited<ReturnType<typeof makeCity>>) => {
  await city.told();
  const { items } = await city.read(city.department.api('/subscriptions'));
  const feed = await city.read(city.department.api(`/feed?subscription=${items[0].id}`));
  return feed.items.map(({ data }: { data: { flags: string[] } }) => data.flags.join());
};

test('a dispute is flagged at once; upheld by deletion it makes the applicant eligible and recalls what was said before', async () => {
  const city = await makeCity('2026-11-24T02:00:00Z');
  await city.post(city.department, '/subscriptions', { name: '严重失信', schedule: { kind: 'at-once' } });
  await city.list('1');
  await city.told();
  const before = await city.check('1');
  expect(before.outcome).toBe('ineligible');
  const listing = await city.listingOf('1');
  const raised = await city.dispute({ listing }, '1');
  const dispute = await raised.json();
  expect([raised.status, dispute]).toMatchObject([
    201,
    {
      state: 'open',
      target: { listing, authority: '示例市市场监督管理局' },
      due: { on: '2026-12-01', workingDays: 5 },
    },
  ]);
  expect((await city.dispute({ listing }, '1')).status).toBe(409);

  const flagged = await city.check('1');
  expect(flagged).toMatchObject({ outcome: 'ineligible', reasons: [{ isDisputed: true }] });
  const file = await city.file('1');
  expect([file.listings[0].isDisputed, file.records[0].isDisputed]).toEqual([true, true]);
  expect(file.disputes).toMatchObject([{ id: dispute.id, state: 'open', dueOn: '2026-12-01' }]);
  expect((await city.read(city.department.api('/listings'))).items).toMatchObject([{ disputed: true }]);
  expect(await recalls(city)).toContainEqual([before.no, 'disputed']);
  expect(await flagsTold(city)).toEqual(['', 'disputed']);

  city.setNow('2026-11-26T02:00:00Z');
  const upheld = await city.read(
    city.post(city.market, `/disputes/${dispute.id}/uphold`, {
      effect: 'delete',
      reason: '列入决定已被复议撤销',
    }),
  );
  expect(upheld).toMatchObject({ state: 'upheld', effect: 'delete', due: null });
  expect(await city.check('1')).toMatchObject({ outcome: 'eligible', reasons: [] });
  expect(await city.file('1')).toMatchObject({ records: [], listings: [], disputes: [] });
  expect((await city.read(city.department.api('/listings'))).items).toEqual([]);
  const changes = await city.read(city.department.api('/listings?changedSince=2026-11-25T00:00:00Z'));
  expect(changes.items).toMatchObject([
    { state: 'revoked', disputed: false, endedOn: '2026-11-26', endGround: null, reason: null },
  ]);
  expect(await city.events()).toEqual([
    'credit.listing.created listed',
    'credit.listing.changed listed',
    'credit.listing.removed revoked',
  ]);
  const types = (await city.told()).items.map(({ type }: { type: string }) => type);
  expect(types).toContain('credit.listing.removed');
  expect(await recalls(city)).toEqual(
    expect.arrayContaining([
      [before.no, 'revoked'],
      [flagged.no, 'revoked'],
    ]),
  );
  const old = await city.read(city.window.api(`/checks/${before.no}`));
  expect(old.reasons).toMatchObject([{ code: 'no-longer-shown' }]);
  expect(await city.audit('dispute.')).toEqual(['dispute.raise', 'dispute.uphold']);
  expect(
    await city.query(
      `select about->>'purpose' as purpose, about->>'caseNo' as no from audit_lines
        where action = 'dispute.raise'`,
    ),
  ).toEqual([{ purpose: 'own-request', no: 'BJ-2' }]);
});

test('a disputed severe penalty asks for a person’s judgement; dismissed, the flag falls and it counts again', async () => {
  const city = await makeCity('2026-11-24T02:00:00Z');
  await city.punish('1', { 处罚类别: '责令停产停业', '罚款金额（万元）': '' });
  const record = await city.recordOf('1');
  expect((await city.check('1')).outcome).toBe('ineligible');
  const { id } = await city.read(city.dispute({ record }, '1'));
  const open = await city.check('1');
  expect([open.outcome, open.reasons.some(({ isDisputed }: { isDisputed?: boolean }) => isDisputed)]).toEqual(
    ['review', true],
  );
  const extended = await city.read(
    city.post(city.market, `/disputes/${id}/extend`, { reason: '须调取原始案卷' }),
  );
  expect(extended).toMatchObject({
    extended: true,
    due: { workingDays: 20, from: '2026-11-24', on: '2026-12-22' },
  });
  expect((await city.post(city.market, `/disputes/${id}/extend`, { reason: '再延一次' })).status).toBe(409);
  city.setNow('2026-12-23T02:00:00Z');
  expect((await city.read(city.market.api('/disputes?overdue=true'))).items).toMatchObject([
    { id, due: { overdue: true } },
  ]);
  expect((await city.post(city.market, `/disputes/${id}/dismiss`, {})).status).toBe(400);
  expect(
    await city.read(city.post(city.market, `/disputes/${id}/dismiss`, { reason: '经核查处罚决定合法有效' })),
  ).toMatchObject({ state: 'dismissed', due: null });
  const after = await city.check('1');
  expect(after.outcome).toBe('ineligible');
  expect(after.reasons[0].isDisputed).toBeFalsy();
  const file = await city.file('1');
  expect(file.records[0].isDisputed).toBe(false);
  expect(file.disputes).toMatchObject([{ state: 'dismissed' }]);
  const shown = await city.read(city.window.api(`/disputes/${id}`));
  expect(shown.steps.map(({ step }: { step: string }) => step)).toEqual(['raise', 'extend', 'dismiss']);
  expect(await city.events()).toEqual([]);
});

test('upheld by correction: the source unit corrects first, and the dispute points to what it corrected', async () => {
  const city = await makeCity('2026-11-24T02:00:00Z');
  await city.punish('1');
  const record = await city.recordOf('1');
  const { id } = await city.read(city.dispute({ record }, '1', { ground: 'incomplete' }));
  const correct = () =>
    city.post(city.market, `/disputes/${id}/uphold`, { effect: 'correct', reason: '罚款金额录入有误' });
  const soon = await correct();
  expect([soon.status, (await soon.json()).code]).toEqual([422, 'dispute.not-corrected']);
  await city.punish('1', { 处罚内容: '罚款人民币贰万元', '罚款金额（万元）': '2' });
  expect(await (await correct()).json()).toMatchObject({
    state: 'upheld',
    effect: 'correct',
    correctedVersion: 2,
  });
  expect((await city.file('1')).records).toMatchObject([
    { version: 2, isDisputed: false, fields: { fineAmount: '2' } },
  ]);
});

test('upheld by addition: the note stands in the file beside what it speaks of', async () => {
  const city = await makeCity('2026-11-24T02:00:00Z');
  await city.punish('1');
  const { id } = await city.read(
    city.dispute({ record: await city.recordOf('1') }, '1', { ground: 'incomplete' }),
  );
  const add = (note?: string) =>
    city.post(city.market, `/disputes/${id}/uphold`, {
      effect: 'add',
      reason: '补充履行情况',
      ...(note ? { note } : {}),
    });
  expect((await (await add()).json()).code).toBe('dispute.note-required');
  expect((await add('罚款已于 2026-04-01 缴清')).status).toBe(200);
  const file = await city.file('1');
  expect([file.records.length, file.disputes[0].note]).toEqual([1, '罚款已于 2026-04-01 缴清']);
});

test('upheld because its term is over: served to nobody, and the checks that stood on it are recalled', async () => {
  const city = await makeCity('2026-11-24T02:00:00Z');
  await city.list('1');
  const before = await city.check('1');
  const { id } = await city.read(
    city.dispute({ listing: await city.listingOf('1') }, '1', { ground: 'over-term' }),
  );
  await city.post(city.market, `/disputes/${id}/uphold`, { effect: 'stop', reason: '公示期已满' });
  expect(await city.check('1')).toMatchObject({ outcome: 'eligible' });
  expect(await city.file('1')).toMatchObject({ records: [], listings: [], disputes: [] });
  expect(await city.query(`select state from records`)).toEqual([{ state: 'archived' }]);
  expect(await recalls(city)).toContainEqual([before.no, 'upheld']);
});

test('of two who decide one wins and the other hears of it; strangers see nothing; the applicant may withdraw', async () => {
  const city = await makeCity('2026-11-24T02:00:00Z');
  await city.punish('1');
  await city.punish('2');
  const { id } = await city.read(city.dispute({ record: await city.recordOf('1') }, '1'));
  const both = await Promise.all([
    city.post(city.market, `/disputes/${id}/uphold`, { effect: 'delete', reason: '决定已撤销' }),
    city.post(city.market, `/disputes/${id}/dismiss`, { reason: '决定仍有效' }),
  ]);
  expect(both.map(({ status }) => status).toSorted()).toEqual([200, 409]);
  const lost = await both.find(({ status }) => status === 409)?.json();
  expect([lost.code, lost.detail]).toEqual([
    'dispute.wrong-stage',
    expect.stringContaining('2026-11-24 10:00 由示例市市场监督管理局办理'),
  ]);

  const key = { 'idempotency-key': 'd-1' };
  const body = {
    target: { record: await city.recordOf('2') },
    subject: { type: 'uscc', code: aUscc('2') },
    ground: 'wrong',
    statement: '处罚对象有误',
  };
  const raised = await city.read(city.post(city.window, '/disputes', body, key));
  expect(await city.read(city.post(city.window, '/disputes', body, key))).toEqual(raised);
  const stranger = await city.agency('QTJ', ['feeder'], [], '示例市其他局');
  const other = await city.agency('ZWF2', ['window'], [], '示例区政务服务中心');
  expect((await city.post(stranger, `/disputes/${raised.id}/dismiss`, { reason: '不成立' })).status).toBe(
    404,
  );
  expect((await other.api(`/disputes/${raised.id}`)).status).toBe(404);
  expect((await city.read(other.api('/disputes'))).items).toEqual([]);
  expect(
    (await city.post(city.registrar, `/disputes/${raised.id}/dismiss`, { reason: '不成立' })).status,
  ).toBe(403);
  expect((await city.post(city.market, `/disputes/${raised.id}/withdraw`, {})).status).toBe(403);
  expect(await city.read(city.post(city.window, `/disputes/${raised.id}/withdraw`, {}))).toMatchObject({
    state: 'withdrawn',
  });
  expect((await city.file('2')).records[0].isDisputed).toBe(false);
});

test('a dispute that is dismissed or taken back takes its flag away, and each department is told so', async () => {
  const city = await makeCity('2026-11-24T02:00:00Z');
  await city.post(city.department, '/subscriptions', { name: '严重失信', schedule: { kind: 'at-once' } });
  await city.list('1');
  const listing = await city.listingOf('1');
  await city.told();
  const { id } = await city.read(city.dispute({ listing }, '1'));
  await city.told();
  await city.read(city.post(city.market, `/disputes/${id}/dismiss`, { reason: '决定合法有效' }));
  expect(await flagsTold(city)).toEqual(['', 'disputed', '']);
  expect(await city.events()).toEqual([
    'credit.listing.created listed',
    'credit.listing.changed listed',
    'credit.listing.changed listed',
  ]);
});
