import { beforeAll, beforeEach, expect, test } from 'vitest';
import { writeXlsx } from '../../src/platform/sheets/xlsx-writer.ts';
import { openTestDb } from '../kit/database.ts';
import { aCitizenId, aUscc } from '../kit/identities.ts';
import { aProof, CANCELLED, makeProofCity, type ProofCity } from '../kit/proof-lists.ts';
import { sheetText } from '../kit/sheet.ts';

beforeAll(async () => void (await openTestDb()));
let city: ProofCity;
beforeEach(async () => {
  city = await makeProofCity();
});

const codeOf = async (answer: Response) => [answer.status, (await answer.json()).code];
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

test('form 4 goes up, two offices speak, the public comments, one edition comes out and the check answers by it', async () => {
  const rows = [
    aProof('示例：经营场所使用证明'),
    aProof('示例：无欠薪证明', CANCELLED),
    aProof('示例：资质证明', { 处理意见: '保留', 替代方式: '', '符合的“七个一律”情形': '' }),
  ];
  const header = Object.keys(rows[1] ?? {});
  const body = writeXlsx({
    name: '表',
    header,
    rows: rows.map((row) => header.map((name) => row[name] ?? '')),
  });
  const up = await city.market.api('/matter-proposals/sheets', {
    method: 'POST',
    headers: { 'content-type': XLSX },
    body,
  });
  const answered = await up.json();
  expect([up.status, answered.counts]).toEqual([
    200,
    { rows: 3, drafted: 3, unchanged: 0, rejected: 0, warned: 0 },
  ]);
  const nos: string[] = answered.drafted.map(({ no }: { no: string }) => no);
  expect(nos.every((no) => /^ZM2026\d{6}$/.test(no))).toBe(true);
  expect(await codeOf(await city.publish(nos))).toEqual([422, 'matter-proposal.future']);
  expect((await city.step(city.market, 'submit', nos)).status).toBe(200);
  const first = await city.step(city.legal, 'opinions', nos, { stance: 'agree', words: '依据充分' });
  expect(await first.json()).toEqual({ given: nos, opened: [], commentEndsOn: null });
  expect(await codeOf(await city.step(city.legal, 'opinions', nos, { stance: 'agree' }))).toEqual([
    409,
    'matter-proposal.opinion-given',
  ]);
  const second = await city.step(city.window, 'opinions', nos, { stance: 'disagree', words: '建议保留' });
  expect(await second.json()).toEqual({ given: nos, opened: nos, commentEndsOn: '2026-12-09' });
  city.setNow('2026-12-10T02:00:00Z');
  const early = await city.publish(nos, { decidedOn: '2026-12-09' });
  expect(await codeOf(early)).toEqual([409, 'matter-proposal.comments-open']);
  const done = await city.publish(nos, { decidedOn: '2026-12-10', name: '示例市证明事项清单' });
  expect([done.status, await done.json()]).toMatchObject([
    201,
    { edition: 1, counts: { added: 3, changed: 0, unchanged: 0, removed: 0 } },
  ]);
  const shown = await city.show(nos[0] ?? '');
  expect(shown).toMatchObject({
    state: 'published',
    decision: { documentNo: '示例证明办〔2026〕1号', decidedOn: '2026-12-10', edition: 1, matter: nos[0] },
    opinions: [
      { office: 'legal', stance: 'agree', words: '依据充分' },
      { office: 'service-centre', stance: 'disagree' },
    ],
  });
  await city.check('fresh');
  const ask = async (matter: string | undefined) =>
    (
      await city.read(
        city.post(city.window, '/checks', {
          subject: { type: 'uscc', code: aUscc('91清') },
          purpose: 'commitment',
          matter,
        }),
      )
    ).outcome;
  expect([await ask(nos[0]), await ask(nos[1]), await ask(nos[2])]).toEqual([
    'eligible',
    'matter-not-allowed',
    'matter-not-allowed',
  ]);
  const { items } = await (await city.window.api('/matters?q=设立登记')).json();
  expect(items).toMatchObject([
    { code: nos[0], list: 'commitment', department: '示例市市场监督管理局', item: '示例：市场主体设立登记' },
    { code: nos[1], list: 'cancelled', replacementNote: '由窗口通过数据共享核验' },
    { code: nos[2], list: 'retained' },
  ]);

  // A later decision makes another edition; the old one stays readable.
  const changed = await city.commented([
    aProof('示例：经营场所使用证明', { ...CANCELLED, 事项编码: nos[0] ?? '' }),
  ]);
  city.setNow('2026-12-26T02:00:00Z');
  expect(await (await city.publish(changed, { decidedOn: '2026-12-26' })).json()).toMatchObject({
    edition: 2,
    counts: { changed: 1 },
  });
  await city.check('fresh');
  expect(await ask(nos[0])).toBe('matter-not-allowed');
  const { versions } = await (await city.window.api(`/matters/${nos[0]}`)).json();
  expect(versions).toMatchObject([
    { edition: 2, list: 'cancelled' },
    { edition: 1, list: 'commitment', name: '示例市证明事项清单' },
  ]);
});

