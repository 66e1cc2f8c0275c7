import { strToU8, zipSync } from 'fflate';
import { beforeEach, describe, expect, test } from 'vitest';
import { makeApp, type TestApp } from '../kit/app.ts';
import { aUscc } from '../kit/identities.ts';
import { runQueue } from '../kit/run-jobs.ts';
import { type Agency, aPenaltyRow, aViolationRow, csvOf } from '../kit/uploads.ts';

let app: TestApp;
let feeder: Agency;
const catalog = 'serious-violation';

beforeEach(async () => {
  app = await makeApp();
  feeder = await app.agency('SCJG', ['feeder'], [catalog], '示例市场监管局');
});

type Sent = { body: BodyInit; type?: string; mode?: string; of?: string };
const send = async ({ body, type = 'text/csv', mode = 'append', of = catalog }: Sent) => {
  const answer = await feeder.api(`/batches?catalog=${of}&mode=${mode}`, {
    method: 'POST',
    headers: { 'content-type': type },
    body,
  });
  const submitted = await answer.json();
  if (answer.status !== 202) return { refusal: submitted, counts: null, rows: [] };
  await runQueue(app.deps);
  const batch = await (await feeder.api(`/batches/${submitted.id}`)).json();
  const { items } = await (await feeder.api(`/batches/${submitted.id}/errors.json`)).json();
  const rows = items.map((item: { row: number; verdict: string; errors: { code: string }[] }) => [
    item.row,
    item.verdict,
    ...item.errors.map(({ code }) => code),
  ]);
  return { ...batch, items, rows };
};
const sendRows = (rows: readonly Record<string, string>[], mode?: string) =>
  send({ body: csvOf(rows), ...(mode && { mode }) });
const asJson = (rows: readonly object[]) => ({ body: JSON.stringify(rows), type: 'application/json' });
const row = (seed: string, cells: Record<string, string> = {}) => aViolationRow(feeder, seed, cells);
const listed = async () =>
  (
    await app.query(
      `select s.name from listings l join subjects s on s.id = l.subject_id where l.state = 'listed'
        order by 1`,
    )
  ).map(({ name }) => name);

// Kind: the guard looks at the cell's kind, not at its text; a CSV and a JSON text have only text.
describe('a code that a program took for a number is refused, whatever the format', () => {
  test.each(['1.84467E+18', '1.84467E18', '1E+18', '202600017.0', '1,844,674,407,370,950,000'])(
    '%s in a CSV, a JSON text and a single record',
    async (lost) => {
      const rows = [row('1', { 来源记录号: lost }), row('2', { 来源记录号: lost })];
      const refused = [
        [1, 'rejected', 'cell.numeric-code'],
        [2, 'rejected', 'cell.numeric-code'],
      ];
      expect((await sendRows(rows)).rows).toEqual(refused);
      expect((await send(asJson(rows))).rows).toEqual(refused);
      const { 来源记录号: _, ...fields } = row('1');
      const put = await feeder.api(`/records/${catalog}/${encodeURIComponent(lost)}`, {
        method: 'PUT',
        json: fields,
      });
      expect([put.status, (await put.json()).errors[0].code]).toEqual([422, 'cell.numeric-code']);
      expect(await listed()).toEqual([]);
    },
  );

  test.each([
    ['企业名称', '#N/A'],
    ['列入原因', '########'],
    ['列入决定书文号', '=B2&C2'],
    ['来源记录号', '=VLOOKUP(A1,B:C,2)'],
  ])('%s with the formula or error value %s in a CSV is refused as in a workbook', async (column, text) => {
    expect((await sendRows([row('1', { [column]: text })])).rows).toEqual([[1, 'rejected', 'cell.formula']]);
  });

  test('a code that merely resembles a number stays one', async () => {
    const codes = ['2026E05', '1.2.3', '12E5', '2026.10', '1,2'];
    const { counts } = await sendRows(codes.map((code, at) => row(`${at}`, { 来源记录号: code })));
    expect(counts).toMatchObject({ accepted: codes.length, rejected: 0, warnings: 0 });
  });
});

