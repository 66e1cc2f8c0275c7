import { Problem } from '../../kernel/problems.ts';
import type { Separator } from './file-source.ts';

export type Dialect = { separator: Separator; delimiter: string; eol: string };

const LONGEST_RECORD = 1_000_000;
const DELIMITERS: Readonly<Record<Separator, string>> = { comma: ',', tab: '\t', semicolon: ';' };
const SEPARATORS = ['comma', 'tab', 'semicolon'] as const;

// The separator is the mark that stands most often in the first line, outside quotes; or the one that the
// file is declared to have, if that line holds it at all.
export const dialectOf = (text: string, declared?: Separator | null): Dialect => {
  const eol = !text.includes('\n') && text.includes('\r') ? '\r' : '\n';
  const bare = text.replace(/"[^"]*"/g, '').trimStart();
  const line = bare.split(eol, 1)[0] ?? '';
  const count = (separator: Separator) => line.split(DELIMITERS[separator]).length;
  const most = SEPARATORS.reduce((best, mark) => (count(mark) > count(best) ? mark : best));
  const separator = declared && count(declared) > 1 ? declared : most;
  return { separator, delimiter: DELIMITERS[separator], eol };
};

// isCounted: the caller only needs the number of records and which of them are blank; the others are not
// split.
export type CsvReading = {
  declared?: Separator | null;
  onSeparator?: (separator: Separator) => void;
  isCounted?: boolean;
};

// Gives records of RFC 4180, a batch per chunk. It is written by hand because nearly every line has no quotes
// and is one native split.
export async function* csvRecords(
  chunks: AsyncIterable<string>,
  { declared, onSeparator, isCounted = false }: CsvReading = {},
): AsyncGenerator<string[][]> {
  let dialect: Dialect | undefined;
  let rest = '';
  const settle = () => {
    const found = dialectOf(rest, declared);
    onSeparator?.(found.separator);
    return found;
  };
  for await (const chunk of chunks) {
    rest += chunk;
    if (!dialect && !rest.trimStart().includes('\n') && rest.length < LONGEST_RECORD) continue;
    dialect ??= settle();
    const { records, end } = takeRecords(rest, { dialect, isLast: false, isCounted });
    rest = rest.slice(end);
    if (rest.length > LONGEST_RECORD) throw unreadable();
    if (records.length > 0) yield records;
  }
  yield takeRecords(rest, { dialect: dialect ?? settle(), isLast: true, isCounted }).records;
}

const unreadable = () =>
  new Problem('batch.unreadable', {
    detail: '有一行过长，多半是引号没有成对；请检查文件中的引号后重新导出上传。',
  });

type Taking = { dialect: Dialect; isLast: boolean; isCounted: boolean };

// A record that is only counted is known by its first cell, which is not blank.
const FILLED = ['…'];
const isFilled = (text: string, start: number, { delimiter }: Dialect) => {
  const first = text[start] ?? '';
  return first !== delimiter && first.trim() !== '';
};

// Gives all records that end within the text; the last one may end with it.
const takeRecords = (text: string, { dialect, isLast, isCounted }: Taking) => {
  const records: string[][] = [];
  let start = 0;
  let quote = text.indexOf('"');
  while (start < text.length) {
    const lineEnd = text.indexOf(dialect.eol, start);
    if (lineEnd < 0 && !isLast) break;
    const end = lineEnd < 0 ? text.length : lineEnd;
    if (quote >= 0 && quote < start) quote = text.indexOf('"', start);
    if (quote < 0 || quote >= end) {
      records.push(
        isCounted && isFilled(text, start, dialect)
          ? FILLED
          : text.slice(start, withoutReturn(text, start, end)).split(dialect.delimiter),
      );
      start = end + 1;
      continue;
    }
    const quoted = takeQuoted(text, start, dialect);
    if (quoted.end === undefined && !isLast) break;
    if (quoted.isOpen) throw unreadable();
    records.push(quoted.cells);
    start = (quoted.end ?? text.length) + 1;
  }
  return { records, end: Math.min(start, text.length) };
};

const withoutReturn = (text: string, start: number, end: number) =>
  end > start && text[end - 1] === '\r' ? end - 1 : end;

// Reads a record with quotes. end: the place of its line break, undefined when the text ends first; isOpen:
// the text ends inside a quote.
const takeQuoted = (text: string, start: number, { delimiter, eol }: Dialect) => {
  const cells: string[] = [];
  let at = start;
  for (;;) {
    const cell = text[at] === '"' ? quotedCell(text, at) : { value: '', end: at };
    if (cell === undefined) return { cells, end: undefined, isOpen: true };
    const stop = nextOf(text, cell.end, delimiter, eol);
    const isLineEnd = stop >= text.length || text[stop] !== delimiter;
    const tail = text.slice(cell.end, isLineEnd ? withoutReturn(text, cell.end, stop) : stop);
    cells.push(cell.value + tail);
    if (stop >= text.length) return { cells, end: undefined, isOpen: false };
    if (isLineEnd) return { cells, end: stop, isOpen: false };
    at = stop + 1;
  }
};

const nextOf = (text: string, from: number, delimiter: string, eol: string): number => {
  const [delimiterCode, eolCode] = [delimiter.charCodeAt(0), eol.charCodeAt(0)];
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === delimiterCode || code === eolCode) return at;
  }
  return text.length;
};

// "" inside quotes is one quote. undefined: the closing quote has not come yet.
const quotedCell = (text: string, start: number): { value: string; end: number } | undefined => {
  let from = start + 1;
  for (;;) {
    const close = text.indexOf('"', from);
    if (close < 0) return undefined;
    if (text[close + 1] !== '"')
      return { value: text.slice(start + 1, close).replaceAll('""', '"'), end: close + 1 };
    from = close + 2;
  }
};
