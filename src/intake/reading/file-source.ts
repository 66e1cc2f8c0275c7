import type { Row } from '../../law/catalogs/catalog.ts';

export type PlainFormat = 'csv' | 'xlsx' | 'json' | 'ndjson';
export type Format = PlainFormat | 'zip';
export type Encoding = 'utf-8' | 'gb18030' | 'utf-16le' | 'utf-16be';
export type Separator = 'comma' | 'tab' | 'semicolon';

// parts(from) gives the bytes from there on and may be called repeatedly: an archive is read from its end.
// byteCount saves a pass over the file. format and separator are set once they have been detected.
export type FileSource = {
  parts(from?: number): AsyncIterable<Uint8Array>;
  byteCount?: number;
  contentType?: string | null;
  fileName?: string | null;
  format?: Format;
  separator?: Separator | null;
};

// One data file of an archive, or one of several sheets.
export type PackedFile = {
  name: string;
  format: PlainFormat;
  encoding: Encoding | null;
  separator: Separator | null;
  byteCount: number;
};

// header: as uploaded, without columns that we ignore (行号, 错误原因); it lines up with RawRow.original. The rows
// of an archive or of several sheets, whose columns may differ, line up with the catalogue's own headers
// instead. encoding and header are null where the file cannot be read: readRows then throws the Problem.
export type FileHead = {
  format: Format;
  encoding: Encoding | null;
  separator: Separator | null;
  header: readonly string[] | null;
  files: readonly PackedFile[] | null;
};

// row: the data row's place in the file, from 1; blank rows count but are not given. In an archive the
// numbers go on from file to file. original: as uploaded, with forbidden cells blanked.
export type RawRow = Row & { row: number; original: readonly string[] };
