import { Problem } from '../../kernel/problems.ts';
import { type HeaderColumn, matchHeader } from '../../law/catalogs/reading/match-header.rules.ts';
import { archiveFiles, ofFile } from './archive-files.ts';
import { type ColumnLayout, inCatalogOrder, rowOfJson, rowOfLine } from './build-row.ts';
import { decodeText } from './decode-text.ts';
import { detectFormat } from './detect-format.ts';
import type { Encoding, FileSource, Format, PlainFormat, RawRow } from './file-source.ts';
import { jsonElements, jsonLines } from './json-elements.ts';
import { openTable } from './table-lines.ts';

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
): AsyncGenerator<RawRow> =>
  format === 'csv' || format === 'xlsx'
    ? tableRows(layout, { ...reading, format })
    : jsonRows(layout, { ...reading, format });

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

async function* tableRows(
  { catalog, mapping }: ColumnLayout,
  { format, source, fromRow, last }: Reading<'csv' | 'xlsx'>,
): AsyncGenerator<RawRow> {
  let columns: readonly HeaderColumn[] | undefined;
  for await (const lines of openTable(format, source).lines) {
    for (const line of lines) {
      last.row = line.row;
      if (columns === undefined) columns = columnsOf({ catalog, mapping }, line.texts);
      else if (line.row >= fromRow) yield rowOfLine(columns, line);
    }
  }
  if (columns === undefined) throw new Problem('batch.empty');
}

const columnsOf = (
  { catalog, mapping }: ColumnLayout,
  header: readonly string[],
): readonly HeaderColumn[] => {
  const { columns, faults } = matchHeader(catalog, header, mapping);
  if (faults.length > 0) throw new Problem('batch.header', { errors: faults });
  return columns;
};

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

// encoding: that of a single text file, certain only now. files: those of an archive.
export type Counted = {
  rows: number;
  encoding: Encoding | null;
  files: { name: string; firstRow: number; encoding: Encoding | null }[] | null;
};

// Reads the whole file once without looking at a cell: gives the number of rows, or the Problem that would
// break the job half-way.
export const countRows = async (source: FileSource): Promise<Counted> => {
  const format = await detectFormat(source);
  if (format === 'zip') return countArchive(source);
  const { rows, encoding } = await countFile(format, source);
  return { rows, encoding, files: null };
};

const countArchive = async (source: FileSource): Promise<Counted> => {
  const files: NonNullable<Counted['files']> = [];
  let [rows, before] = [0, 0];
  for (const file of await archiveFiles(source)) {
    const counted = { name: file.name, firstRow: before + 1, encoding: null as Encoding | null };
    files.push(counted);
    try {
      const found = await countFile(await packedFormat(file.source), file.source);
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

const countFile = async (format: PlainFormat, source: FileSource) => {
  let [rows, last] = [0, 0];
  if (format === 'csv' || format === 'xlsx') {
    const table = openTable(format, source, { isCounted: true });
    for await (const lines of table.lines) {
      rows += lines.filter(({ row }) => row > 0).length;
      last = lines.at(-1)?.row ?? last;
    }
    return { rows, last, encoding: table.encoding() };
  }
  const { elements, encoding } = jsonTexts(format, source);
  for await (const texts of elements) rows += texts.length;
  return { rows, last: rows, encoding: encoding() };
};
