import { isBlankLine, type Line } from './build-row.ts';
import { csvRecords } from './csv-records.ts';
import { decodeText } from './decode-text.ts';
import type { Encoding, FileSource } from './file-source.ts';
import { xlsxLines } from './xlsx-lines.ts';

// The first line that is not blank is the header, row 0; data rows count from 1, blank ones too, but those are not given.
export type Table = { lines: AsyncGenerator<Line[]>; encoding: () => Encoding | null };

export const openTable = (format: 'csv' | 'xlsx', source: FileSource): Table => {
  if (format === 'xlsx') return { lines: xlsxLines(source), encoding: () => null };
  const { chunks, encoding } = decodeText(source.parts());
  return { lines: csvLines(chunks), encoding };
};

async function* csvLines(chunks: AsyncIterable<string>): AsyncGenerator<Line[]> {
  let row = -1;
  for await (const records of csvRecords(chunks)) {
    const lines: Line[] = [];
    for (const texts of records) {
      const isBlank = isBlankLine(texts);
      if (row >= 0 || !isBlank) row++;
      if (!isBlank) lines.push({ row, texts });
    }
    yield lines;
  }
}
