import { Problem } from '../../kernel/problems.ts';
import type { FileSource, Format } from './file-source.ts';

const HEAD_BYTES = 4096;
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

// The content decides; the declared type and the file's name only say what the sender believes it to be.
export const detectFormat = async (source: FileSource): Promise<Format> => {
  if (source.format) return source.format;
  const declared = declaredFormat(source);
  const head = await firstBytes(source);
  if (head.length === 0) throw new Problem('batch.empty');
  const found = formatOfBytes(head, declared);
  if (declared === 'xlsx' && found !== 'xlsx') throw formatProblem('文件内容不是 XLSX');
  if ((declared === 'json' || declared === 'ndjson') && found !== 'json' && found !== 'ndjson')
    throw formatProblem('文件内容不是 JSON 数组或 NDJSON');
  return found;
};

const declaredFormat = ({ contentType, fileName }: FileSource): Format | undefined => {
  const type = (contentType ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
  const byType = Object.hasOwn(FORMAT_OF_TYPE, type) ? FORMAT_OF_TYPE[type] : undefined;
  if (byType === undefined) throw new Problem('batch.format');
  const suffix = /\.([a-z]+)$/i.exec(fileName ?? '')?.[1]?.toLowerCase() ?? '';
  return byType ?? (Object.hasOwn(FORMAT_OF_SUFFIX, suffix) ? FORMAT_OF_SUFFIX[suffix] : undefined);
};

const firstBytes = async ({ parts }: FileSource): Promise<Uint8Array> => {
  const head: number[] = [];
  for await (const part of parts()) {
    head.push(...part.subarray(0, HEAD_BYTES - head.length));
    if (head.length >= HEAD_BYTES) break;
  }
  return Uint8Array.from(head);
};

const startsWith = (head: Uint8Array, bytes: readonly number[]) => bytes.every((byte, i) => head[i] === byte);
const ZIP = [0x50, 0x4b, 0x03, 0x04];
const OLE = [0xd0, 0xcf, 0x11, 0xe0];
const PDF = [0x25, 0x50, 0x44, 0x46];
export const UTF16_MARKS = [
  [0xff, 0xfe],
  [0xfe, 0xff],
];

const formatOfBytes = (head: Uint8Array, declared: Format | undefined): Format => {
  if (startsWith(head, ZIP)) return 'xlsx';
  if (startsWith(head, OLE)) throw formatProblem('这是旧版 XLS 或加密的工作簿，请另存为不加密的 XLSX');
  if (UTF16_MARKS.some((mark) => startsWith(head, mark))) return 'csv';
  if (startsWith(head, PDF) || head.includes(0)) throw new Problem('batch.format');
  const first = firstVisible(head);
  if (first === '[' && declared !== 'csv') return 'json';
  if (first !== '{' || declared === 'csv') return 'csv';
  if (declared === 'json')
    throw formatProblem('JSON 文件的最外层须为数组；一行一条的请用 application/x-ndjson');
  return 'ndjson';
};

const firstVisible = (head: Uint8Array): string | undefined =>
  String.fromCharCode(...head)
    .replace(/^\xEF\xBB\xBF/, '')
    .trimStart()[0];

const formatProblem = (why: string) =>
  new Problem('batch.format', {
    detail: `${why}。请上传 CSV、XLSX、JSON 数组或 NDJSON，并设置正确的 Content-Type。`,
  });
