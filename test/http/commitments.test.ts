import { beforeAll, expect, test } from 'vitest';
import { issueKey } from '../../src/access/keys/issue-key.ts';
import { jobNamed } from '../../src/jobs.ts';
import { type Hall, makeHall, type Promisor } from '../kit/commitments.ts';
import { openTestDb } from '../kit/database.ts';
import { aCitizenId, aUscc } from '../kit/identities.ts';
import { aPicture } from '../kit/pictures.ts';
import { exampleOf, upload } from '../kit/uploads.ts';

// The database is made before the first story, not within its time.
beforeAll(async () => void (await openTestDb()));

const firm: Promisor = { type: 'uscc', code: aUscc('91诺'), name: '示例承诺食品有限公司' };
const person: Promisor = { type: 'citizen-id', code: aCitizenId('诺'), name: '示例承' };
const scan = aPicture('png');

const codeOf = async (answer: Response) => [answer.status, (await answer.json()).code];
const signed = async (hall: Hall, who = firm) => {
  const { no } = await hall.promised(who);
  await hall.step(no, 'sign', { way: 'by-hand', scan });
  return no as string;
};

test('an eligible, confirmed check becomes a promise that is signed, handled and told by the file', async () => {
  const hall = await makeHall();
  const answer = await hall.draft(await hall.confirmed(firm));
  const drafted = await answer.json();
  expect([answer.status, drafted]).toMatchObject([
    201,
    {
      state: 'draft',
      no: expect.stringMatching(/^44030020261124\d{6}$/),
      subject: { type: 'uscc', code: firm.code, name: firm.name },
      matter: { code: 'ZM-1', edition: 1 },
      signature: null,
      warning: null,
    },
  ]);
  for (const words of [
    drafted.no,
    '示例：经营场所使用证明（ZM-1，事项目录第 1 版）',
    '《示例条例》第十六条',
    '您可以书面承诺代替提交经营场所使用证明',
    '不选择或者在办结前撤回的',
    '终止办理、责令限期整改、撤销行政决定',
    '进行核查',
    '不向社会公开',
    `申请人 ${firm.name}（${firm.code}）`,
    '经营场所真实合法',
    '是申请人的真实意思表示',
  ])
    expect(drafted.statement).toContain(words);
  expect(await hall.records(firm)).toEqual([]);
  const done = await hall.step(drafted.no, 'sign', { way: 'by-hand', scan });
  expect([done.status, await done.json()]).toMatchObject([
    200,
    { state: 'signed', signature: { way: 'by-hand' } },
  ]);
  const handled = await hall.step(drafted.no, 'handle', {});
  expect([handled.status, await handled.json()]).toMatchObject([200, { state: 'handled', despite: null }]);
  expect(await hall.records(firm)).toMatchObject([
    {
      catalog: 'credit-commitment',
      sourceNo: drafted.no,
      fields: {
        commitmentType: '证明事项型',
        fulfilment: '履行中',
        madeOn: '2026-11-24',
        authorityName: '示例市政务服务中心',
        disclosure: '特定范围内公开',
      },
    },
  ]);
  expect((await hall.check(firm)).outcome).toBe('eligible');
});

test('the twenty national columns stand in their order, the number of a person masked', async () => {
  const hall = await makeHall();
  const { no } = await hall.promised(person);
  const { columns, subject } = await (await hall.window.api(`/commitments/${no}`)).json();
  expect(columns.map(({ no: place }: { no: number }) => place)).toEqual(
    [...Array(20).keys()].map((n) => n + 1),
  );
  const told = Object.fromEntries(columns.map(({ header, text }: Record<string, string>) => [header, text]));
  const masked = `${person.code.slice(0, 3)}${'*'.repeat(11)}${person.code.slice(-4)}`;
  expect(told).toMatchObject({
    承诺编码: no,
    承诺人名称: person.name,
    承诺人类别: '自然人',
    承诺人代码: masked,
    承诺类型: '证明事项型',
    承诺作出日期: '2026-11-24',
    公开类型: '不可公开',
    违诺责任追究内容: null,
  });
  expect(subject.code).toBe(masked);
});