// Kind: a number that the feeder makes moves a sanction from one subject to another, and nobody is told.
describe('one source number for two subjects', () => {
  const twice = (...seeds: string[]) => seeds.map((seed) => row(seed, { 来源记录号: 'S-84' }));

  test.each(['append', 'full', 'dry-run'])(
    'in one file: the first row waits, the second is refused, both are named (%s)',
    async (mode) => {
      for (const [night, sent] of [csvOf(twice('1', '2')), JSON.stringify(twice('1', '2'))].entries()) {
        const batch = await send({
          body: sent,
          type: sent.startsWith('[') ? 'application/json' : 'text/csv',
          mode,
        });
        const waits = night === 0 || mode === 'dry-run' ? [[1, 'held', 'row.number-reused']] : [];
        expect(batch.rows).toEqual([...waits, [2, 'rejected', 'row.number-reused']]);
        expect(batch.items.at(-1).errors[0].message).toMatch(/第 2 行与第 1 行/);
        if (waits.length > 0) expect(batch.items[0].errors[0].message).toMatch(/第 1 行与第 2 行/);
      }
      expect(await listed()).toEqual([]);
    },
  );

  test('far apart in a long file, and again the next night when the first row is known', async () => {
    const many = Array.from({ length: 2500 }, (_, at) => row(`m${at}`));
    const [first, second] = twice('1', '2');
    for (const [night, mode] of ['dry-run', 'append', 'full', 'append'].entries()) {
      const batch = await sendRows([first ?? {}, ...many, second ?? {}], mode);
      const waits = night < 2 ? [[1, 'held', 'row.number-reused']] : [];
      expect(batch.rows).toEqual([...waits, [2502, 'rejected', 'row.number-reused']]);
      expect(batch.counts).toMatchObject({ rows: 2502, held: waits.length, rejected: 1 });
    }
    const names = await listed();
    expect(names.filter((name) => ['示例1食品有限公司', '示例2食品有限公司'].includes(String(name)))).toEqual(
      [],
    );
    const registrar = await app.agency('XXZX', ['registrar'], [], '示例市信用中心');
    const { items } = await (await registrar.api('/records?state=held')).json();
    expect(items).toMatchObject([
      { holdCode: 'row.number-reused', holdReason: expect.stringContaining('换号') },
    ]);
    expect((await registrar.api(`/records/${items[0].id}/admit`, { method: 'POST', json: {} })).status).toBe(
      200,
    );
    expect(await listed()).toContain('示例1食品有限公司');
  });

  test('in two files of one archive', async () => {
    const [first, second] = twice('1', '2');
    const body = zipSync({ 'a.csv': strToU8(csvOf([first ?? {}])), 'b.csv': strToU8(csvOf([second ?? {}])) });
    expect((await send({ body, type: 'application/zip' })).rows).toEqual([
      [1, 'held', 'row.number-reused'],
      [2, 'rejected', 'row.number-reused'],
    ]);
  });

  test('in a later file it is a correction, and the feeder is warned', async () => {
    await sendRows(twice('1'));
    const batch = await sendRows(twice('2'));
    expect(batch).toMatchObject({ counts: { corrected: 1 }, rows: [[1, 'warned', 'row.subject-changed']] });
    expect(await listed()).toEqual(['示例2食品有限公司']);
    expect((await sendRows(twice('2'))).counts).toMatchObject({ unchanged: 1, warnings: 0 });
  });

  test('a number twice for the same subject is a correction as ever', async () => {
    const rows = [...twice('1'), row('1', { 来源记录号: 'S-84', 列入原因: '提交虚假材料取得许可' })];
    expect((await sendRows(rows)).counts).toMatchObject({ accepted: 1, corrected: 1, warnings: 0 });
  });
});

