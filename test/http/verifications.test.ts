import { beforeAll, expect, test } from 'vitest';
import { sha256Hex } from '../../src/platform/keys/hash.ts';
import { drawSample, officerFor } from '../../src/promise/verifications/sample.rules.ts';
import { type Hall, makeHall, type Promisor } from '../kit/commitments.ts';
import { openTestDb } from '../kit/database.ts';
import { aCitizenId, aUscc } from '../kit/identities.ts';
import { aPicture } from '../kit/pictures.ts';
import { runRecalls } from '../kit/run-jobs.ts';

beforeAll(async () => void (await openTestDb()));

const firm: Promisor = { type: 'uscc', code: aUscc('91核'), name: '示例核查食品有限公司' };
const person: Promisor = { type: 'citizen-id', code: aCitizenId('核'), name: '示例核' };
const scan = aPicture('png');
const note = '示例：登记住所与承诺不一致';

const handled = async (hall: Pick<Hall, 'promised' | 'post' | 'window'>, who = firm): Promise<string> => {
  const { no } = await hall.promised(who);
  const step = (name: string, json: object) => hall.post(hall.window, `/commitments/${no}/${name}`, json);
  await step('sign', { way: 'by-hand', scan });
  const answer = await step('handle', {});
  expect(answer.status).toBe(200);
  return no;
};

// A hall in which every promise is drawn.
const makeOffice = async () => {
  const hall = await makeHall();
  await hall.query(`update settings set value = '100' where key like '%.sample.%'`);
  const draw = (json: object = {}) => hall.post(hall.registrar, '/verification-draws', json);
  const step = (no: string, name: string, json: object = {}, headers: Record<string, string> = {}) =>
    hall.post(hall.window, `/verifications/${no}/${name}`, json, headers);
  const show = async (no: string) => (await hall.window.api(`/verifications/${no}`)).json();
  const first = async () => {
    const { items } = await (await hall.window.api('/verifications')).json();
    return items[0];
  };
  return {
    ...hall,
    step,
    show,
    first,
    draw,
    done: async (no: string, name: string, json: object = {}) => {
      const answer = await step(no, name, json);
      const body = await answer.json();
      expect([name, answer.status, body.code]).toEqual([name, 200, undefined]);
      return body;
    },
    running: async (who = firm) => {
      await handled(hall, who);
      expect((await draw()).status).toBe(201);
      const { no } = await first();
      await step(no, 'start');
      return no as string;
    },
  };
};
type Office = Awaited<ReturnType<typeof makeOffice>>;
const untrue = async (office: Office, who = firm) => {
  const no = await office.running(who);
  await office.done(no, 'finding', { method: 'own-data', isTrue: false, note });
  return no;
};
const decision = { outcome: 'revoked', documentNo: '示政服撤〔2026〕1号', breach: '示例：承诺的场所不存在' };
const codeOf = async (answer: Response) => [answer.status, (await answer.json()).code];

test('a promise of a matter that is of high risk by now is due at once, found true, and recorded so', async () => {
  const office = await makeOffice();
  await office.query(`update matters set risk_class = 'high'`);
  const promise = await handled(office);
  const line = await office.first();
  expect(line).toMatchObject({
    commitment: promise,
    class: 'key',
    risk: 'high',
    state: 'due',
    due: { on: '2026-12-22', from: '2026-11-24', workingDays: 20, overdue: false },
    subject: { code: firm.code, name: firm.name },
  });
  expect(await office.done(line.no, 'start')).toMatchObject({
    state: 'running',
    ownData: { outcome: 'eligible', reasons: [] },
  });
  const found = await office.done(line.no, 'finding', {
    method: 'visit',
    isTrue: true,
    note: '示例：场所与承诺一致',
    site: '示例市示例路1号',
    visitedAt: '2026-11-24T09:30:00+08:00',
  });
  expect(found).toMatchObject({ state: 'true', method: 'visit', foundOn: '2026-11-24', ownData: null });
  expect(found.acts.at(-1)).toMatchObject({ event: 'find-true', site: '示例市示例路1号' });
  expect((await (await office.window.api(`/commitments/${promise}`)).json()).state).toBe('verified');
  expect(await office.records(firm)).toMatchObject([
    { catalog: 'credit-commitment', sourceNo: promise, fields: { fulfilment: '全部履行' } },
  ]);
});

