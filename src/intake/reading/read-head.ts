import { Problem, type ProblemCode } from '../../kernel/problems.ts';
import type { HeaderColumn } from '../../law/catalogs/reading/match-header.rules.ts';
import { archiveFiles, ofFile } from './archive-files.ts';
import type { ColumnLayout, Line } from './build-row.ts';
import { decodeText } from './decode-text.ts';
import { detectFormat } from './detect-format.ts';
import type { FileHead, FileSource, Format, PackedFile, PlainFormat } from './file-source.ts';
import { columnsOf } from './headed-lines.ts';
import { jsonElements, jsonLines } from './json-elements.ts';
import { packedFormat } from './read-rows.ts';
import { openTable } from './table-lines.ts';
import { noRows, openWorkbook } from './workbook-tables.ts';

// Told after 202, by the job that meets them again.
const LATER: ReadonlySet<ProblemCode> = new Set<ProblemCode>([
  'batch.encoding',
  'batch.unreadable',
  'batch.bomb',
]);

const isTold = (error: unknown, codes: ReadonlySet<ProblemCode>): error is Problem =>
  error instanceof Problem && codes.has(error.code);

// Finds what must be known before 202. Throws batch.format, batch.archive, batch.header, batch.empty; nothing
// else about the file.
export const readHead = async (layout: ColumnLayout, source: FileSource): Promise<FileHead> => {
  const format = await detectFormat(source);
  return fileHead(format, () =>
    format === 'zip' ? archiveHead(layout, source) : plainHead(layout, format, source),
  );
};

const fileHead = async (format: Format, read: () => Promise<FileHead>): Promise<FileHead> => {
  try {
    return await read();
  } catch (error) {
    if (isTold(error, LATER)) return { format, encoding: null, separator: null, header: null, files: null };
    throw error;
  }
};

const plainHead = (layout: ColumnLayout, format: PlainFormat, source: FileSource): Promise<FileHead> => {
  if (format === 'csv') return csvHead(layout, source);
  return format === 'xlsx' ? workbookHead(layout, source) : jsonHead(layout, format, source);
};

const EMPTY: ReadonlySet<ProblemCode> = new Set<ProblemCode>(['batch.empty']);

// Every file's header is looked at before anything is promised.
const archiveHead = async (layout: ColumnLayout, source: FileSource): Promise<FileHead> => {
  const files: PackedFile[] = [];
  let isEmpty = true;
  for (const { name, source: packed } of await archiveFiles(source)) {
    const about = { name, byteCount: packed.byteCount ?? 0 };
    try {
      const format = await packedFormat(packed);
      const { encoding, separator } = await fileHead(format, () => plainHead(layout, format, packed));
      files.push({ ...about, format, encoding, separator });
      isEmpty = false;
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      if (!isTold(error, EMPTY)) throw ofFile(name, error);
      files.push({ ...about, format: 'csv', encoding: null, separator: null });
    }
  }
  if (isEmpty) throw new Problem('batch.empty');
  const header = layout.catalog.fields.map((field) => field.header);
  return { format: 'zip', encoding: null, separator: null, header, files };
};

const csvHead = async (layout: ColumnLayout, source: FileSource): Promise<FileHead> => {
  const { lines, encoding, separator } = openTable(layout, source);
  const header = await headerOf(layout, { lines });
  if (!header) throw new Problem('batch.empty');
  return { format: 'csv', encoding: encoding(), separator: separator(), header, files: null };
};

// Several sheets are told like the files of an archive: their columns may differ.
const workbookHead = async (layout: ColumnLayout, source: FileSource): Promise<FileHead> => {
  const { tables, warnings } = await openWorkbook(layout, source);
  const headers: (readonly string[])[] = [];
  for (const { lines, name } of tables) {
    const header = await headerOf(layout, { lines: lines(), name });
    if (header) headers.push(header);
  }
  const [header] = headers;
  if (!header) throw noRows(warnings);
  const about = { format: 'xlsx' as const, encoding: null, separator: null };
  if (tables.length === 1) return { ...about, header, files: null };
  const byteCount = source.byteCount ?? 0;
  const files = tables.map(({ name = '' }) => ({ ...about, name, byteCount }));
  return { ...about, header: layout.catalog.fields.map((field) => field.header), files };
};

// Undefined where no row follows.
const headerOf = async (
  layout: ColumnLayout,
  { lines, name }: { lines: AsyncGenerator<Line[]>; name?: string | undefined },
): Promise<readonly string[] | undefined> => {
  let header: readonly string[] | undefined;
  for await (const batch of lines) {
    const hasRows = header !== undefined ? batch.length > 0 : batch.length > 1;
    header ??= batch[0] && keptHeader(columnsOf(layout, batch[0], name), batch[0].texts);
    if (header && hasRows) return header;
  }
  return undefined;
};

const keptHeader = (columns: readonly HeaderColumn[], texts: readonly string[]): readonly string[] =>
  texts.filter((_, place) => ['field', 'forbidden'].includes(columns[place]?.kind ?? ''));

const jsonHead = async (
  { catalog }: ColumnLayout,
  format: 'json' | 'ndjson',
  source: FileSource,
): Promise<FileHead> => {
  const { chunks, encoding } = decodeText(source.parts());
  const header = catalog.fields.map((field) => field.header);
  for await (const elements of format === 'json' ? jsonElements(chunks) : jsonLines(chunks))
    if (elements.length > 0) return { format, encoding: encoding(), separator: null, header, files: null };
  throw new Problem('batch.empty');
};
