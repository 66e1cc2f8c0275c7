import type { Row } from '../../catalogs/catalog.ts';

export type Format = 'csv' | 'xlsx' | 'json' | 'ndjson';
export type Encoding = 'utf-8' | 'gb18030';

// parts() may be called again and again: XLSX is read twice. format is set once it has been detected.
export type FileSource = {
  parts(): AsyncIterable<Uint8Array>;
  contentType?: string | null;
  fileName?: string | null;
  format?: Format;
};

// header: as uploaded, without columns that we ignore (行号, 错误原因); it lines up with RawRow.original.
// encoding and header are null where the file cannot be read: the job's readRows then throws the Problem.
export type FileHead = { format: Format; encoding: Encoding | null; header: readonly string[] | null };

// row: the data row's place in the file, from 1; blank rows count but are not given. original: as uploaded, forbidden cells blanked.
export type RawRow = Row & { row: number; original: readonly string[] };