test('a dirty sheet: good rows are drafted, each other row is told why, and the same file doubles nothing', async () => {
  const number = aCitizenId('清');
  const rows = [
    aProof('示例一'),
    aProof(''),
    aProof('示例二', { 处理意见: '再说', 对象: '外星人' }),
    aProof('示例三', { 设定依据: '' }),
    aProof('示例一', { 设定依据: '《另一条例》' }),
    aProof('示例一'),
    aProof('示例四', { 替代方式说明: `联系 ${number}` }),
    aProof('=1+1'),
    aProof('示例五', { 处理意见: '取消', 替代方式: '' }),
  ];
  const { counts, rows: told, drafted } = await (await city.sheet(rows)).json();
  expect(counts).toEqual({ rows: 9, drafted: 5, unchanged: 0, rejected: 4, warned: 2 });
  expect(drafted.map(({ row }: { row: number }) => row)).toEqual([1, 4, 5, 7, 8]);
  type Told = { row: number; verdict: string; errors: { code: string; message: string }[] };
  expect(
    told.map(({ row, verdict, errors }: Told) => [row, verdict, ...errors.map(({ code }) => code)]),
  ).toEqual([
    [2, 'rejected', 'cell.required'],
    [3, 'rejected', 'cell.choice', 'cell.choice'],
    [5, 'warned', 'proposal.duplicate'],
    [6, 'rejected', 'proposal.doubled'],
    [7, 'warned', 'value.identity-number-masked'],
    [9, 'rejected', 'proposal.no-reason'],
  ]);
  const again = await (await city.sheet(rows)).json();
  expect(again.counts).toMatchObject({ drafted: 0, unchanged: 5, rejected: 4 });
  const { items } = await (await city.market.api('/matter-proposals')).json();
  expect(items).toHaveLength(5);
  expect(JSON.stringify(items)).not.toContain(number);
  const flagged = items.find(({ name }: { name: string }) => name === '示例三');
  expect(flagged.flags.map(({ code }: { code: string }) => code)).toEqual(['proposal.no-basis']);
  const twins = items.filter(({ name }: { name: string }) => name === '示例一');
  expect(twins.map(({ flags }: { flags: { code: string }[] }) => flags[0]?.code)).toEqual([
    'proposal.duplicate',
    'proposal.duplicate',
  ]);
});

test('hostile files are refused with what to do, and put nothing down', async () => {
  const send = (contentType: string, body: BodyInit) =>
    city.market.api('/matter-proposals/sheets', {
      method: 'POST',
      headers: { 'content-type': contentType },
      body,
    });
  const many = `证明名称,办理事项,对象,处理意见\r\n${'甲,乙,个人,保留\r\n'.repeat(5001)}`;
  for (const [answer, code] of [
    [await send('text/csv', ''), 'batch.empty'],
    [await send('text/csv', '甲,乙\r\n1,2\r\n'), 'batch.header'],
    [await send(XLSX, 'PK\u0003\u0004 no workbook'), 'batch.format'],
    [await send('application/pdf', '%PDF-1.7'), 'batch.format'],
    [await send('text/csv', many), 'matter-proposal.too-many-rows'],
  ] as const) {
    const told = await answer.json();
    expect([told.code, answer.status >= 400 && answer.status < 500]).toEqual([code, true]);
  }
  expect((await (await city.market.api('/matter-proposals')).json()).items).toEqual([]);
});