// Kind: marks that spreadsheets and DOS add to protect a text are read as part of it.
describe('the habits of a spreadsheet in a CSV', () => {
  const lines = (end = '\r\n', ...rows: Record<string, string>[]) => csvOf(rows).replaceAll('\r\n', end);

  test.each([
    ['sep=,', ','],
    ['sep=;', ';'],
    ['"sep=\t"', '\t'],
    ['SEP=;', ';'],
  ])('the line %j is believed and skipped', async (first, mark) => {
    const cells = Object.entries(row('1', { 列入原因: '甲,乙,丙' }));
    const quoted = (text: string) => (text.includes(',') ? `"${text}"` : text);
    const text = [0, 1].map((at) => cells.map((pair) => quoted(pair[at] ?? '')).join(mark)).join('\r\n');
    const batch = await send({ body: `\uFEFF${first}\r\n${text}` });
    expect(batch).toMatchObject({ totalRows: 1, counts: { accepted: 1, warnings: 0 } });
  });

  test('a separator that nobody reads is named', async () => {
    const batch = await send({ body: `sep=|\r\n${csvOf([row('1')]).replaceAll(',', '|')}` });
    expect(batch.problem).toMatchObject({
      code: 'batch.unreadable',
      detail: expect.stringContaining('sep='),
    });
  });

  test.each([
    ['统一社会信用代码', (text: string) => `="${text}"`],
    ['统一社会信用代码', (text: string) => `'${text}`],
    ['来源记录号', (text: string) => `'${text}`],
    ['列入决定书文号', (text: string) => `="${text}"`],
  ])('%s as text by a mark is that text, and the feeder is told', async (column, mark) => {
    const plain = row('1');
    const marked = { ...plain, [column]: mark(plain[column] ?? '') };
    for (const sent of [{ body: csvOf([marked]) }, asJson([marked])])
      expect((await send({ ...sent, mode: 'dry-run' })).rows).toEqual([[1, 'warned', 'value.normalised']]);
    await sendRows([marked]);
    expect((await sendRows([plain])).counts).toMatchObject({ unchanged: 1 });
    const { 来源记录号: _, ...fields } = marked;
    const put = await feeder.api(`/records/${catalog}/YZ-2`, { method: 'PUT', json: fields });
    expect(put.status).toBe(201);
  });

  test('a day marked as text is read; a name keeps its apostrophe', async () => {
    await sendRows([row('1', { 列入日期: "'2026-03-02", 企业名称: "'s示例有限公司" })]);
    expect(await listed()).toEqual(["'s示例有限公司"]);
  });

  test('a name that our error file guarded comes back as it was', async () => {
    const first = await sendRows([row('1', { 企业名称: '+示例有限公司', 列入日期: '某日' })]);
    const csv = await (await feeder.api(`/batches/${first.id}/errors.csv`)).text();
    expect(csv).toContain("'+示例");
    await send({ body: csv.replace('某日', '2026-03-02') });
    expect(await listed()).toEqual(['+示例有限公司']);
  });

  test.each(['\u001A', '\u001A\r\n', '\r\n\u001A'])('%j is the end of the file', async (end) => {
    const batch = await send({ body: csvOf([row('1')]) + end, mode: 'full' });
    expect(batch).toMatchObject({ status: 'done', totalRows: 1, counts: { rows: 1, accepted: 1 } });
    const json = await send({ body: JSON.stringify([row('1')]) + end, type: 'application/json' });
    expect(json).toMatchObject({ status: 'done', counts: { unchanged: 1 } });
    const ndjson = await send({ body: `${JSON.stringify(row('1'))}\n${end}`, type: 'application/x-ndjson' });
    expect(ndjson).toMatchObject({ totalRows: 1, counts: { rows: 1, unchanged: 1 } });
  });

  test.each(['\r', '\n', '\r\n'])(
    'rows that end with %j hold other line breaks within quotes',
    async (end) => {
      const rows = [row('1', { 列入原因: '@' }), row('2')];
      const inner = end === '\n' ? '\r' : '\n';
      const body = lines(end, ...rows).replace('@', `"第一项${inner}第二项"`);
      expect(await send({ body })).toMatchObject({ totalRows: 2, counts: { accepted: 2 } });
    },
  );
});

// Kind: a strict grammar where the meaning is plain: a whole file comes back.
describe('a day as programs and clerks write it', () => {
  const days = async () =>
    (await app.query(`select decided_on::text as day from records order by source_no`)).map(({ day }) => day);

  test('is read from a file', async () => {
    const written = [
      '2026-10-08T00:00:00.000+0800',
      '2026-10-07T16:00:00+0000',
      '2026-10-07T16:00:00Z',
      '2026/10/08 00:00:00 +08',
      '2026-10-08T00:00:00+08:00[Asia/Shanghai]',
      'Thu Oct 08 00:00:00 CST 2026',
      `/Date(${Date.parse('2026-10-07T16:00:00Z')})/`,
      '2026/10/8 上午12:00:00',
      '2026/10/8下午3:00',
      '2026年10月8号',
      '2026年10月8日（星期四） 08时30分',
      '2026-10-08 周四',
      '二〇二六年十月八日',
      '二○二六年十月〇八日',
      '2026–10–08',
      '2026—10—8',
    ];
    const rows = written.map((text, at) => row(`${at + 20}`, { 列入日期: text }));
    expect((await sendRows(rows)).counts).toMatchObject({ accepted: written.length, warnings: 0 });
    expect(await days()).toEqual(written.map(() => '2026-10-08'));
  });

  test('has its tens in words', async () => {
    const written = [
      '二零二六年一月十日',
      '二〇二五年十二月三十一日',
      '二〇二六年五月廿三日',
      '二〇二六年三月二十日',
    ];
    await sendRows(written.map((text, at) => row(`${at}`, { 列入日期: text })));
    expect(await days()).toEqual(['2026-01-10', '2025-12-31', '2026-05-23', '2026-03-20']);
  });

  test.each([
    '2026-10-08 星期五',
    '二〇二六年十三月八日',
    '2026-10-08T00:00:00+9900',
    '二〇二六年二月三十日',
    '八日',
  ])('%s is none', async (text) => {
    expect((await sendRows([row('1', { 列入日期: text })])).rows).toEqual([[1, 'rejected', 'cell.day']]);
    const { 来源记录号: _, ...fields } = row('1', { 列入日期: text });
    const put = await feeder.api(`/records/${catalog}/YZ-1`, { method: 'PUT', json: fields });
    expect(put.status).toBe(422);
  });
});