test('untrue, not mended, revoked: the check answers by the record, which is repaired as every other', async () => {
  const office = await makeOffice();
  const no = await untrue(office);
  expect([(await office.check(firm)).outcome, (await office.records(firm)).length]).toEqual(['eligible', 1]);
  await office.done(no, 'rectification', { by: '2026-12-01', demand: '示例：补办场所使用证明' });
  expect((await office.check(firm)).outcome).toBe('eligible');
  office.setNow('2026-11-24T04:00:00Z');
  const decided = await office.done(no, 'decision', decision);
  expect(decided).toMatchObject({ state: 'decided', outcome: 'revoked', decidedOn: '2026-11-24' });
  expect(await office.check(firm)).toMatchObject({
    outcome: 'ineligible',
    reasons: [{ code: 'commitment.false', documentNo: decision.documentNo, authority: '示例市政务服务中心' }],
  });
  expect(await office.records(firm)).toMatchObject(
    expect.arrayContaining([
      expect.objectContaining({
        catalog: 'false-commitment',
        sourceNo: no,
        state: 'live',
        fields: expect.objectContaining({ breach: decision.breach, decidedOn: '2026-11-24' }),
      }),
    ]),
  );
  // Those whom an earlier check told that the firm was eligible are told.
  await runRecalls(office.deps);
  const { items } = await office.read(office.window.api('/checks/recalls'));
  expect(items[0]).toMatchObject({ outcomeBefore: 'eligible', outcomeNow: 'ineligible' });
  const [record] = await office.query(`select id::int from records where catalog = 'false-commitment'`);
  office.setNow('2027-12-20T02:00:00Z');
  const repair = await office.post(office.window, '/repairs', {
    target: { record: record?.id },
    subject: { type: firm.type, code: firm.code },
    reason: '已补办场所使用证明',
    received: ['duty-proof', 'credit-commitment', 'correction-report'],
    caseNo: 'BJ-9',
  });
  const { id } = await repair.json();
  for (const [name, json] of [
    ['accept', { documentNo: '示政服修受〔2027〕1号' }],
    ['grant', { documentNo: '示政服修〔2027〕1号' }],
  ] as const)
    expect([name, await codeOf(await office.post(office.registrar, `/repairs/${id}/${name}`, json))]).toEqual(
      [name, [200, undefined]],
    );
  await office.settle();
  await office.query(`update feeds set last_good_at = '2027-12-20T01:00:00Z'`);
  expect((await office.check(firm)).outcome).toBe('eligible');
});

test('what is mended in time is a promise kept', async () => {
  const office = await makeOffice();
  const no = await untrue(office);
  await office.done(no, 'rectification', { by: '2026-12-01', demand: '示例：补办场所使用证明' });
  await office.done(no, 'decision', { ...decision, outcome: 'fulfilled' });
  expect(await office.records(firm)).toMatchObject([{ fields: { fulfilment: '全部履行' } }]);
  expect((await office.check(firm)).outcome).toBe('eligible');
});

test.each([
  ['an objection that is upheld', ['objection', 'uphold']],
  ['a decision that is taken back', ['withdraw']],
])('%s undoes it whole', async (_, steps) => {
  const office = await makeOffice();
  const no = await untrue(office);
  await office.done(no, 'decision', { ...decision, outcome: 'terminated' });
  expect((await office.check(firm)).outcome).toBe('ineligible');
  const said = { documentNo: '示政服复〔2026〕2号', reason: '示例：场所证明经查属实' };
  for (const step of steps)
    await office.done(no, step, step === 'objection' ? { reason: '示例：场所一直都在' } : said);
  expect(await office.show(no)).toMatchObject({ state: 'undone', outcome: 'terminated' });
  expect((await office.check(firm)).outcome).toBe('eligible');
  expect(await office.records(firm)).toMatchObject([
    { catalog: 'credit-commitment', fields: { fulfilment: '履行中' } },
  ]);
  expect(await office.query(`select state from records where catalog = 'false-commitment'`)).toEqual([
    { state: 'withdrawn' },
  ]);
  expect(await office.query('select state from commitments')).toEqual([{ state: 'handled' }]);
  // In the figures it was handled once.
  const moves = await office.query('select event from promise_moves order by id');
  expect(moves.map(({ event }) => event)).toEqual(
    ['draft', 'signed', 'handled', 'breached', 'reopened'].map((event) => `commitment.${event}`),
  );
});

