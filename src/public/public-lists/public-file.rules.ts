import { csvLine } from '../../platform/sheets/csv-writer.ts';
import { publicColumns } from './public-entry.rules.ts';

export const fileFormats = ['csv', 'ndjson'] as const;
export type FileFormat = (typeof fileFormats)[number];

export const fileTypes: Readonly<Record<FileFormat, string>> = {
  csv: 'text/csv; charset=utf-8',
  ndjson: 'application/x-ndjson; charset=utf-8',
};

// Raised when the same row would be written otherwise: a file of an earlier edition is then no longer the same.
const EDITION = 1;
const BOM = '\uFEFF';

export const snapshotHead = (format: FileFormat): string =>
  format === 'csv' ? BOM + csvLine(publicColumns) : '';
export const deltaHead = (format: FileFormat): string =>
  format === 'csv' ? BOM + csvLine(['操作', ...publicColumns]) : '';

// Of what has gone a delta names the id and nothing else.
export const removalLine = (format: FileFormat, id: number): string =>
  format === 'csv'
    ? csvLine(['remove', String(id), ...publicColumns.slice(1).map(() => '')])
    : `{"op":"remove","id":"${id}"}\n`;
export const upsertLine = (format: FileFormat, line: string): string =>
  format === 'csv' ? `upsert,${line}` : `{"op":"upsert",${line.slice(1)}`;

export type FileName = { list: string; format: FileFormat; since?: number; position: number };
export const etagOf = ({ list, format, since, position }: FileName): string =>
  `"${[EDITION, list, ...(since === undefined ? [] : [since]), position, format].join('-')}"`;

// As RFC 9110 §13.1.2 has it: weak comparison, a list of tags, or any.
export const isKnown = (ifNoneMatch: string | undefined, etag: string): boolean =>
  (ifNoneMatch ?? '').split(',').some((tag) => ['*', etag].includes(tag.trim().replace(/^W\//, '')));
