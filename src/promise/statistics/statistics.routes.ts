import { writeXlsx } from '../../platform/sheets/xlsx-writer.ts';
import { fileAnswer, fileHeaders, XLSX } from '../../platform/web/file-answer.ts';
import { guarded, jsonAnswer, router } from '../../platform/web/http.ts';
import { countPromises } from './count-promises.ts';
import { listPromiseMoves } from './list-promise-moves.ts';
import { MoveListOut, MoveQuery, PromiseStatisticsOut, PromiseStatisticsQuery } from './statistics.schema.ts';
import { statisticsSheet } from './statistics-sheet.rules.ts';

const tags = ['告知承诺'];
const description = '登记机构与审计可见全部，其他单位只见本单位；起止日期都计入，默认为本月至今。';

const statistics = guarded(
  { permission: 'promise-statistics.read' },
  {
    method: 'get',
    operationId: 'showPromiseStatistics',
    path: '/promise-statistics',
    tags,
    summary: '告知承诺制工作统计，按事项、单位或月份',
    description,
    request: { query: PromiseStatisticsQuery },
    responses: { 200: jsonAnswer(PromiseStatisticsOut, '统计') },
  },
);
const sheet = guarded(
  { permission: 'promise-statistics.read' },
  {
    method: 'get',
    operationId: 'downloadPromiseStatistics',
    path: '/promise-statistics.xlsx',
    tags,
    summary: '告知承诺制工作统计，电子表格',
    description,
    request: { query: PromiseStatisticsQuery },
    responses: { 200: fileAnswer(XLSX) },
  },
);
const moves = guarded(
  { permission: 'promise-statistics.read', problems: ['cursor.invalid'] },
  {
    method: 'get',
    operationId: 'listPromiseMoves',
    path: '/promise-statistics/moves',
    tags,
    summary: '统计中一个数字背后的逐条步骤',
    description,
    request: { query: MoveQuery },
    responses: { 200: jsonAnswer(MoveListOut, '最新在前') },
  },
);

export const promiseStatisticsRoutes = router()
  .openapi(statistics, async (c) =>
    c.json(PromiseStatisticsOut.parse(await countPromises(c.get('ctx'), c.req.valid('query'))), 200),
  )
  .openapi(sheet, async (c) => {
    const counted = await countPromises(c.get('ctx'), c.req.valid('query'));
    const name = `promises-${counted.from}-${counted.to}.xlsx`;
    return c.body(writeXlsx(statisticsSheet(counted)), 200, fileHeaders(XLSX, name));
  })
  .openapi(moves, async (c) =>
    c.json(MoveListOut.parse(await listPromiseMoves(c.get('ctx'), c.req.valid('query'))), 200),
  );
