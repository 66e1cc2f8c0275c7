import { catalogNames } from '../../law/catalogs/catalog-list.ts';
import { writeDocx } from '../../platform/sheets/docx-writer.ts';
import { writeXlsx } from '../../platform/sheets/xlsx-writer.ts';
import { DOCX, fileAnswer, fileHeaders, XLSX } from '../../platform/web/file-answer.ts';
import { guarded, jsonAnswer, router } from '../../platform/web/http.ts';
import { countExecution } from './count-execution.ts';
import { executionSheet } from './execution-sheet.rules.ts';
import { boardBlocks } from './letter.rules.ts';
import { listSupervisionItems } from './list-supervision-items.ts';
import {
  PeriodQuery,
  StatisticsOut,
  SupervisionFilter,
  SupervisionOut,
  SupervisionQuery,
} from './supervision.schema.ts';
import { supervisionCells, supervisionHeader } from './supervision-out.rules.ts';

const tags = ['督办'];
const EXPORTED = 10_000;
const description = '登记机构与审计可见全部，订阅单位只见本单位；最严重的在前。';

const list = guarded(
  { permission: 'supervision.read', problems: ['cursor.invalid'] },
  {
    method: 'get',
    operationId: 'listSupervisionItems',
    path: '/supervision',
    tags,
    summary: '督办清单：逾期与将到期的接收或签收、反馈、移出确认、修复同步和协查',
    description,
    request: { query: SupervisionQuery },
    responses: { 200: jsonAnswer(SupervisionOut, '督办清单') },
  },
);
const sheet = guarded(
  { permission: 'supervision.read' },
  {
    method: 'get',
    operationId: 'downloadSupervisionXlsx',
    path: '/supervision.xlsx',
    tags,
    summary: '督办清单，电子表格',
    request: { query: SupervisionFilter },
    responses: { 200: fileAnswer(XLSX) },
  },
);
const document = guarded(
  { permission: 'supervision.read' },
  {
    method: 'get',
    operationId: 'downloadSupervisionDocx',
    path: '/supervision.docx',
    tags,
    summary: '督办清单，Word 文档（法人与自然人分列）',
    request: { query: SupervisionFilter },
    responses: { 200: fileAnswer(DOCX) },
  },
);
const statistics = guarded(
  { permission: 'supervision.read' },
  {
    method: 'get',
    operationId: 'showExecutionStatistics',
    path: '/supervision/statistics',
    tags,
    summary: '各单位执行统计：系统接收、人工签收、执行、未执行、不适用、逾期、用时中位数',
    description,
    request: { query: PeriodQuery },
    responses: { 200: jsonAnswer(StatisticsOut, '执行统计') },
  },
);
const statisticsSheet = guarded(
  { permission: 'supervision.read' },
  {
    method: 'get',
    operationId: 'downloadExecutionStatistics',
    path: '/supervision/statistics.xlsx',
    tags,
    summary: '各单位执行统计，电子表格',
    request: { query: PeriodQuery },
    responses: { 200: fileAnswer(XLSX) },
  },
);

export const supervisionRoutes = router()
  .openapi(list, async (c) =>
    c.json(SupervisionOut.parse(await listSupervisionItems(c.get('ctx'), c.req.valid('query'))), 200),
  )
  .openapi(sheet, async (c) => {
    const { today, items } = await listSupervisionItems(c.get('ctx'), {
      ...c.req.valid('query'),
      limit: EXPORTED,
    });
    const rows = supervisionCells(items, catalogNames);
    const made = writeXlsx({ name: `督办清单 ${today}`, header: supervisionHeader, rows });
    return c.body(made, 200, fileHeaders(XLSX, `supervision-${today}.xlsx`));
  })
  .openapi(document, async (c) => {
    const { today, items } = await listSupervisionItems(c.get('ctx'), {
      ...c.req.valid('query'),
      limit: EXPORTED,
    });
    const made = writeDocx('list', boardBlocks(today, items, catalogNames));
    return c.body(made, 200, fileHeaders(DOCX, `supervision-${today}.docx`));
  })
  .openapi(statistics, async (c) =>
    c.json(StatisticsOut.parse(await countExecution(c.get('ctx'), c.req.valid('query'))), 200),
  )
  .openapi(statisticsSheet, async (c) => {
    const counted = await countExecution(c.get('ctx'), c.req.valid('query'));
    const name = `execution-${counted.from}-${counted.to}.xlsx`;
    return c.body(writeXlsx(executionSheet(counted)), 200, fileHeaders(XLSX, name));
  });
