import { countRows, readRows } from '../../src/intake/reading/read-rows.ts';
import { findCatalog } from '../../src/law/catalogs/catalog-list.ts';
import { gb18030Of } from '../../test/kit/gb18030.ts';
import { cityCode } from './city.ts';
import { fedCatalog } from './feeding.ts';
import { penaltyCells, penaltyHeader } from './generate-penalties.ts';
import { type BenchResult, median, round } from './result.ts';

const TARGET = 0.8;
const PART_BYTES = 256 * 1024;
const ROWS_A_BLOCK = 2000;
const ROUNDS = 3;

const agency = { name: '基准城市管理局', uscc: cityCode(3) };
const row = (no: number): string => {
  const cells = penaltyCells(no, agency);
  return `${JSON.stringify(Object.fromEntries(penaltyHeader.map((header, at) => [header, cells[at]])))},\n`;
};

// As Python writes JSON unless told otherwise.
const escaped = (text: string) =>
  text.replace(/\P{ASCII}/gu, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
const utf8 = new TextEncoder();
// All rows alike but the first, which says what the file is.
const rest = utf8.encode(escaped(Array.from({ length: ROWS_A_BLOCK }, (_, no) => row(no + 2)).join('')));
const firstRows: Readonly<Record<string, Uint8Array>> = {
  ascii: utf8.encode(escaped(row(1))),
  'utf-8': utf8.encode(row(1)),
  gb18030: gb18030Of(row(1)),
};

async function* partsOf(first: Uint8Array, times: number): AsyncGenerator<Uint8Array> {
  yield utf8.encode('[');
  yield first;
  for (let time = 0; time < times; time++)
    for (let at = 0; at < rest.length; at += PART_BYTES) yield rest.subarray(at, at + PART_BYTES);
  yield utf8.encode('{}]');
}

// What an import does with a file before the database: the pass that counts, and the rows. By processor time,
// since nothing else is waited for.
const megabytesPerSecond = async (first: Uint8Array, most: number): Promise<number> => {
  const catalog = findCatalog(fedCatalog);
  if (!catalog) throw new Error(`no catalogue ${fedCatalog}`);
  const times = Math.ceil(most / rest.length);
  const source = { parts: () => partsOf(first, times), format: 'json' as const };
  const began = process.cpuUsage();
  const { rows } = await countRows({ catalog }, source);
  let read = 0;
  for await (const _ of readRows({ catalog }, source)) read += 1;
  const spent = process.cpuUsage(began);
  if (rows !== times * ROWS_A_BLOCK + 2 || read !== rows) throw new Error(`counted ${rows}, read ${read}`);
  return (times * rest.length) / 1e6 / ((spent.user + spent.system) / 1e6);
};

// As many bytes in three encodings, turn about: the slowest against the fastest.
export const importAsciiBench = async ({ isQuick }: { isQuick: boolean }): Promise<BenchResult> => {
  const encodings = Object.entries(firstRows).map(([name, first]) => ({
    name,
    first,
    rates: [] as number[],
  }));
  for (let turn = 0; turn < ROUNDS; turn++)
    for (const { first, rates } of encodings)
      rates.push(await megabytesPerSecond(first, isQuick ? 20e6 : 200e6));
  const found = encodings.map(({ rates }) => median(rates));
  encodings.forEach(({ name }, at) => {
    console.error(`import-ascii: ${name.padEnd(8)} ${round(found[at] ?? 0, 1)} MB/s`);
  });
  const [slowest, fastest] = [Math.min(...found), Math.max(...found)];
  return {
    case: 'import-ascii',
    unit: 'MB/s',
    ours: round(slowest, 1),
    baseline: round(fastest, 1),
    ratio: round(slowest / fastest),
    target: `≥ ${TARGET}`,
    isMet: slowest / fastest >= TARGET,
  };
};