// Kind: characters that look like an ideograph and are another code; a folding list one entry short.
describe('one name in other characters', () => {
  const stored = async () =>
    (await app.query(`select name from subjects order by name`)).map(({ name }) => name);
  let window: Agency;
  beforeEach(async () => {
    window = await app.agency('XZFW', ['window'], [], '示例政务服务中心');
  });
  const checked = async (seed: string, name: string) => {
    const answer = await window.api('/checks', {
      method: 'POST',
      json: { subject: { type: 'uscc', code: aUscc(seed), name }, purpose: 'commitment' },
    });
    return (await answer.json()).reasons.map(({ code }: { code: string }) => code);
  };

  test.each([
    ['⻓沙示例有限公司', '长沙示例有限公司'],
    ['示例⾧沙有限公司', '示例長沙有限公司'],
    ['示例\uE863有限公司', '示例䶮有限公司'],
    ['示例\uE815有限公司', '示例厂有限公司'],
  ])('%s is stored as %s, whoever asks in which', async (written, read) => {
    expect(
      (await sendRows([row('1', { 企业名称: written, 列入原因: `${written}列入` })])).counts,
    ).toMatchObject({
      accepted: 1,
      warnings: 0,
    });
    expect(await stored()).toEqual([read]);
    expect(await checked('1', written)).not.toContain('subject.name-mismatch');
    expect(await checked('1', read.replace('示例', '示例甲'))).toContain('subject.name-mismatch');
  });

  test.each(['\uE000', '\uF8FF', '\u{F0001}'])(
    'a character of private use that nobody can read (%j) is warned',
    async (char) => {
      const cells = { 企业名称: `示例${char}有限公司`, 列入决定书文号: `示市监列〔2026〕${char}号` };
      const batch = await sendRows([row('1', cells)]);
      expect(batch.rows).toEqual([[1, 'warned', 'value.private-character', 'value.private-character']]);
    },
  );

  test.each(['·', '●', '。', '‥', 'ᐧ', '─', ' ', '．', ''])(
    'the parts of a name joined by %j are one name',
    async (mark) => {
      await sendRows([row('1', { 企业名称: '阿卜杜拉·示例餐馆' })]);
      expect(await checked('1', `阿卜杜拉${mark}示例餐馆`)).not.toContain('subject.name-mismatch');
    },
  );
});

// Kind: a slip of unit that another cell of the row betrays.
describe('an amount that the words of the decision contradict', () => {
  const of = 'administrative-penalty';
  const penalty = (cells: Record<string, string>) => aPenaltyRow(feeder, '1', cells);
  beforeEach(async () => {
    feeder = await app.agency('CFJG', ['feeder'], [of], '示例处罚局');
  });
  const warned = async (cells: Record<string, string>) =>
    (await send({ body: csvOf([penalty(cells)]), of, mode: 'dry-run' })).rows.flat().slice(2);
  const fine = '罚款金额（万元）';

  test.each([
    ['罚款人民币50000元整', '50000'],
    ['罚款人民币50,000.00元', '50000'],
    ['罚款人民币伍万元整', '50000'],
    ['罚款5万元', '50000'],
    ['罚款人民币壹拾贰万叁仟元整', '123000'],
    ['罚款伍佰元', '0.000005'],
  ])('%s beside %s 万元 is warned', async (content, amount) => {
    expect(await warned({ 处罚内容: content, [fine]: amount })).toEqual(['value.amount-unit']);
  });

  test.each([
    ['罚款人民币50000元整', '5'],
    ['罚款人民币伍拾万元整', '50'],
    ['少缴50元，罚款50万元', '50'],
    ['罚款', '50000'],
  ])('%s beside %s 万元 is not', async (content, amount) => {
    expect(await warned({ 处罚内容: content, [fine]: amount })).toEqual([]);
  });
});
