import { Problem } from '../../kernel/problems.ts';
import type { HeaderColumn } from '../../law/catalogs/reading/match-header.rules.ts';
import { archiveFiles, ofFile } from './archive-files.ts';
import { type ColumnLayout, inCatalogOrder, type Line, rowOfJson, rowOfLine } from './build-row.ts';
import { decodeText } from './decode-text.ts';
import { detectFormat } from './detect-format.ts';
import type { Encoding, FileSource, Format, PlainFormat, RawRow } from './file-source.ts';
import { columnsOf } from './headed-lines.ts';
import { jsonElements, jsonLines } from './json-elements.ts';
import { openTable } from './table-lines.ts';
import { noRows, openWorkbook } from './workbook-tables.ts';

type Wanted = { fromRow?: number };
// last: the number of the last row that was met, given or not.
type Reading<F extends Format> = { format: F; source: FileSource; fromRow: number; last: { row: number } };

// Gives the rows from `fromRow` on, in file order. Throws the Problem (batch.encoding, batch.bomb,
// batch.unreadable, …) where the file breaks off.
export async function* readRows(
  layout: ColumnLayout,
  source: FileSource,
  { fromRow = 1 }: Wanted = {},
): AsyncGenerator<RawRow> {
  const format = await detectFormat(source);
  if (format === 'zip') yield* archiveRows(layout, source, fromRow);
  else yield* fileRows(layout, { format, source, fromRow, last: { row: 0 } });
}

const fileRows = (
  layout: ColumnLayout,
  { format, ...reading }: Reading<PlainFormat>,
): AsyncGenerator<RawRow> => {
  if (format === 'csv')
    return tableRows(layout, { lines: openTable(layout, reading.source).lines, ...reading });
  return format === 'xlsx' ? workbookRows(layout, reading) : jsonRows(layout, { ...reading, format });
};

// The numbers go on from file to file. A file without rows is nothing; an archive without any is.
async function* archiveRows(
  layout: ColumnLayout,
  source: FileSource,
  fromRow: number,
): AsyncGenerator<RawRow> {
  let before = 0;
  for (const file of await archiveFiles(source)) {
    const last = { row: 0 };
    try {
      const reading = { source: file.source, fromRow: fromRow - before, last };
      const format = await packedFormat(file.source);
      for await (const row of fileRows(layout, { ...reading, format }))
        yield inCatalogOrder(layout.catalog, { ...row, row: row.row + before });
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      if (error.code !== 'batch.empty') throw ofFile(file.name, error);
    }
    before += last.row;
  }
  if (before === 0) throw new Problem('batch.empty');
}

export const packedFormat = async (source: FileSource): Promise<PlainFormat> => {
  const format = await detectFormat(source);
  if (format === 'zip') throw new Problem('batch.archive');
  return format;
};

// The numbers go on from sheet to sheet. The first row says what of the workbook was not read.
async function* workbookRows(
  layout: ColumnLayout,
  { source, fromRow, last }: Omit<Reading<'xlsx'>, 'format'>,
): AsyncGenerator<RawRow> {
  const { tables, warnings } = await openWorkbook(layout, source);
  if (tables.length === 0) throw noRows(warnings);
  let isFirst = true;
  for (const { lines, name } of tables) {
    const before = last.row;
    const inSheet = { row: 0 };
    const reading = { lines: lines(), name, fromRow: fromRow - before, last: inSheet };
    for await (const found of tableRows(layout, reading)) {
      const row = { ...found, row: found.row + before };
      if (isFirst && row.row >= 1) row.warnings = [...(row.warnings ?? []), ...warnings];
      isFirst = false;
      yield tables.length > 1 ? inCatalogOrder(layout.catalog, row) : row;
    }
    last.row = before + inSheet.row;
  }
}

type OpenedTable = Pick<Reading<'csv'>, 'fromRow' | 'last'> & {
  lines: AsyncGenerator<Line[]>;
  name?: string | undefined;
};

