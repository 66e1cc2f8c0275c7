import { beforeAll, expect, test } from 'vitest';
import { makeApp } from '../kit/app.ts';
import { aComplaint, makeComplaintCity } from '../kit/complaints.ts';
import { openTestDb } from '../kit/database.ts';
import { aCitizenId } from '../kit/identities.ts';
import { postForm } from '../kit/page.ts';
import { enrol } from '../kit/people.ts';

// The database is made before the first story, not within its time.
beforeAll(async () => void (await openTestDb()));

const codeOf = async (answer: Response) => [answer.status, (await answer.json()).code];
const stepsOf = ({ steps }: { steps: { step: string }[] }) => steps.map(({ step }) => step);

test('from the form to the transfer: asked, answered, found, ordered, transferred to discipline', async () => {
  const city = await makeComplaintCity();
  const { no, code } = await city.file();
  expect((await city.follow(no, code)).html).toContain('投诉已收到');
  expect(await city.shown(no)).toMatchObject({
    state: 'received',
    way: 'web',
    said: { subject: aComplaint.subject, text: aComplaint.text, contact: '13800001111' },
    due: { on: '2026-12-01', overdue: false },
  });
  expect((await city.step(no, 'accept')).status).toBe(200);
  const asked = await city.step(no, 'ask', { agency: 'SCJG', note: '示例：请说明为何仍要求提交' });
  expect([asked.status, await asked.json()]).toMatchObject([
    200,
    { state: 'asked', agency: '示例市市场监督管理局', due: { on: '2026-12-08' } },
  ]);
  expect((await city.step(no, 'answer', { note: '示例：窗口人员不熟悉新规' }, city.market)).status).toBe(200);
  expect((await city.step(no, 'find')).status).toBe(200);
  const ordered = await city.step(no, 'order', { by: '2026-12-31', note: '示例：全市通报，限期整改' });
  expect(await ordered.json()).toMatchObject({ state: 'ordered', due: { on: '2026-12-31' } });
  expect((await city.follow(no, code)).html).toContain('2026-12-31');
  expect((await city.step(no, 'report', {}, city.market)).status).toBe(200);
  const done = await (await city.step(no, 'transfer', { note: '示例：拒不整改' })).json();
  expect(done).toMatchObject({ state: 'transferred', handedTo: '纪检监察机关', due: null });
  expect(stepsOf(done)).toEqual(['file', 'accept', 'ask', 'answer', 'find', 'order', 'report', 'transfer']);
  const { html } = await city.follow(no, code);
  expect(html).toContain('已转有权机关');
  for (const secret of ['示例赵某', '拒不整改', '13800001111', '市场监督', aComplaint.subject])
    expect(html).not.toContain(secret);
  // Whom it is about is not told of the transfer.
  expect(await codeOf(await city.market.api(`/complaints/${no}`))).toEqual([404, 'complaint.unknown']);
  expect((await (await city.market.api('/complaints')).json()).items).toEqual([]);
});

test('what a unit was asked it reads, and nothing of who complained; the auditor reads the course alone', async () => {
  const city = await makeComplaintCity();
  const { no } = await city.asked();
  const text = JSON.stringify(await city.shown(no, city.market));
  expect(JSON.parse(text)).toMatchObject({ state: 'asked', said: null });
  for (const secret of ['示例赵某', '13800001111', aComplaint.subject]) expect(text).not.toContain(secret);
  const notes = (JSON.parse(text) as { steps: { step: string; note: string | null }[] }).steps;
  expect(notes.map(({ step, note }) => [step, note !== null])).toEqual([
    ['file', false],
    ['accept', false],
    ['ask', true],
  ]);
  const auditor = await enrol(city, { agencyId: city.registrar.id, name: '审计甲', roles: ['auditor'] });
  await city.query(`update agencies set roles = roles || array['auditor'] where id = $1::text::int`, [
    city.registrar.id,
  ]);
  const seen = await (await auditor.api(`/complaints/${no}`)).json();
  expect([seen.state, seen.said, seen.steps.map(({ note }: { note: string | null }) => note)]).toEqual([
    'asked',
    null,
    [null, null, null],
  ]);
  expect(await codeOf(await city.window.api(`/complaints/${no}`))).toEqual([404, 'complaint.unknown']);
  expect(await codeOf(await city.step(no, 'answer', {}, city.window))).toEqual([404, 'complaint.unknown']);
  expect(await codeOf(await city.step(no, 'answer'))).toEqual([403, 'access.denied']);
  expect(await codeOf(await city.step(no, 'find', {}, city.market))).toEqual([403, 'access.denied']);
});

