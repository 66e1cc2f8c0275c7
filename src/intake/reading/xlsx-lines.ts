import { Problem } from '../../kernel/problems.ts';
import type { Cell } from '../../law/catalogs/catalog.ts';
import { entryBytes } from './archive-entry.ts';
import { isBlankLine, type Line } from './build-row.ts';
import type { FileSource } from './file-source.ts';
import { type XmlSink, xmlSink } from './parse-xml.ts';
import type { TextPool } from './text-pool.ts';
import type { Workbook, WorkbookSheet } from './xlsx-workbook.ts';
import { plainXstring } from './xstring.ts';

// All cells further right count as one cell without a column.
const LAST_COLUMN = 511;
const LAST_ROW = 1_048_576;
const LONGEST_TEXT = 1_000_000;
// A long text that many cells point to would be read again for each of them.
const LONGEST_ROW = 1_000_000;

// One sheet's lines, numbered as the spreadsheet shows them; blank ones are not given.
export async function* sheetLines(
  source: FileSource,
  { sharedStrings }: Workbook,
  { entry }: WorkbookSheet,
): AsyncGenerator<Line[]> {
  let ready: Line[] = [];
  const sink = sheetSink(sharedStrings, (at, { texts, kinds }) => {
    if (isBlankLine(texts) && !kinds?.includes('formula')) return;
    ready.push({ row: at, texts, ...(kinds && { kinds }) });
  });
  for await (const bytes of entryBytes(source, entry)) {
    sink(bytes, false);
    if (ready.length === 0) continue;
    yield ready;
    ready = [];
  }
  sink(new Uint8Array(0), true);
  if (ready.length > 0) yield ready;
}

type OpenCell = { place: number; type: string; isFormula: boolean; text: string };
// next: where a cell without a reference stands, which is after the last one, even if that was empty.
type OpenRow = {
  at: number;
  next: number;
  length: number;
  texts: string[];
  kinds: (Cell['kind'] | undefined)[];
};
const openRow = (at: number): OpenRow => ({ at, next: 0, length: 0, texts: [], kinds: [] });

const sheetSink = (sharedStrings: TextPool, take: (at: number, line: Omit<Line, 'row'>) => void): XmlSink => {
  let row = openRow(0);
  let cell: OpenCell | undefined;
  let isValue = false;
  let isPhonetic = false;
  return xmlSink('worksheet', {
    open: (name, attributes) => {
      if (name === 'row') row = openRow(rowNumber(attributes.r, row.at));
      else if (name === 'c') cell = openCell(attributes, row);
      else if (name === 'f' && cell) cell.isFormula = true;
      else if (name === 'rPh') isPhonetic = true;
      isValue = name === 'v' || (name === 't' && !isPhonetic);
    },
    text: (text) => {
      if (!isValue || !cell) return;
      cell.text += text;
      if (cell.text.length > LONGEST_TEXT) throw new Problem('batch.bomb');
    },
    close: (name) => {
      isValue = false;
      if (name === 'rPh') isPhonetic = false;
      if (name === 'row') take(row.at, row);
      if (name !== 'c' || !cell) return;
      keepCell(row, cell, sharedStrings);
      cell = undefined;
    },
  });
};

const rowNumber = (stated: string | undefined, last: number): number => {
  const at = stated === undefined ? last + 1 : Number(stated);
  if (!Number.isInteger(at) || at <= last || at > LAST_ROW) throw new Problem('batch.unreadable');
  return at;
};

const openCell = (attributes: Readonly<Record<string, string>>, row: OpenRow): OpenCell => {
  const place = placeOf(attributes.r, row);
  row.next = place + 1;
  return { place, type: attributes.t ?? 'n', isFormula: false, text: '' };
};

// BC12 stands in column 54, counted from 0.
const placeOf = (reference: string | undefined, row: OpenRow): number => {
  const letters = /^[A-Z]{1,3}/.exec(reference ?? '')?.[0];
  if (letters === undefined) return Math.min(row.next, LAST_COLUMN);
  const place = [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
  return Math.min(place, LAST_COLUMN);
};

const TEXT_TYPES: ReadonlySet<string> = new Set(['s', 'inlineStr', 'str', 'b', 'd']);

const keepCell = (row: OpenRow, cell: OpenCell, sharedStrings: TextPool): void => {
  const isFormula = cell.isFormula || cell.type === 'e';
  if (cell.text === '' && !isFormula) return;
  while (row.texts.length < cell.place) row.texts.push('');
  const text = cell.type === 's' ? sharedText(cell.text, sharedStrings) : plainXstring(cell.text);
  row.length += text.length;
  if (row.length > LONGEST_ROW) throw new Problem('batch.bomb');
  row.texts[cell.place] = text;
  if (isFormula) row.kinds[cell.place] = 'formula';
  else if (!TEXT_TYPES.has(cell.type)) row.kinds[cell.place] = 'number';
};

const sharedText = (index: string, sharedStrings: TextPool): string => {
  const text = sharedStrings.at(Number(index));
  if (text === undefined) throw new Problem('batch.unreadable');
  return text;
};
