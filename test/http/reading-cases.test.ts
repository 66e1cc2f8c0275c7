import { strToU8, zipSync } from 'fflate';
import { beforeEach, describe, expect, test } from 'vitest';
import { makeApp, type TestApp } from '../kit/app.ts';
import { runQueue } from '../kit/run-jobs.ts';
import { type Agency, aViolationRow, csvOf } from '../kit/uploads.ts';

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
      `select s.name from listings l join subjects s on s.id = l.subject_id where l.state = 'listed' order by 1`,
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
    'in one file: the second row is refused, both are named (%s)',
    async (mode) => {
      for (const sent of [csvOf(twice('1', '2')), JSON.stringify(twice('1', '2'))]) {
        const batch = await send({
          body: sent,
          type: sent.startsWith('[') ? 'application/json' : 'text/csv',
          mode,
        });
        expect(batch.rows).toEqual([[2, 'rejected', 'row.number-reused']]);
        expect(batch.items[0].errors[0].message).toMatch(/第 2 行与第 1 行/);
      }
      expect(await listed()).toEqual(mode === 'dry-run' ? [] : ['示例1食品有限公司']);
    },
  );

  test('far apart in a long file, and again the next night when the first row is known', async () => {
    const many = Array.from({ length: 2500 }, (_, at) => row(`m${at}`));
    const [first, second] = twice('1', '2');
    for (const mode of ['append', 'full', 'append']) {
      const batch = await sendRows([first ?? {}, ...many, second ?? {}], mode);
      expect(batch.rows).toEqual([[2502, 'rejected', 'row.number-reused']]);
    }
    expect(await listed()).toContain('示例1食品有限公司');
    expect(await listed()).not.toContain('示例2食品有限公司');
  });

  test('in two files of one archive', async () => {
    const [first, second] = twice('1', '2');
    const body = zipSync({ 'a.csv': strToU8(csvOf([first ?? {}])), 'b.csv': strToU8(csvOf([second ?? {}])) });
    expect((await send({ body, type: 'application/zip' })).rows).toEqual([
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