test('the hotline enters once, however often the line broke, and reads the number and code to the caller', async () => {
  const city = await makeComplaintCity();
  const key = { 'idempotency-key': 'anruf-1' };
  const twice = await Promise.all(
    [1, 2].map(() => city.read(city.post(city.window, '/complaints', aComplaint, key))),
  );
  expect(twice[0]).toEqual(twice[1]);
  expect((await city.follow(twice[0].no, twice[0].code.toLowerCase().replaceAll('-', ' '))).status).toBe(200);
  expect(await city.shown(twice[0].no)).toMatchObject({ way: 'api' });
  const form = { ...aComplaint, onceKey: 'formular-einmal-1' };
  const [one, other] = await Promise.all([city.file(form), city.file(form)]);
  expect([one.no, one.code]).toEqual([other.no, other.code]);
  expect(await codeOf(await city.enter({}, city.market))).toEqual([403, 'access.denied']);
  const [count] = await city.query('select count(*)::int as count from complaints');
  expect(count).toEqual({ count: 2 });
});

test('what is not ours is forwarded, and the follower reads to whom', async () => {
  const city = await makeComplaintCity();
  const { no, code } = await city.file();
  expect(await codeOf(await city.step(no, 'forward'))).toEqual([400, 'request.invalid']);
  expect(await (await city.step(no, 'forward', { to: '示例市教育局' })).json()).toMatchObject({
    state: 'forwarded',
    due: null,
  });
  expect((await city.follow(no, code)).html).toContain('示例市教育局');
});

test('a wrong code and a number that was never given are answered alike', async () => {
  const city = await makeComplaintCity();
  const { no, code } = await city.file();
  const bare = (html: string, typed: string) => html.replaceAll(typed, 'NO');
  const wrong = await city.follow(no, 'AAAA-AAAA-AAAA-AAAA');
  const never = await city.follow('TS20261124-00000000', code);
  expect([wrong.status, never.status]).toEqual([422, 422]);
  expect(bare(wrong.html, no)).toBe(bare(never.html, 'TS20261124-00000000'));
  expect(wrong.html).not.toContain('AAAA-AAAA');
  const asked = (typed: string) =>
    city.request('/public/complaints/follow', {
      method: 'POST',
      headers: { accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ no, code: typed }).toString(),
    });
  expect(await codeOf(await asked('AAAA-AAAA-AAAA-AAAA'))).toEqual([404, 'complaint.code']);
  expect(await (await asked(code)).json()).toEqual({ no, state: 'received', handedTo: null, by: null });
});

test.each([
  ['subject', '投诉', 'identity'],
  ['text', '办理登记时的经办人证件号码', 'identity'],
  ['unit', '示例单位', 'identity'],
])('an identity number in %s is refused beside its field, and not sent back', async (field, words) => {
  const city = await makeComplaintCity();
  const number = aCitizenId('诉');
  const answer = await postForm(city, '/public/complaints', {
    ...aComplaint,
    [field]: `${words}${number}示例说明`,
  });
  const html = await answer.text();
  expect([
    answer.status,
    html.includes(`href="#${field}"`),
    html.includes(number),
    html.includes(words),
  ]).toEqual([422, true, false, true]);
  expect(await codeOf(await city.enter({ [field]: `${words}${number}示例说明` }))).toEqual([
    422,
    'text.personal-number',
  ]);
  expect(await city.query('select no from complaints')).toEqual([]);
});

test.each([
  ['a contact that is an identity number', { contact: aCitizenId('系') }],
  ['a contact that is nothing', { contact: '找我' }],
  ['a kind that nobody knows', { kind: 'slander' }],
  ['a text without words', { text: '          ' }],
  ['a text beyond measure', { text: '长'.repeat(4001) }],
  ['a field that nobody asked for', { state: 'mended' }],
])('%s is refused', async (_, said) => {
  const city = await makeComplaintCity();
  expect(await codeOf(await city.enter(said))).toEqual([400, 'request.invalid']);
});

test('words that would be script or SQL are kept as words', async () => {
  const city = await makeComplaintCity();
  const text = `'); drop table complaints; -- <script>alert(1)</script>`;
  const { no } = await city.file({ ...aComplaint, text });
  expect((await city.shown(no)).said.text).toBe(text);
});

test('nothing that was said stands in the database in clear', async () => {
  const city = await makeComplaintCity();
  const { no } = await city.asked();
  const kept = JSON.stringify([
    await city.query('select to_jsonb(c) as c from complaints c'),
    await city.query('select to_jsonb(s) as s from complaint_steps s'),
    await city.query('select to_jsonb(l) as l from audit_lines l'),
  ]);
  expect(kept).toContain(no);
  for (const secret of ['示例赵某', '13800001111', aComplaint.subject, '已核实相关材料'])
    expect(kept).not.toContain(secret);
});