test.each<[string, (hall: Hall) => Promise<Response> | Response, number, string]>([
  ['one that was never made', (hall) => hall.draft({ no: 'HC20261124-NIEMALS0' }), 404, 'check.unknown'],
  [
    'one of another agency',
    async (hall) => {
      const other = await hall.agency('QT', ['window']);
      const { no } = await hall.confirmed(firm);
      return other.api('/commitments', { method: 'POST', json: { check: no } });
    },
    404,
    'check.unknown',
  ],
  ['an unconfirmed one', async (hall) => hall.draft(await hall.check(firm)), 422, 'commitment.unconfirmed'],
  [
    'one from which the clerk departed',
    async (hall) => hall.draft(await hall.confirmed(firm, { choice: 'departed', note: '材料齐全' })),
    422,
    'commitment.departed',
  ],
  [
    'one that is not eligible',
    async (hall) => {
      await hall.list(firm);
      return hall.draft(await hall.confirmed(firm));
    },
    422,
    'commitment.not-eligible',
  ],
  [
    'one of yesterday',
    async (hall) => {
      const check = await hall.confirmed(firm);
      hall.setNow('2026-11-25T02:00:00Z');
      return hall.draft(check);
    },
    422,
    'commitment.other-day',
  ],
  [
    'one that was asked again',
    async (hall) => {
      const check = await hall.confirmed(firm);
      await hall.post(hall.window, `/checks/${check.no}/recheck`, {});
      return hall.draft(check);
    },
    409,
    'commitment.check-stale',
  ],
  [
    'one whose subject was listed since',
    async (hall) => {
      const check = await hall.confirmed(firm);
      await hall.list(firm);
      return hall.draft(check);
    },
    409,
    'commitment.check-stale',
  ],
  [
    'one without a matter',
    async (hall) => hall.draft(await hall.confirmed(firm, undefined, null)),
    422,
    'commitment.no-matter',
  ],
  [
    'one of another matter',
    async (hall) => hall.draft(await hall.confirmed(firm), { matter: 'ZM-2' }),
    422,
    'commitment.other-matter',
  ],
  [
    'one whose matter was taken off the list meanwhile',
    async (hall) => {
      const check = await hall.confirmed(firm);
      await hall.publishMatters({ 清单类别: '保留', 替代方式: '' });
      return hall.draft(check);
    },
    422,
    'commitment.matter-not-allowed',
  ],
  [
    'one whose matter has no texts',
    async (hall) => {
      await hall.publishMatters({ 承诺书文本: '' });
      return hall.draft(await hall.confirmed(firm));
    },
    422,
    'commitment.texts-missing',
  ],
  [
    'a person’s, without the document',
    async (hall) => hall.draft(await hall.confirmed(person)),
    422,
    'commitment.subject-required',
  ],
  [
    'one about somebody else',
    async (hall) =>
      hall.draft(await hall.confirmed(person), { subject: { ...person, code: aCitizenId('他') } }),
    422,
    'commitment.other-subject',
  ],
  [
    'one of a nameless firm',
    async (hall) => hall.draft(await hall.confirmed({ type: 'uscc', code: firm.code })),
    422,
    'commitment.name-required',
  ],
  [
    'one by a passport',
    async (hall) => {
      const guest = { type: 'passport', code: 'E12345678', country: 'USA', name: '示例客' };
      return hall.draft(await hall.confirmed(guest), { subject: guest });
    },
    422,
    'commitment.document',
  ],
])('no promise stands on %s', async (_, refused, status, code) => {
  const hall = await makeHall();
  expect(await codeOf(await refused(hall))).toEqual([status, code]);
  expect(await hall.query('select 1 from commitments')).toEqual([]);
});

