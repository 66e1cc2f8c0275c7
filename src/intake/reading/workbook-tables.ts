import { type Fault, Problem } from '../../kernel/problems.ts';
import { shown } from '../../law/catalogs/reading/field-names.rules.ts';
import { GUIDE_HEADER } from '../../law/catalogs/reading/template.rules.ts';
import type { ColumnLayout, Line } from './build-row.ts';
import type { FileSource } from './file-source.ts';
import { headedLines, headerAmong, isHeader } from './headed-lines.ts';
import { sheetLines } from './xlsx-lines.ts';
import { readWorkbook, type Workbook, type WorkbookSheet } from './xlsx-workbook.ts';

// name: undefined where the workbook has one sheet only.
export type SheetTable = { name: string | undefined; lines: () => AsyncGenerator<Line[]> };
export type WorkbookTables = { tables: readonly SheetTable[]; warnings: readonly Fault[] };

// Gives every visible sheet with a fitting header, in the workbook's order, and a warning for each other that
// holds anything. Where none fits, the one that comes nearest is given, so that its faults are told.
export const openWorkbook = async (layout: ColumnLayout, source: FileSource): Promise<WorkbookTables> => {
  const workbook = await readWorkbook(source);
  const tableOf = (sheet: WorkbookSheet, name?: string): SheetTable => ({
    name,
    lines: () => headedLines(layout, sheetLines(source, workbook, sheet)),
  });
  const [only, ...others] = workbook.sheets;
  if (only && others.length === 0 && !only.isHidden) return { tables: [tableOf(only)], warnings: [] };
  const seen: Seen[] = [];
  for (const sheet of workbook.sheets) seen.push(await look(layout, source, { workbook, sheet }));
  const fitting = seen.filter(({ sheet, isFitting }) => isFitting && !sheet.isHidden);
  const read = fitting.length > 0 ? fitting : nearest(layout, seen);
  const isOne = seen.filter(({ sheet, texts }) => !sheet.isHidden && texts.length > 0).length === 1;
  return {
    tables: read.map(({ sheet }) => tableOf(sheet, isOne ? undefined : shown(sheet.name))),
    warnings: unreadWarnings(seen.filter((one) => isUnread(one) && !read.includes(one))),
  };
};

// texts: those of the header, or of the line that comes nearest to one.
type Seen = { sheet: WorkbookSheet; texts: readonly string[]; isFitting: boolean; isGuide: boolean };

const look = async (
  layout: ColumnLayout,
  source: FileSource,
  { workbook, sheet }: { workbook: Workbook; sheet: WorkbookSheet },
): Promise<Seen> => {
  let first: readonly string[] | undefined;
  const lines = async function* () {
    for await (const found of sheetLines(source, workbook, sheet)) {
      first ??= found[0]?.texts;
      yield found;
    }
  };
  for await (const [header] of headedLines(layout, lines())) {
    if (!header) continue;
    const { texts } = header;
    const isGuide = GUIDE_HEADER.every((text, at) => first?.[at] === text);
    return { sheet, texts, isFitting: isHeader(layout, texts), isGuide };
  }
  return { sheet, texts: [], isFitting: false, isGuide: false };
};

const nearest = (layout: ColumnLayout, seen: readonly Seen[]): Seen[] => {
  const filled = seen.filter(({ sheet, texts }) => !sheet.isHidden && texts.length > 0);
  const found = filled.length > 0 ? headerAmong(layout, filled) : undefined;
  return found ? [found] : [];
};

// A hidden sheet holds the values of drop-downs; only one that looks like data is worth a word.
const isUnread = ({ sheet, texts, isFitting, isGuide }: Seen): boolean =>
  sheet.isHidden ? isFitting : texts.length > 0 && !isGuide;

const MOST_NAMED = 20;

const unreadWarnings = (unread: readonly Seen[]): Fault[] =>
  unread.slice(0, MOST_NAMED).map(({ sheet: { name, isHidden } }) => ({
    code: 'batch.sheet-unread',
    message: isHidden
      ? `工作簿还有隐藏的工作表“${shown(name)}”未读取；其中如有应报的行，请取消隐藏后重新上传，否则请删去该表。`
      : `工作簿还有工作表“${shown(name)}”未读取，其表头与目录不符；其中如有应报的行，请改正该表表头后重新上传，否则请删去该表。`,
  }));

export const noRows = ([unread]: readonly Fault[]): Problem =>
  new Problem('batch.empty', unread && { detail: `可见的工作表都没有数据行。${unread.message}` });