test('two clerks at once: one step is taken, the other hand is told what became of it', async () => {
  const city = await makeComplaintCity();
  const { no } = await city.asked();
  const both = await Promise.all([city.step(no, 'find'), city.step(no, 'dismiss')]);
  const statuses = both.map(({ status }) => status).toSorted();
  expect(statuses).toEqual([200, 409]);
  const late = await both.find(({ status }) => status === 409)?.json();
  expect([late.code, late.detail]).toEqual(['complaint.wrong-stage', expect.stringContaining('现为“')]);
});

test('a mend day that has passed and a unit that is none are refused, and nothing moves', async () => {
  const city = await makeComplaintCity();
  const { no } = await city.asked();
  await city.step(no, 'find');
  expect(await codeOf(await city.step(no, 'order', { by: '2026-11-24' }))).toEqual([422, 'complaint.date']);
  expect(await codeOf(await city.step(no, 'order', { by: '2026-02-30' }))).toEqual([400, 'request.invalid']);
  expect(await city.shown(no)).toMatchObject({ state: 'found' });
  const other = await city.file();
  await city.step(other.no, 'accept');
  expect((await codeOf(await city.step(other.no, 'ask', { agency: 'NIEMAND' })))[1]).toBe('agency.unknown');
  expect(await city.shown(other.no)).toMatchObject({ state: 'accepted' });
});

test('a silent unit stands on the board of the overdue, and the month counts it late', async () => {
  const city = await makeComplaintCity();
  const { no } = await city.asked();
  const board = async () =>
    (await (await city.registrar.api('/supervision?kind=complaint&state=overdue')).json()).items;
  expect(await board()).toEqual([]);
  city.setNow('2026-12-09T02:00:00Z');
  expect(await board()).toMatchObject([
    { kind: 'complaint', id: no, agency: 'SCJG', subjectName: no, dueOn: '2026-12-08', workingDaysLate: 1 },
  ]);
  const letter = await city.post(city.registrar, '/supervision/letters', { agency: 'SCJG' });
  expect(letter.status).toBe(201);
  const { items } = await (await city.registrar.api('/complaints?overdue=true')).json();
  expect(items).toMatchObject([{ no, due: { overdue: true } }]);
  await city.step(no, 'answer', {}, city.market);
  expect(await board()).toEqual([]);
  const { months } = await (await city.registrar.api('/complaints/statistics')).json();
  expect(months).toMatchObject([
    { month: '2026-11', counts: { file: 1, accept: 1, ask: 1, answer: 0 }, late: 0 },
    { month: '2026-12', counts: { file: 0, answer: 1 }, late: 1 },
  ]);
  expect(await codeOf(await city.market.api('/complaints/statistics'))).toEqual([403, 'access.denied']);
});

test('the worklist goes on page by page, the earliest day first and what is closed last', async () => {
  const city = await makeComplaintCity();
  const closed = await city.file();
  await city.step(closed.no, 'forward', { to: '示例市教育局' });
  const { no: asked } = await city.asked();
  const { no: fresh } = await city.file();
  const seen: string[] = [];
  for (let after = ''; ; ) {
    const page = await (await city.registrar.api(`/complaints?limit=1${after}`)).json();
    seen.push(...page.items.map(({ no }: { no: string }) => no));
    if (page.next === null) break;
    after = `&after=${encodeURIComponent(page.next)}`;
  }
  expect(seen).toEqual([fresh, asked, closed.no]);
});

test('a code is guessed and a complaint is filed only so often from one address', async () => {
  const app = await makeApp({ rateClock: () => 0 });
  const statuses = async (path: string, form: Record<string, string>, times: number) => {
    const seen = new Map<number, number>();
    for (let nth = 0; nth < times; nth += 1) {
      const { status } = await postForm(app, path, form);
      seen.set(status, (seen.get(status) ?? 0) + 1);
    }
    return [...seen];
  };
  const guess = { no: 'TS20261124-7K3M9Q2A', code: 'AAAA-AAAA-AAAA-AAAA' };
  expect(await statuses('/public/complaints/follow', guess, 62)).toEqual([
    [422, 60],
    [429, 2],
  ]);
  expect(await statuses('/public/complaints', { ...aComplaint, onceKey: 'formular-1' }, 12)).toEqual([
    [201, 10],
    [429, 2],
  ]);
});
