import { csvLine } from '../../platform/sheets/csv-writer.ts';
import { publicColumns } from './public-entry.rules.ts';

export const publicFormats = ['csv', 'ndjson'] as const;
export type PublicFormat = (typeof publicFormats)[number];

export const fileTypes: Readonly<Record<PublicFormat, string>> = {
  csv: 'text/csv; charset=utf-8',
  ndjson: 'application/x-ndjson; charset=utf-8',
};

// Raise it when the same row is written otherwise: a file of an earlier edition is then no longer the same.
const EDITION = 1;
const BOM = '\uFEFF';

export const snapshotHead = (format: PublicFormat): string =>
  format === 'csv' ? BOM + csvLine(publicColumns) : '';
export const deltaHead = (format: PublicFormat): string =>
  format === 'csv' ? BOM + csvLine(['操作', ...publicColumns]) : '';

// A delta names the id of an entry that has gone, and nothing else of it.
export const removalLine = (format: PublicFormat, id: number): string =>
  format === 'csv'
    ? csvLine(['remove', String(id), ...publicColumns.slice(1).map(() => '')])
    : `{"op":"remove","id":"${id}"}\n`;
export const upsertLine = (format: PublicFormat, line: string): string =>
  format === 'csv' ? `upsert,${line}` : `{"op":"upsert",${line.slice(1)}`;

export type FileName = { list: string; format: PublicFormat; since?: number; position: number };
export const fileTag = ({ list, format, since, position }: FileName): string =>
  `"${[EDITION, list, ...(since === undefined ? [] : [since]), position, format].join('-')}"`;

// RFC 9110 §13.1.2: weak comparison, a list of tags, or any.
export const matchesTag = (ifNoneMatch: string | undefined, etag: string): boolean =>
  (ifNoneMatch ?? '').split(',').some((tag) => ['*', etag].includes(tag.trim().replace(/^W\//, '')));
