import { Problem } from '../../kernel/problems.ts';
import { readDirectory } from './archive-directory.ts';
import type { FileSource, Format } from './file-source.ts';
import { formatOfName, formatOfType } from './format-names.ts';

const HEAD_BYTES = 4096;

// The content decides; the declared type and the file's name only say what the sender believes it to be.
export const detectFormat = async (source: FileSource): Promise<Format> => {
  if (source.format) return source.format;
  const declared = declaredFormat(source);
  const head = await firstBytes(source);
  if (head.length === 0) throw new Problem('batch.empty');
  const found = startsWith(head, ZIP) ? await archiveFormat(source, head) : formatOfBytes(head, declared);
  if (declared === 'xlsx' && found !== 'xlsx') throw formatProblem('文件内容不是 XLSX');
  if (declared === 'zip' && found !== 'zip' && found !== 'xlsx')
    throw formatProblem('文件内容不是 zip 压缩包');
  if ((declared === 'json' || declared === 'ndjson') && found !== 'json' && found !== 'ndjson')
    throw formatProblem('文件内容不是 JSON 数组或 NDJSON');
  return found;
};

const declaredFormat = ({ contentType, fileName }: FileSource): Format | undefined => {
  const byType = formatOfType(contentType);
  if (byType === undefined) throw new Problem('batch.format');
  return byType ?? formatOfName(fileName);
};

// A workbook is an archive too. Where its list cannot be read, the name of its first file decides.
const archiveFormat = async (source: FileSource, head: Uint8Array): Promise<'xlsx' | 'zip'> => {
  try {
    const names = (await readDirectory(source)).map(({ name }) => plainPath(name));
    return names.includes('xl/workbook.xml') ? 'xlsx' : 'zip';
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    const firstName = String.fromCharCode(...head.subarray(30, 60));
    return /^(\[Content_Types\]\.xml|_rels\/|xl\/|docProps\/)/.test(firstName) ? 'xlsx' : 'zip';
  }
};

export const plainPath = (name: string): string => name.replaceAll('\\', '/').replace(/^\//, '');

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
const UTF16_MARKS = [
  [0xff, 0xfe],
  [0xfe, 0xff],
];

const formatOfBytes = (head: Uint8Array, declared: Format | undefined): Format => {
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
    detail: `${why}。请上传 CSV、TSV、XLSX、JSON 数组、NDJSON 或它们的 zip 压缩包，并设置正确的 Content-Type。`,
  });