async function* tableRows(
  layout: ColumnLayout,
  { lines, name, fromRow, last }: OpenedTable,
): AsyncGenerator<RawRow> {
  let columns: readonly HeaderColumn[] | undefined;
  for await (const batch of lines) {
    for (const line of batch) {
      last.row = line.row;
      if (columns === undefined) columns = columnsOf(layout, line, name);
      else if (line.row >= fromRow) yield rowOfLine(columns, line);
    }
  }
  if (columns === undefined) throw new Problem('batch.empty');
}

async function* jsonRows(
  layout: ColumnLayout,
  { format, source, fromRow, last }: Reading<'json' | 'ndjson'>,
): AsyncGenerator<RawRow> {
  for await (const elements of jsonTexts(format, source).elements) {
    for (const element of elements) {
      last.row++;
      if (last.row >= fromRow) yield rowOfJson(layout, last.row, element);
    }
  }
  if (last.row === 0) throw new Problem('batch.empty');
}

const jsonTexts = (format: 'json' | 'ndjson', source: FileSource) => {
  const { chunks, encoding } = decodeText(source.parts());
  return { elements: format === 'json' ? jsonElements(chunks) : jsonLines(chunks), encoding };
};

// encoding: that of a single text file, certain only now. files: those of an archive, or the sheets of a
// workbook.
export type Counted = {
  rows: number;
  encoding: Encoding | null;
  files: CountedFile[] | null;
};
type CountedFile = { name: string; firstRow: number; encoding: Encoding | null };
type CountedTable = { rows: number; last: number; encoding: Encoding | null; files: CountedFile[] | null };

// Reads the whole file once without looking at a cell: gives the number of rows, or the Problem that would
// break the job half-way.
export const countRows = async (layout: ColumnLayout, source: FileSource): Promise<Counted> => {
  const format = await detectFormat(source);
  if (format === 'zip') return countArchive(layout, source);
  const { rows, encoding, files } = await countFile(layout, format, source);
  return { rows, encoding, files };
};

const countArchive = async (layout: ColumnLayout, source: FileSource): Promise<Counted> => {
  const files: CountedFile[] = [];
  let [rows, before] = [0, 0];
  for (const file of await archiveFiles(source)) {
    const counted: CountedFile = { name: file.name, firstRow: before + 1, encoding: null };
    files.push(counted);
    try {
      const found = await countFile(layout, await packedFormat(file.source), file.source);
      counted.encoding = found.encoding;
      rows += found.rows;
      before += found.last;
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      if (error.code !== 'batch.empty') throw ofFile(file.name, error);
    }
  }
  return { rows, encoding: null, files };
};

const countFile = async (
  layout: ColumnLayout,
  format: PlainFormat,
  source: FileSource,
): Promise<CountedTable> => {
  if (format === 'xlsx') return countWorkbook(layout, source);
  if (format === 'csv') {
    const table = openTable(layout, source, { isCounted: true });
    return { ...(await countLines(table.lines)), encoding: table.encoding(), files: null };
  }
  const { elements, encoding } = jsonTexts(format, source);
  let rows = 0;
  for await (const texts of elements) rows += texts.length;
  return { rows, last: rows, encoding: encoding(), files: null };
};

const countLines = async (lines: AsyncGenerator<Line[]>): Promise<{ rows: number; last: number }> => {
  let [rows, last] = [0, 0];
  for await (const batch of lines) {
    rows += batch.filter(({ row }) => row > 0).length;
    last = batch.at(-1)?.row ?? last;
  }
  return { rows, last };
};

const countWorkbook = async (layout: ColumnLayout, source: FileSource): Promise<CountedTable> => {
  const { tables } = await openWorkbook(layout, source);
  const files: CountedFile[] = [];
  let [rows, last] = [0, 0];
  for (const { name = '', lines } of tables) {
    files.push({ name, firstRow: last + 1, encoding: null });
    const counted = await countLines(lines());
    rows += counted.rows;
    last += counted.last;
  }
  return { rows, last, encoding: null, files: files.length > 1 ? files : null };
};
