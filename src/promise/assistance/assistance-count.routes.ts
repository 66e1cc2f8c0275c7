import { safeCell } from '../../intake/uploads/error-file.rules.ts';
import { writeCsv } from '../../platform/sheets/csv-writer.ts';
import { writeXlsx } from '../../platform/sheets/xlsx-writer.ts';
import { fileAnswer, fileHeaders, XLSX } from '../../platform/web/file-answer.ts';
import { guarded, jsonAnswer, router } from '../../platform/web/http.ts';
import { AssistanceCountsOut, MonthQuery } from './assistance-count.schema.ts';
import { assistanceSheet } from './assistance-sheet.rules.ts';
import { countAssistance } from './count-assistance.ts';

const tags = ['协查'];
const CSV = 'text/csv; charset=utf-8';
const counts = guarded(
  { permission: 'assistance.statistics' },
  {
    method: 'get',
    operationId: 'countAssistance',
    path: '/assistance-statistics',
    tags,
    summary: '协查月度考核：各单位被请求、按期、逾期、扣分；各单位均可查看',
    request: { query: MonthQuery },
    responses: { 200: jsonAnswer(AssistanceCountsOut, '月度考核') },
  },
);
const xlsx = guarded(
  { permission: 'assistance.statistics' },
  {
    method: 'get',
    operationId: 'downloadAssistanceXlsx',
    path: '/assistance-statistics.xlsx',
    tags,
    summary: '协查月度考核，电子表格',
    request: { query: MonthQuery },
    responses: { 200: fileAnswer(XLSX) },
  },
);
const csv = guarded(
  { permission: 'assistance.statistics' },
  {
    method: 'get',
    operationId: 'downloadAssistanceCsv',
    path: '/assistance-statistics.csv',
    tags,
    summary: '协查月度考核，CSV',
    request: { query: MonthQuery },
    responses: {
      200: { description: '带 BOM 的 UTF-8 CSV', content: { 'text/csv': { schema: { type: 'string' } } } },
    },
  },
);

export const assistanceCountRoutes = router()
  .openapi(counts, async (c) =>
    c.json(AssistanceCountsOut.parse(await countAssistance(c.get('ctx'), c.req.valid('query'))), 200),
  )
  .openapi(xlsx, async (c) => {
    const counted = await countAssistance(c.get('ctx'), c.req.valid('query'));
    const made = writeXlsx(assistanceSheet(counted));
    return c.body(made, 200, fileHeaders(XLSX, `assistance-${counted.month}.xlsx`));
  })
  .openapi(csv, async (c) => {
    const counted = await countAssistance(c.get('ctx'), c.req.valid('query'));
    const { header, rows } = assistanceSheet(counted);
    const text = writeCsv(
      header,
      rows.map((row) => row.map(safeCell)),
    );
    return c.body(text, 200, fileHeaders(CSV, `assistance-${counted.month}.csv`));
  });
