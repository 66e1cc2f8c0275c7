import { Problem } from '../../kernel/problems.ts';
import { csvLine } from '../../platform/sheets/csv-writer.ts';
import { writeXlsx } from '../../platform/sheets/xlsx-writer.ts';
import { safeCell } from './error-file.rules.ts';

type ErrorRows = { header: readonly string[]; rows: AsyncGenerator<string[]> };

const MOST_XLSX_ROWS = 20_000;
const utf8 = new TextEncoder();

// The rows are streamed page by page: a file with a million refused rows is never held whole.
export const errorCsv = ({ header, rows }: ErrorRows): ReadableStream<Uint8Array> => {
  const line = (cells: readonly string[]) => utf8.encode(csvLine(cells.map(safeCell)));
  return new ReadableStream({
    start: (controller) => controller.enqueue(utf8.encode(`\uFEFF${csvLine(header)}`)),
    pull: async (controller) => {
      const { done, value } = await rows.next();
      if (done) controller.close();
      else controller.enqueue(line(value));
    },
    cancel: async () => void (await rows.return(undefined)),
  });
};

export const errorXlsx = async ({ header, rows }: ErrorRows): Promise<Uint8Array<ArrayBuffer>> => {
  const kept: string[][] = [];
  for await (const row of rows) {
    if (kept.length === MOST_XLSX_ROWS)
      throw new Problem('batch.too-large', { detail: '退回行超过两万行，请下载 CSV 格式的错误文件。' });
    kept.push(row);
  }
  return writeXlsx({ name: '退回行', header, rows: kept });
};