test('an objection that is rejected leaves the decision', async () => {
  const office = await makeOffice();
  const no = await untrue(office);
  await office.done(no, 'decision', decision);
  await office.done(no, 'objection', { reason: '示例：场所一直都在' });
  await office.done(no, 'reject', { documentNo: '示政服复〔2026〕3号', reason: '示例：未提交证据' });
  expect((await office.show(no)).state).toBe('decided');
  expect((await office.check(firm)).outcome).toBe('ineligible');
});

test('a finding that was wrong is taken back before anybody decides', async () => {
  const office = await makeOffice();
  const no = await untrue(office);
  expect(await office.done(no, 'reopen', { reason: '示例：认错了门牌' })).toMatchObject({
    state: 'running',
    method: null,
    foundOn: null,
  });
});

test('of two hands one wins and the other is told; the same request twice is one act', async () => {
  const office = await makeOffice();
  const no = await untrue(office);
  const both = await Promise.all([
    office.step(no, 'decision', decision),
    office.step(no, 'decision', { ...decision, outcome: 'terminated' }),
  ]);
  expect((await Promise.all(both.map(codeOf))).sort()).toEqual([
    [200, undefined],
    [409, 'verification.wrong-stage'],
  ]);
  const key = { 'idempotency-key': 'verify-1' };
  const said = { reason: '示例：场所一直都在' };
  const twice = [
    await office.step(no, 'objection', said, key),
    await office.step(no, 'objection', said, key),
  ];
  expect(twice.map(({ status }) => status)).toEqual([200, 200]);
  expect(
    await office.query(`select count(*)::int as n from verification_acts where event = 'object'`),
  ).toEqual([{ n: 1 }]);
  expect(
    await office.query(`select count(*)::int as n from records where catalog = 'false-commitment'`),
  ).toEqual([{ n: 1 }]);
});

test('a natural person: free words are sealed, the number stands only in the record', async () => {
  const office = await makeOffice();
  const no = await untrue(office, person);
  await office.done(no, 'decision', decision);
  const shown = await office.show(no);
  expect(shown.acts.at(-1).note).toBe(decision.breach);
  expect(JSON.stringify(shown)).not.toContain(person.code);
  const plain = `select event from verification_acts where note like '%示例%'`;
  expect(await office.query(plain)).toEqual([]);
  const outcome = (await office.check(person)).outcome;
  expect(outcome).toBe('ineligible');
});

test('what is not its own agency’s, of another stage, or misdated is refused with its reason', async () => {
  const office = await makeOffice();
  const no = await office.running();
  const other = await office.agency('ZWFW2', ['window'], [], '示例县政务服务中心');
  const asked = (path: string, json: object) => office.post(other, `/verifications/${path}`, json);
  expect(await codeOf(await other.api(`/verifications/${no}`))).toEqual([404, 'verification.unknown']);
  expect(await codeOf(await asked(`${no}/finding`, { method: 'own-data', isTrue: false, note }))).toEqual([
    404,
    'verification.unknown',
  ]);
  expect(await codeOf(await office.step(no, 'decision', decision))).toEqual([
    409,
    'verification.wrong-stage',
  ]);
  const visit = { method: 'visit', isTrue: true, note, site: '示例路1号' };
  expect(
    await codeOf(await office.step(no, 'finding', { ...visit, visitedAt: '2026-11-25T09:30:00+08:00' })),
  ).toEqual([422, 'verification.day']);
  for (const json of [
    { method: 'visit', isTrue: true, note },
    { method: 'assistance', isTrue: true, note },
    { method: 'own-data', isTrue: true, note: `示例 ${person.code}` },
    { method: 'own-data', isTrue: '1', note },
  ])
    expect((await office.step(no, 'finding', json)).status).toBeOneOf([400, 422]);
  await office.done(no, 'finding', { method: 'own-data', isTrue: false, note });
  for (const by of ['2026-11-24', '2027-03-01'])
    expect(await codeOf(await office.step(no, 'rectification', { by, demand: '示例：补办' }))).toEqual([
      422,
      'verification.day',
    ]);
  for (const decidedOn of ['2026-11-23', '2026-11-25'])
    expect(await codeOf(await office.step(no, 'decision', { ...decision, decidedOn }))).toEqual([
      422,
      'verification.day',
    ]);
  expect((await office.check(firm)).outcome).toBe('eligible');
});

test('what is late is found by its term', async () => {
  const office = await makeOffice();
  const no = await office.running();
  const late = async () => (await (await office.window.api('/verifications?overdue=true')).json()).items;
  expect(await late()).toEqual([]);
  office.setNow('2027-01-20T02:00:00Z');
  expect(await late()).toMatchObject([{ no, due: { overdue: true } }]);
  await office.done(no, 'finding', { method: 'own-data', isTrue: true, note });
  expect(await late()).toEqual([]);
});

