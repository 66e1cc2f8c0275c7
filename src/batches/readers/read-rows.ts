import type { Catalog } from '../../catalogs/catalog.ts';
import { type HeaderColumn, matchHeader } from '../../catalogs/match-header.rules.ts';
import { Problem } from '../../kernel/problems.ts';
import { rowOfJson, rowOfLine } from './build-row.ts';
import { decodeText } from './decode-text.ts';
import { detectFormat } from './detect-format.ts';
import type { FileSource, Format, RawRow } from './file-source.ts';
import { jsonElements, jsonLines } from './json-elements.ts';
import { openTable } from './table-lines.ts';

// Rows from `fromRow` on, in file order. Throws Problem (batch.encoding, batch.bomb, batch.unreadable, …) where the file breaks off.
export async function* readRows(
  catalog: Catalog,
  source: FileSource,
  { fromRow = 1 }: { fromRow?: number } = {},
): AsyncGenerator<RawRow> {
  const format = await detectFormat(source);
  if (format === 'csv' || format === 'xlsx') yield* tableRows(catalog, { format, source, fromRow });
  else yield* jsonRows(catalog, { format, source, fromRow });
}

type Reading<F extends Format> = { format: F; source: FileSource; fromRow: number };

async function* tableRows(
  catalog: Catalog,
  { format, source, fromRow }: Reading<'csv' | 'xlsx'>,
): AsyncGenerator<RawRow> {
  let columns: readonly HeaderColumn[] | undefined;
  for await (const lines of openTable(format, source).lines) {
    for (const line of lines) {
      if (columns === undefined) columns = columnsOf(catalog, line.texts);
      else if (line.row >= fromRow) yield rowOfLine(columns, line);
    }
  }
  if (columns === undefined) throw new Problem('batch.empty');
}

const columnsOf = (catalog: Catalog, header: readonly string[]): readonly HeaderColumn[] => {
  const { columns, faults } = matchHeader(catalog, header);
  if (faults.length > 0) throw new Problem('batch.header', { errors: faults });
  return columns;
};

async function* jsonRows(
  catalog: Catalog,
  { format, source, fromRow }: Reading<'json' | 'ndjson'>,
): AsyncGenerator<RawRow> {
  let row = 0;
  for await (const elements of jsonTexts(format, source)) {
    for (const element of elements) {
      row++;
      if (row >= fromRow) yield rowOfJson(catalog, row, element);
    }
  }
  if (row === 0) throw new Problem('batch.empty');
}

const jsonTexts = (format: 'json' | 'ndjson', source: FileSource) => {
  const { chunks } = decodeText(source.parts());
  return format === 'json' ? jsonElements(chunks) : jsonLines(chunks);
};

// The whole file read once, no cell looked at: how many rows, or the Problem that would break the job half-way.
export const countRows = async (source: FileSource): Promise<number> => {
  const format = await detectFormat(source);
  let count = 0;
  if (format === 'csv' || format === 'xlsx') {
    for await (const lines of openTable(format, source).lines)
      count += lines.filter(({ row }) => row > 0).length;
  } else for await (const elements of jsonTexts(format, source)) count += elements.length;
  return count;
};