test('one check bears one promise; the same request again is answered alike', async () => {
  const hall = await makeHall();
  const check = await hall.confirmed(firm);
  const key = { 'idempotency-key': 'nuo-1' };
  const first = await (await hall.draft(check, {}, key)).json();
  expect(await (await hall.draft(check, {}, key)).json()).toEqual(first);
  expect(await codeOf(await hall.draft(check))).toEqual([409, 'commitment.check-used']);
  const path = `/commitments/${first.no}/sign`;
  const body = { way: 'by-hand', scan };
  const headers = { 'idempotency-key': 'nuo-2' };
  const once = await (await hall.post(hall.window, path, body, headers)).json();
  expect(await (await hall.post(hall.window, path, body, headers)).json()).toEqual(once);
  expect(await codeOf(await hall.step(first.no, 'sign', body))).toEqual([409, 'commitment.wrong-stage']);
});

test('a promise that is withdrawn before handling leaves no trace of the applicant', async () => {
  const hall = await makeHall();
  const no = await signed(hall, person);
  const before = await hall.traces(person);
  const answer = await hall.step(no, 'withdraw', {});
  expect([answer.status, await answer.json()]).toMatchObject([200, { state: 'withdrawn', subject: null }]);
  expect(await hall.traces(person)).toEqual(before);
  expect(before).toMatchObject({ records: [], notices: 0, report: 0 });
  const [row] = await hall.query('select name, shown_code, statement, sealed from commitments');
  expect(row).toEqual({ name: null, shown_code: null, statement: null, sealed: null });
  expect(await hall.query('select 1 from commitment_signatures')).toEqual([]);
  expect((await hall.check(person)).outcome).toBe('eligible');
  expect(await codeOf(await hall.step(no, 'handle', {}))).toEqual([409, 'commitment.wrong-stage']);
});

test('an applicant who does not choose to promise is forgotten too', async () => {
  const hall = await makeHall();
  const { no } = await hall.promised(person);
  expect(await (await hall.step(no, 'refuse', {})).json()).toMatchObject({ state: 'refused', subject: null });
  const again = await signed(hall, firm);
  expect(await codeOf(await hall.step(again, 'refuse', {}))).toEqual([409, 'commitment.wrong-stage']);
});

test('a subject that is listed between signing and handling warns the clerk, who goes on only with a reason', async () => {
  const hall = await makeHall();
  const no = await signed(hall);
  await hall.list(firm);
  const shown = await (await hall.window.api(`/commitments/${no}`)).json();
  expect(shown.warning).toMatchObject({
    outcome: 'ineligible',
    reasons: [{ code: 'list.serious-violation' }],
  });
  const stopped = await hall.step(no, 'handle', {});
  expect([stopped.status, await stopped.json()]).toMatchObject([
    409,
    { code: 'commitment.listed-meanwhile', errors: [{ code: 'list.serious-violation' }] },
  ]);
  expect(await hall.records(firm)).not.toContainEqual(expect.objectContaining({ sourceNo: no }));
  const despite = '已当面核验场所证明原件';
  const done = await hall.step(no, 'handle', { despite });
  expect(await done.json()).toMatchObject({ state: 'handled', despite });
  expect(await hall.records(firm)).toContainEqual(expect.objectContaining({ sourceNo: no }));
});

test('of clerks who act at once one wins and the others are told', async () => {
  const hall = await makeHall();
  const no = await signed(hall);
  const acts = ['handle', 'withdraw', 'handle', 'withdraw', 'withdraw', 'handle'];
  const all = await Promise.all(acts.map((act) => hall.step(no, act, {})));
  const answers = await Promise.all(all.map(async (answer) => [answer.status, await answer.json()] as const));
  expect(answers.map(([status]) => status).toSorted()).toEqual([200, 409, 409, 409, 409, 409]);
  for (const [, lost] of answers.filter(([status]) => status === 409)) {
    expect(lost.code).toBe('commitment.wrong-stage');
    expect(lost.detail).toMatch(/该承诺书现为“(已办结|已撤回)”/);
  }
  const [{ state }] = (await hall.query('select state from commitments')) as [{ state: string }];
  expect(await hall.records(firm)).toHaveLength(state === 'handled' ? 1 : 0);
});