test('a draw takes what came since the last, is kept with its seed, and made again gives the same', async () => {
  const office = await makeOffice();
  const nothing = await office.draw();
  expect(await codeOf(nothing)).toEqual([409, 'verification.nothing-to-draw']);
  expect(await codeOf(await office.window.api('/verification-draws/CC20269999'))).toEqual([
    404,
    'verification.draw-unknown',
  ]);
  for (let at = 0; at < 5; at++)
    await handled(office, { type: 'uscc', code: aUscc(`91抽${at}`), name: '示例抽查有限公司' });
  await office.query(`update settings set value = '50' where key = 'inspection.sample.low'`);
  const answer = await office.draw({ seed: 'public-seed-1' });
  const drawn = await answer.json();
  const low = { risk: 'low', population: 5, rate: 100, ordinary: 50, carried: 0, taken: 2, left: 50 };
  expect([answer.status, drawn]).toMatchObject([201, { seed: 'public-seed-1', drawn: 2 }]);
  expect(drawn.strata.at(-1)).toEqual(low);
  const all = await office.query(`select no, state, draw_no from verifications order by no`);
  const population = all.map(({ no }) => ({ no: String(no), risk: 'low' as const }));
  const expected = drawSample(sha256Hex, 'public-seed-1', population, [{ risk: 'low', taken: 2 }]);
  expect(all.filter(({ state }) => state === 'due').map(({ no }) => no)).toEqual([...expected].sort());
  const again = async () => (await office.window.api(`/verification-draws/${drawn.no}`)).json();
  expect(await again()).toMatchObject({ isSame: true, missing: [], added: [] });
  const [one] = expected;
  await office.step(one ?? '', 'start');
  expect(await again()).toMatchObject({ isSame: true });
  expect(await codeOf(await office.draw())).toEqual([409, 'verification.nothing-to-draw']);
  // Somebody slips one of the drawn out, and another in.
  await office.query(`update verifications set draw_no = null where no = $1`, [one ?? '']);
  expect(await again()).toMatchObject({ isSame: false, missing: [one], added: [] });
  expect((await office.post(office.window, '/verification-draws', {})).status).toBe(403);
});

test('the seed chooses the officer too, among the window’s people as they stood', async () => {
  const office = await makeOffice();
  for (const name of ['核查甲', '核查乙', '核查丙']) await office.person('ZWFW', name, ['window']);
  for (let at = 0; at < 4; at++)
    await handled(office, { type: 'uscc', code: aUscc(`91选${at}`), name: '示例选派有限公司' });
  const drawn = await (await office.draw({ seed: 'public-seed-2' })).json();
  expect(drawn).toMatchObject({ drawn: 4, officers: 3 });
  const people = await office.query('select id::text, name from staff order by id');
  const ids = people.map(({ id }) => String(id));
  const { items } = await (await office.window.api('/verifications')).json();
  for (const { no, officer } of items) {
    const id = officerFor(sha256Hex, { seed: 'public-seed-2', no, ids });
    expect(officer).toBe(people.find((one) => one.id === id)?.name);
  }
  const again = async () => (await office.window.api(`/verification-draws/${drawn.no}`)).json();
  // Who leaves later was among them all the same.
  await office.query('update staff set disabled_at = now()');
  expect(await again()).toMatchObject({ isSame: true });
  await office.query(
    `update verifications set officer_id = (select s.id from staff s where s.id <> officer_id limit 1)
      where no = $1`,
    [items[0].no],
  );
  expect(await again()).toMatchObject({ isSame: false, missing: [items[0].no], added: [items[0].no] });
});

test('a verification that is late stands on the board of supervision until it is done', async () => {
  const office = await makeOffice();
  const no = await office.running();
  const board = async (more = '') =>
    (await (await office.registrar.api(`/supervision?kind=verification${more}`)).json()).items;
  expect(await board()).toEqual([]);
  office.setNow('2027-01-20T02:00:00Z');
  expect(await board('&state=overdue')).toMatchObject([
    { id: no, agency: 'ZWFW', kind: 'verification', subjectName: firm.name, state: 'overdue' },
  ]);
  await office.done(no, 'finding', { method: 'own-data', isTrue: true, note });
  expect(await board()).toEqual([]);
});
