import { Problem } from '../../kernel/problems.ts';
import type { FieldType } from '../../law/catalogs/catalog.ts';
import {
  type HeaderColumn,
  matchHeader,
  namedFields,
} from '../../law/catalogs/reading/match-header.rules.ts';
import type { ColumnLayout, Line } from './build-row.ts';

// Titles, notes and units may stand above the header; the rest of the table is no place to look for it.
const MOST_LINES_ABOVE = 20;

export const isHeader = ({ catalog, mapping }: ColumnLayout, texts: readonly string[]): boolean => {
  const required = catalog.fields.filter((field) => field.required).length;
  return (
    namedFields(catalog, texts, mapping) >= Math.max(required, 1) &&
    matchHeader(catalog, texts, mapping).faults.length === 0
  );
};

// The header is the first line that fits; else the one that names most columns, which is then told what is
// wrong.
export const headerAmong = <L extends Pick<Line, 'texts'>>(
  { catalog, mapping }: ColumnLayout,
  lines: readonly L[],
): L | undefined => {
  const named = lines.map(({ texts }) => namedFields(catalog, texts, mapping));
  return lines[named.indexOf(Math.max(...named))];
};

// A line that fills every required column, codes and days with figures, is a row of data: a sorted sheet has
// its header below some of them.
const isData = (columns: readonly HeaderColumn[], texts: readonly string[]): boolean =>
  columns.every((column, place) => {
    if (column.kind !== 'field' || !column.field.required) return true;
    const text = (texts[place] ?? '').trim();
    return text !== '' && (!FIGURED.has(column.field.type) || /\d{4}/.test(text));
  });
const FIGURED: ReadonlySet<FieldType> = new Set<FieldType>(['uscc', 'identity-no', 'day']);

const refuseDataAbove = (
  { catalog, mapping }: ColumnLayout,
  header: Pick<Line, 'row' | 'texts'>,
  lines: readonly Line[],
): void => {
  const { columns, faults } = matchHeader(catalog, header.texts, mapping);
  if (faults.length > 0) return;
  const above = lines.find(({ row, texts }) => row < header.row && isData(columns, texts));
  if (above)
    throw new Problem('batch.header', {
      detail: `第 ${above.row} 行在表头（第 ${header.row} 行）之上，却像是数据行，未读取任何内容；请把表头移到全部数据之上再上传。`,
    });
};

// Numbers a table's lines from its header, which is row 0 and comes first. at: where the header stands in the
// file.
export async function* headedLines(
  layout: ColumnLayout,
  found: AsyncIterable<Line[]>,
): AsyncGenerator<Line[]> {
  let headerAt: number | undefined;
  let waiting: Line[] = [];
  const numbered = (lines: readonly Line[], from: number) =>
    lines.filter(({ row }) => row >= from).map((line) => ({ ...line, row: line.row - from, at: line.row }));
  const settled = () => {
    const header = waiting.find(({ texts }) => isHeader(layout, texts)) ?? headerAmong(layout, waiting);
    headerAt = header?.row ?? 1;
    if (header) refuseDataAbove(layout, header, waiting);
    const lines = numbered(waiting, headerAt);
    waiting = [];
    return lines;
  };
  for await (const lines of found) {
    if (headerAt !== undefined) {
      for (const line of lines) line.row -= headerAt;
      yield lines;
      continue;
    }
    const before = waiting.length;
    waiting = before === 0 ? lines : [...waiting, ...lines];
    const isFound = waiting.slice(before, MOST_LINES_ABOVE).some(({ texts }) => isHeader(layout, texts));
    if (isFound || waiting.length >= MOST_LINES_ABOVE) yield settled();
  }
  if (waiting.length > 0) yield settled();
}

// sheet: named only where the workbook has several.
export const columnsOf = (
  { catalog, mapping }: ColumnLayout,
  { texts, at }: Line,
  sheet?: string,
): readonly HeaderColumn[] => {
  const { columns, faults } = matchHeader(catalog, texts, mapping);
  if (faults.length === 0) return columns;
  const where = `${sheet === undefined ? '' : `工作表“${sheet}”`}${at && at > 1 ? `第 ${at} 行` : ''}`;
  throw new Problem('batch.header', {
    errors: faults,
    ...(where && {
      detail: `最像表头的是${where}；请按 errors 中的提示修改该行，本单位列名固定不同的可先保存列名对应，再重新上传。`,
    }),
  });
};
