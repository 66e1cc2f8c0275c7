import type { Catalog } from '../../catalogs/catalog.ts';
import { matchHeader } from '../../catalogs/match-header.rules.ts';
import { Problem, type ProblemCode } from '../../kernel/problems.ts';
import { decodeText } from './decode-text.ts';
import { detectFormat } from './detect-format.ts';
import type { FileHead, FileSource } from './file-source.ts';
import { jsonElements, jsonLines } from './json-elements.ts';
import { openTable } from './table-lines.ts';

// Told after 202, by the job that meets them again.
const LATER: ReadonlySet<ProblemCode> = new Set<ProblemCode>([
  'batch.encoding',
  'batch.unreadable',
  'batch.bomb',
]);

// What must be known before 202. Throws batch.format, batch.header, batch.empty; nothing else about the file.
export const readHead = async (catalog: Catalog, source: FileSource): Promise<FileHead> => {
  const format = await detectFormat(source);
  try {
    return format === 'csv' || format === 'xlsx'
      ? await tableHead(catalog, format, source)
      : await jsonHead(catalog, format, source);
  } catch (error) {
    if (error instanceof Problem && LATER.has(error.code)) return { format, encoding: null, header: null };
    throw error;
  }
};

const tableHead = async (catalog: Catalog, format: 'csv' | 'xlsx', source: FileSource): Promise<FileHead> => {
  const { lines, encoding } = openTable(format, source);
  let header: readonly string[] | undefined;
  for await (const batch of lines) {
    const hasRows = header !== undefined ? batch.length > 0 : batch.length > 1;
    header ??= batch[0] && keptHeader(catalog, batch[0].texts);
    if (header && hasRows) return { format, encoding: encoding(), header };
  }
  throw new Problem('batch.empty');
};

const keptHeader = (catalog: Catalog, texts: readonly string[]): readonly string[] => {
  const { columns, faults } = matchHeader(catalog, texts);
  if (faults.length > 0) throw new Problem('batch.header', { errors: faults });
  return texts.filter((_, place) => ['field', 'forbidden'].includes(columns[place]?.kind ?? ''));
};

const jsonHead = async (
  catalog: Catalog,
  format: 'json' | 'ndjson',
  source: FileSource,
): Promise<FileHead> => {
  const { chunks, encoding } = decodeText(source.parts());
  for await (const elements of format === 'json' ? jsonElements(chunks) : jsonLines(chunks)) {
    if (elements.length === 0) continue;
    return { format, encoding: encoding(), header: catalog.fields.map((field) => field.header) };
  }
  throw new Problem('batch.empty');
};
