import { isBlankLine, type Line } from './build-row.ts';
import { csvRecords } from './csv-records.ts';
import { decodeText } from './decode-text.ts';
import type { Encoding, FileSource, Separator, TableFormat } from './file-source.ts';
import { isNamedTsv } from './format-names.ts';
import { xlsxLines } from './xlsx-lines.ts';

// The first line that is not blank is the header, row 0. Data rows count from 1; blank ones count but are not
// given.
export type OpenTable = {
  lines: AsyncGenerator<Line[]>;
  encoding: () => Encoding | null;
  separator: () => Separator | null;
};

// isCounted: see CsvReading; a workbook is read the same way for both.
export const openTable = (
  format: TableFormat,
  source: FileSource,
  { isCounted = false }: { isCounted?: boolean } = {},
): OpenTable => {
  if (format === 'xlsx') return { lines: xlsxLines(source), encoding: () => null, separator: () => null };
  const { chunks, encoding } = decodeText(source.parts());
  let separator: Separator | null = null;
  const records = csvRecords(chunks, {
    declared: source.separator ?? (isNamedTsv(source) ? 'tab' : null),
    onSeparator: (found) => {
      separator = found;
    },
    isCounted,
  });
  return { lines: csvLines(records), encoding, separator: () => separator };
};

async function* csvLines(found: AsyncIterable<string[][]>): AsyncGenerator<Line[]> {
  let row = -1;
  for await (const records of found) {
    const lines: Line[] = [];
    for (const texts of records) {
      const isBlank = isBlankLine(texts);
      if (row >= 0 || !isBlank) row++;
      if (!isBlank) lines.push({ row, texts });
    }
    yield lines;
  }
}
