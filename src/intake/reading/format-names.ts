import type { FileSource, Format } from './file-source.ts';

const XLSX_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

// null: the type says nothing about the content, as browsers and curl often do.
const FORMAT_OF_TYPE: Readonly<Record<string, Format | null>> = {
  '': null,
  'application/octet-stream': null,
  'text/plain': null,
  'application/vnd.ms-excel': null,
  'text/csv': 'csv',
  'application/csv': 'csv',
  'text/tab-separated-values': 'csv',
  'application/json': 'json',
  'text/json': 'json',
  'application/x-ndjson': 'ndjson',
  'application/ndjson': 'ndjson',
  'application/jsonl': 'ndjson',
  'application/x-jsonlines': 'ndjson',
  'application/zip': 'zip',
  'application/x-zip-compressed': 'zip',
  [XLSX_TYPE]: 'xlsx',
};

const FORMAT_OF_SUFFIX: Readonly<Record<string, Format>> = {
  csv: 'csv',
  txt: 'csv',
  tsv: 'csv',
  json: 'json',
  ndjson: 'ndjson',
  jsonl: 'ndjson',
  xlsx: 'xlsx',
};

const typeOf = (contentType: string | null | undefined): string =>
  (contentType ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
const suffixOf = (name: string | null | undefined): string =>
  /\.([a-z]+)$/i.exec(name ?? '')?.[1]?.toLowerCase() ?? '';

// undefined: a type that is none of ours.
export const formatOfType = (contentType: string | null | undefined): Format | null | undefined => {
  const type = typeOf(contentType);
  return Object.hasOwn(FORMAT_OF_TYPE, type) ? FORMAT_OF_TYPE[type] : undefined;
};

// A data file by its name; an archive is none.
export const formatOfName = (name: string | null | undefined): Format | undefined => {
  const suffix = suffixOf(name);
  return Object.hasOwn(FORMAT_OF_SUFFIX, suffix) ? FORMAT_OF_SUFFIX[suffix] : undefined;
};

export const isNamedTsv = ({ contentType, fileName }: FileSource): boolean =>
  typeOf(contentType) === 'text/tab-separated-values' || suffixOf(fileName) === 'tsv';