test('one by one: entered, refused with a pointer, amended, returned with a reason, submitted again', async () => {
  const one = {
    name: '示例：在读证明',
    item: '示例：入学',
    party: 'person',
    fate: 'cancel',
    ground: 'between-departments',
    replacement: 'sharing',
  };
  const propose = (json: object) => city.post(city.market, '/matter-proposals', json);
  const bad = await propose({ ...one, replacement: 'commitment' });
  expect([bad.status, await bad.json()]).toMatchObject([
    422,
    { code: 'matter-proposal.unfit', errors: [{ pointer: '/replacement' }] },
  ]);
  const made = await propose(one);
  const { no, flags } = await made.json();
  expect([made.status, flags.map(({ code }: { code: string }) => code)]).toEqual([
    201,
    ['proposal.no-basis'],
  ]);
  expect(await codeOf(await propose(one))).toEqual([409, 'matter-proposal.same']);
  expect((await propose({ ...one, secret: 1 })).status).toBe(400);
  await city.step(city.market, 'submit', [no]);
  const amend = () => city.put(city.market, `/matter-proposals/${no}`, { ...one, basis: '《示例办法》' });
  expect(await codeOf(await amend())).toEqual([409, 'matter-proposal.wrong-stage']);
  await city.step(city.legal, 'opinions', [no], { stance: 'agree' });
  expect((await city.step(city.legal, 'return', [no], { reason: '请补依据' })).status).toBe(200);
  expect(await city.show(no)).toMatchObject({ state: 'returned', returnedFor: '请补依据' });
  expect((await amend()).status).toBe(200);
  await city.step(city.market, 'submit', [no]);
  // The opinion of the former round stays, and counts no longer.
  const again = await city.step(city.window, 'opinions', [no], { stance: 'agree' });
  expect((await again.json()).opened).toEqual([]);
  expect((await city.show(no)).opinions.map(({ isCurrent }: { isCurrent: boolean }) => isCurrent)).toEqual([
    false,
    true,
  ]);
  expect((await city.step(city.market, 'withdraw', [no])).status).toBe(200);
  expect(await codeOf(await city.step(city.market, 'submit', [no]))).toEqual([
    409,
    'matter-proposal.wrong-stage',
  ]);
});

test('a unit reads and moves its own only; no unit but the two offices gives an opinion', async () => {
  const [no = ''] = await city.drafted([aProof('示例一')]);
  const path = `/matter-proposals/${no}`;
  for (const stranger of [city.department, city.legal]) expect((await stranger.api(path)).status).toBe(404);
  expect(await codeOf(await city.step(city.department, 'submit', [no]))).toEqual([
    404,
    'matter-proposal.unknown',
  ]);
  await city.step(city.market, 'submit', [no]);
  expect([(await city.legal.api(path)).status, (await city.department.api(path)).status]).toEqual([200, 404]);
  for (const event of ['opinions', 'return'])
    expect(
      await codeOf(
        await city.step(
          city.department,
          event,
          [no],
          event === 'return' ? { reason: '不' } : { stance: 'agree' },
        ),
      ),
    ).toEqual([403, 'matter-proposal.no-office']);
  expect(
    (await city.step(city.market, 'decisions', [no], { documentNo: '一', decidedOn: '2026-11-24' })).status,
  ).toBe(403);
  const named = await city.put(city.registrar, '/matter-proposals/offices', {
    legal: 'SFJ',
    serviceCentre: 'SFJ',
  });
  expect(await codeOf(named)).toEqual([422, 'matter-proposal.one-office']);
});

test('two decisions at once over the same proposals: one publishes, the other is told and changes nothing', async () => {
  const nos = await city.commented([aProof('示例一'), aProof('示例二')]);
  const [other = ''] = await city.commented([aProof('示例三')]);
  city.setNow('2026-12-21T02:00:00Z');
  const answers = await Promise.all([
    city.publish(nos),
    city.publish([other, ...nos], { documentNo: '示例证明办〔2026〕2号' }),
  ]);
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
  const editions = await city.query('select no, name from matter_editions');
  expect(editions).toHaveLength(1);
  const documents = await city.query(
    `select distinct document_no from matter_proposals where state = 'published'`,
  );
  expect(documents).toEqual([{ document_no: editions[0]?.name }]);
});

test('one decision takes no two proposals for one matter', async () => {
  const nos = await city.commented([
    aProof('示例一', { 事项编码: 'ZM-1' }),
    aProof('示例二', { 事项编码: 'ZM-1' }),
  ]);
  city.setNow('2026-12-21T02:00:00Z');
  expect(await codeOf(await city.publish(nos))).toEqual([422, 'matter-proposal.code-doubled']);
  expect(await city.query('select 1 from matter_editions')).toEqual([]);
});

test('form 4 goes out as it came in, a formula is no formula', async () => {
  await city.drafted([aProof('=cmd|示例'), aProof('示例二', { 设定依据: '' })]);
  const answer = await city.market.api('/matter-proposals/form-4.xlsx?state=draft');
  const text = sheetText(new Uint8Array(await answer.arrayBuffer()));
  for (const words of ['证明名称', '=cmd|示例', '能以申请人书面承诺解决的，一律取消', '没有填写法律法规依据'])
    expect(text).toContain(words);
  expect(text).not.toContain('<f>');
  expect((await city.department.api('/matter-proposals/form-4.xlsx')).status).toBe(200);
  const template = await city.market.api('/matter-proposals/template.xlsx');
  expect(sheetText(new Uint8Array(await template.arrayBuffer()))).toContain('符合的“七个一律”情形');
});