test('a promise is signed on the day it was drafted, and read only by its agency, the registrar and the auditor', async () => {
  const hall = await makeHall();
  const { no } = await hall.promised(firm);
  hall.setNow('2026-11-25T02:00:00Z');
  expect(await codeOf(await hall.step(no, 'sign', { way: 'by-hand', scan }))).toEqual([
    422,
    'commitment.other-day',
  ]);
  const other = await hall.agency('QT', ['window']);
  for (const path of ['', '/scan', '/link'])
    expect(
      await codeOf(
        await other.api(`/commitments/${no}${path}`, { method: path === '/link' ? 'POST' : 'GET' }),
      ),
    ).toEqual([404, 'commitment.unknown']);
  expect((await (await other.api('/commitments')).json()).items).toEqual([]);
  const { items } = await (await hall.registrar.api('/commitments?state=draft')).json();
  expect(items.map((one: { no: string }) => one.no)).toEqual([no]);
  expect((await hall.market.api('/commitments')).status).toBe(403);
  expect(await hall.audit('commitment.')).toContain('commitment.draft');
});

test('a promise that the intake would refuse to record is not printed', async () => {
  const hall = await makeHall();
  await hall.publishMatters({ 承诺书文本: '示例：本人未因打架受到治安管理处罚。' });
  expect(await codeOf(await hall.draft(await hall.confirmed(firm)))).toEqual([422, 'commitment.row-refused']);
  expect(await hall.query('select 1 from commitments')).toEqual([]);
});

test('a draft that nobody signed on its day is forgotten the night after; what was signed stays', async () => {
  const hall = await makeHall();
  const { no } = await hall.promised(person);
  const kept = await signed(hall, firm);
  const night = async (now: string) => {
    hall.setNow(now);
    await jobNamed('expire-drafts').run(hall.deps, hall.deps.clock.now());
  };
  const states = async () => {
    const rows = await hall.query(
      'select no, state, name, sealed is null as gone from commitments order by no',
    );
    return rows.map(({ state, name, gone }) => [state, name === null, gone]);
  };
  await night('2026-11-24T15:59:00Z');
  expect(await states()).toEqual([
    ['draft', false, false],
    ['signed', false, false],
  ]);
  await night('2026-11-24T16:05:00Z');
  expect(await states()).toEqual([
    ['refused', true, true],
    ['signed', false, false],
  ]);
  expect(await codeOf(await hall.step(no, 'sign', { way: 'by-hand', scan }))).toEqual([
    409,
    'commitment.wrong-stage',
  ]);
  expect((await hall.step(kept, 'handle', {})).status).toBe(200);
});

test('an office that also reports promises leaves none of the registry’s out by its whole list', async () => {
  const hall = await makeHall();
  const no = await signed(hall);
  await hall.step(no, 'handle', {});
  await hall.query(
    `update agencies set roles = '{window,feeder}', catalogs = '{credit-commitment}' where code = 'ZWFW'`,
  );
  hall.setNow('2026-11-24T02:05:00Z');
  const rows = [exampleOf('credit-commitment', hall.window)];
  const { key } = await issueKey(hall.operator, { agency: 'ZWFW', roles: ['feeder'] });
  const api = (path: string, init: object = {}) => hall.request(`/api/v1${path}`, { ...init, key });
  const office = { ...hall.window, key, api };
  const list = await upload(hall, office, { catalog: 'credit-commitment', rows, mode: 'full' });
  expect(list).toMatchObject({ status: 'done', counts: { accepted: 1 }, withdrawn: 0 });
  expect((await hall.records(firm)).map(({ sourceNo }) => sourceNo)).toEqual([no]);
});
