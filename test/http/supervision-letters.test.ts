import { strFromU8, unzipSync } from 'fflate';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { subscribe } from '../kit/push.ts';
import { makeSupervision } from '../kit/supervision.ts';

let city: Awaited<ReturnType<typeof makeSupervision>>;
let finance: Awaited<ReturnType<typeof city.agency>>;
beforeEach(async () => {
  city = await makeSupervision();
  finance = await city.agency('CZJ', ['subscriber'], [], '虚构市财政局');
  await subscribe(finance);
});
afterEach(() => city.stop());

const post = (path: string, json: object, by = city.registrar) => by.api(path, { method: 'POST', json });
const issue = (by = city.registrar, agency = 'CZJ') => post('/supervision/letters', { agency }, by);
const codeOf = async (answer: Response) => ((await answer.json()) as { code: string }).code;
const textOf = async (answer: Response, part: string) =>
  strFromU8(unzipSync(new Uint8Array(await answer.arrayBuffer()))[part] ?? new Uint8Array());
// Every element that opens is closed, in order: what Word asks of a part before anything else.
const isWellFormed = (xml: string): boolean => {
  const open: string[] = [];
  for (const [, close, name, self] of xml.matchAll(/<(\/?)([\w:]+)(?:\s[^>]*?)?(\/?)>/g)) {
    if (close && open.pop() !== name) return false;
    if (!close && !self && name) open.push(name);
  }
  return open.length === 0;
};
type Letter = { id: string; no: string; items: { kind: string }[]; dueOn: string; overdue: boolean };

test('a letter names all that is late, is numbered by the year, and is answered once', async () => {
  await city.told(await city.aListing('a'), 'created');
  expect(await codeOf(await issue())).toBe('supervision.nothing-overdue');
  city.setNow('2026-12-20T02:00:00Z');
  expect(await codeOf(await issue(city.registrar, 'NONE'))).toBe('agency.unknown');
  expect(await codeOf(await issue(finance))).toBe('access.denied');
  const both = await Promise.all([issue(), issue()]);
  const letters = (await Promise.all(both.map((answer) => answer.json()))) as Letter[];
  expect(letters.map(({ no }) => no).toSorted()).toEqual(['督办〔2026〕1号', '督办〔2026〕2号']);
  expect(letters[0]).toMatchObject({
    agencyName: '虚构市财政局',
    issuer: '虚构市信用中心',
    dueOn: '2026-12-25',
    overdue: false,
  });
  expect(letters[0]?.items.map(({ kind }) => kind)).toEqual(['receipt', 'feedback']);

  const other = await city.agency('GAJ', ['subscriber'], [], '虚构市公安局');
  const path = `/supervision/letters/${letters[0]?.id}`;
  expect(await codeOf(await other.api(path))).toBe('supervision.letter-unknown');
  expect(await codeOf(await post(`${path}/reply`, { reply: '已办' }, other))).toBe(
    'supervision.letter-unknown',
  );
  expect(await (await other.api('/supervision/letters')).json()).toEqual({ items: [], next: null });
  city.setNow('2026-12-26T02:00:00Z');
  expect(await (await finance.api(path)).json()).toMatchObject({ overdue: true, reply: null });
  expect(await (await post(`${path}/reply`, { reply: '已逐项办理' }, finance)).json()).toMatchObject({
    reply: '已逐项办理',
    overdue: false,
  });
  expect(await codeOf(await post(`${path}/reply`, { reply: '再答' }, finance))).toBe('supervision.replied');
  const page = (await (await finance.api('/supervision/letters?limit=1')).json()) as {
    items: Letter[];
    next: string;
  };
  expect(page.items.map(({ no }) => no)).toEqual(['督办〔2026〕2号']);
  const rest = (await (await finance.api(`/supervision/letters?limit=1&after=${page.next}`)).json()) as {
    items: Letter[];
    next: null;
  };
  expect([rest.items.map(({ no }) => no), rest.next]).toEqual([['督办〔2026〕1号'], null]);
  await expect(city.query(`update supervision_letters set demand = ''`)).rejects.toThrow(/append-only/);
  expect(
    await city.query(
      `select action from audit_lines where action in ('supervision.issue', 'supervision.reply') order by id`,
    ),
  ).toEqual([
    { action: 'supervision.issue' },
    { action: 'supervision.issue' },
    { action: 'supervision.reply' },
  ]);
});

test('a letter repeated under one key is one letter', async () => {
  await city.told(await city.aListing('a'), 'created');
  city.setNow('2026-12-20T02:00:00Z');
  const headers = { 'idempotency-key': 'k-1' };
  const once = () =>
    city.registrar.api('/supervision/letters', { method: 'POST', json: { agency: 'CZJ' }, headers });
  const [first, second] = [await (await once()).json(), await (await once()).json()];
  expect(second).toEqual(first);
  expect(await city.query('select count(*)::int as n from supervision_letters')).toEqual([{ n: 1 }]);
});

test('the board and the letter in Word and XLSX: organisations and persons apart, no number of a person, names escaped', async () => {
  const person = await city.aListing('p', { kind: 'person' });
  await city.told({ ...person, name: '虚构人甲' }, 'created');
  await city.told({ ...(await city.aListing('a')), name: '虚构<b>&"公司' }, 'created');
  city.setNow('2026-12-20T02:00:00Z');
  const board = await city.registrar.api('/supervision.docx?state=overdue');
  expect(board.headers.get('content-type')).toContain('wordprocessingml');
  const word = await textOf(board, 'word/document.xml');
  expect(isWellFormed(word)).toBe(true);
  for (const text of [
    '联合奖惩执行督办清单',
    '法人和非法人组织（2 项）',
    '自然人（2 项）',
    '虚**甲',
    '虚构&lt;b&gt;&amp;&quot;公司',
    '失信被执行人',
  ])
    expect(word).toContain(text);
  const sheet = await textOf(
    await city.registrar.api('/supervision.xlsx?kind=feedback'),
    'xl/worksheets/sheet1.xml',
  );
  expect(sheet).toContain('措施执行未反馈');
  expect(sheet).not.toContain('通知未签收');
  const { id } = (await (await issue()).json()) as Letter;
  const letter = await textOf(
    await finance.api(`/supervision/letters/${id}/letter.docx`),
    'word/document.xml',
  );
  expect(isWellFormed(letter)).toBe(true);
  for (const text of ['联合奖惩执行督办函', '督办〔2026〕1号', '虚构市财政局：', '请于 2026-12-25 前答复'])
    expect(letter).toContain(text);
  for (const text of [word, sheet, letter]) expect(text).not.toContain(person.code);
  const statistics = await textOf(
    await city.registrar.api('/supervision/statistics.xlsx'),
    'xl/worksheets/sheet1.xml',
  );
  expect(statistics).toContain('反馈用时中位数（天）');
  expect((await finance.api('/supervision.xlsx?kind=nothing')).status).toBe(400);
});

test('a letter names the notice, never the reason or the document of the listing: a revocation leaves nothing to erase', async () => {
  await city.told(await city.aListing('a'), 'created');
  city.setNow('2026-12-20T02:00:00Z');
  const { id } = (await (await issue()).json()) as Letter;
  const shown = await (await finance.api(`/supervision/letters/${id}`)).text();
  const word = await textOf(await finance.api(`/supervision/letters/${id}/letter.docx`), 'word/document.xml');
  expect(word).toContain('虚构市财政局');
  for (const secret of ['有履行能力而拒不履行', '虚执']) expect(shown + word).not.toContain(secret);
});
