import { Problem } from '../../kernel/problems.ts';
import type { Separator } from './file-source.ts';

export type Dialect = { separator: Separator; delimiter: string; eol: string };

const LONGEST_RECORD = 1_000_000;
const DELIMITERS: Readonly<Record<Separator, string>> = { comma: ',', tab: '\t', semicolon: ';' };
const SEPARATORS = ['comma', 'tab', 'semicolon'] as const;

// A title has hardly a separator; a header has several.
const LINES_LOOKED_AT = 20;
const FEWEST_COLUMNS = 4;

// The separator is the mark that stands most often in the first line of columns, outside quotes; or the one
// that the file is declared to have, if that line holds it at all. A line break within quotes ends no line.
export const dialectOf = (text: string, declared?: Separator | null): Dialect => {
  const bare = text.replace(/"[^"]*(?:"|$)/g, '').trimStart();
  const eol = !bare.includes('\n') && bare.includes('\r') ? '\r' : '\n';
  const lines = bare.split(eol, LINES_LOOKED_AT);
  const count = (line: string, separator: Separator) => line.split(DELIMITERS[separator]).length;
  const mostIn = (line: string) =>
    SEPARATORS.reduce((best, mark) => (count(line, mark) > count(line, best) ? mark : best));
  const line = lines.find((one) => count(one, mostIn(one)) >= FEWEST_COLUMNS) ?? lines[0] ?? '';
  const separator = declared && count(line, declared) > 1 ? declared : mostIn(line);
  return { separator, delimiter: DELIMITERS[separator], eol };
};

const SEPARATOR_LINE = /^\s*"?sep=(.?)"?[ \t]*(?:\r\n|\r|\n|$)/i;

// Excel's first line sep=; says how the others are divided, and is none of them.
const declaredLine = (text: string): { length: number; separator: Separator } | undefined => {
  const [line, mark] = SEPARATOR_LINE.exec(text.slice(0, 100)) ?? [];
  if (line === undefined) return undefined;
  const separator = SEPARATORS.find((one) => DELIMITERS[one] === mark);
  if (!separator) throw new Problem('batch.unreadable', { detail: ODD_SEPARATOR });
  return { length: line.length, separator };
};
const ODD_SEPARATOR =
  '首行 sep= 写明的分隔符不受支持；请改用逗号、分号或制表符分隔，或另存为 XLSX 后重新上传。';

// isCounted: the caller only needs the number of records and which of them are blank; the others are not
// split.
export type CsvReading = {
  declared?: Separator | null;
  onSeparator?: (separator: Separator) => void;
  isCounted?: () => boolean;
};

const HEAD_CHARACTERS = 65_536;
const isHeadWhole = (text: string): boolean =>
  text.length >= LONGEST_RECORD || (text.length >= HEAD_CHARACTERS && /[\r\n]/.test(text.trimStart()));

// DOS ended a text with this mark.
const withoutFileEnd = (text: string): string => {
  const whole = text.trimEnd();
  return whole.endsWith('\u001A') ? whole.slice(0, -1) : text;
};

// Gives records of RFC 4180, a batch per chunk. It is written by hand because nearly every line has no quotes
// and is one native split.
export async function* csvRecords(
  chunks: AsyncIterable<string>,
  { declared, onSeparator, isCounted = () => false }: CsvReading = {},
): AsyncGenerator<string[][]> {
  let dialect: Dialect | undefined;
  let rest = '';
  const settle = () => {
    const line = declaredLine(rest);
    if (line) rest = rest.slice(line.length);
    const found = dialectOf(rest, line?.separator ?? declared);
    onSeparator?.(found.separator);
    return found;
  };
  for await (const chunk of chunks) {
    rest += chunk;
    if (!dialect && !isHeadWhole(rest)) continue;
    dialect ??= settle();
    const { records, end } = takeRecords(rest, { dialect, isLast: false, isCounted: isCounted() });
    rest = rest.slice(end);
    if (rest.length > LONGEST_RECORD) throw unreadable();
    if (records.length > 0) yield records;
  }
  dialect ??= settle();
  yield takeRecords(withoutFileEnd(rest), { dialect, isLast: true, isCounted: isCounted() }).records;
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
  return first !== delimiter && first !== '\u001A' && first.trim() !== '';
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
