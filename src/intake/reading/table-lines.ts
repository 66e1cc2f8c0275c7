import { type ColumnLayout, isBlankLine, type Line } from './build-row.ts';
import { csvRecords } from './csv-records.ts';
import { decodeText } from './decode-text.ts';
import type { Encoding, FileSource, Separator } from './file-source.ts';
import { isNamedTsv } from './format-names.ts';
import { headedLines } from './headed-lines.ts';

// The header comes first, as row 0. Data rows count from 1; blank ones count but are not given.
export type OpenTable = {
  lines: AsyncGenerator<Line[]>;
  encoding: () => Encoding | null;
  separator: () => Separator | null;
};

// isCounted: see CsvReading.
export const openTable = (
  layout: ColumnLayout,
  source: FileSource,
  { isCounted = false }: { isCounted?: boolean } = {},
): OpenTable => {
  const { chunks, encoding } = decodeText(source.parts());
  let separator: Separator | null = null;
  let isHeaded = false;
  const records = csvRecords(chunks, {
    declared: source.separator ?? (isNamedTsv(source) ? 'tab' : null),
    onSeparator: (found) => {
      separator = found;
    },
    isCounted: () => isCounted && isHeaded,
  });
  const lines = async function* () {
    for await (const found of headedLines(layout, csvLines(records))) {
      isHeaded = true;
      yield found;
    }
  };
  return { lines: lines(), encoding, separator: () => separator };
};

async function* csvLines(found: AsyncIterable<string[][]>): AsyncGenerator<Line[]> {
  let row = 0;
  for await (const records of found) {
    const lines: Line[] = [];
    for (const texts of records) {
      row++;
      if (!isBlankLine(texts) && !isFileEnd(texts)) lines.push({ row, texts });
    }
    yield lines;
  }
}

// DOS ended a text with this mark, and some systems still write it.
const isFileEnd = (texts: readonly string[]): boolean =>
  texts.length === 1 && texts[0]?.charCodeAt(0) === 0x1a && texts[0].trimEnd().length === 1;
