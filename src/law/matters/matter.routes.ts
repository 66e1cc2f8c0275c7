import { z } from '@hono/zod-openapi';
import { writeCsv } from '../../platform/sheets/csv-writer.ts';
import { writeXlsx } from '../../platform/sheets/xlsx-writer.ts';
import { guarded, jsonAnswer, router } from '../../platform/web/http.ts';
import { listOf } from '../../platform/web/page-cursor.ts';
import { dropDownsOf, guideOf, templateOf } from '../catalogs/reading/template.rules.ts';
import { listEditions } from './list-editions.ts';
import { MatterCode, MatterDetail, MatterEditionOut, MatterOut, MatterQuery } from './matter.schema.ts';
import { matterTable } from './matter-columns.ts';
import { searchMatters } from './search-matters.ts';
import { showMatter } from './show-matter.ts';

const tags = ['事项'];
const XLSX_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const found = { 200: jsonAnswer(listOf(MatterOut), '事项列表') };
const request = { query: MatterQuery };

const search = guarded(
  { permission: 'matter.list', problems: ['cursor.invalid'] },
  {
    method: 'get',
    operationId: 'listMatters',
    path: '/matters',
    tags,
    summary: '查询证明事项与涉企许可事项',
    request,
    responses: found,
  },
);
const editions = guarded(
  { permission: 'matter.list' },
  {
    method: 'get',
    operationId: 'listMatterEditions',
    path: '/matter-editions',
    tags,
    summary: '事项目录历次版本，新的在前',
    responses: { 200: jsonAnswer(listOf(MatterEditionOut), '版本') },
  },
);
const csv = guarded(
  { permission: 'matter.list' },
  {
    method: 'get',
    operationId: 'downloadMatterTemplateCsv',
    path: '/matters/template.csv',
    tags,
    summary: '事项目录 CSV 填报模板',
    responses: { 200: { description: '模板', content: { 'text/csv': { schema: z.string() } } } },
  },
);
const xlsx = guarded(
  { permission: 'matter.list' },
  {
    method: 'get',
    operationId: 'downloadMatterTemplateXlsx',
    path: '/matters/template.xlsx',
    tags,
    summary: '事项目录 XLSX 填报模板',
    responses: {
      200: {
        description: '模板',
        content: { [XLSX_TYPE]: { schema: z.string().openapi({ format: 'binary' }) } },
      },
    },
  },
);
const show = guarded(
  { permission: 'matter.list', problems: ['matter.unknown'] },
  {
    method: 'get',
    operationId: 'showMatter',
    path: '/matters/{code}',
    tags,
    summary: '一个事项：告知书、承诺书文本与历次版本',
    request: { params: MatterCode },
    responses: { 200: jsonAnswer(MatterDetail, '事项') },
  },
);

const attachment = (suffix: string) => ({
  'content-disposition': `attachment; filename="matters.${suffix}"`,
});

export const matterRoutes = router()
  .openapi(search, async (c) =>
    c.json(listOf(MatterOut).parse(await searchMatters(c.get('ctx'), c.req.valid('query'))), 200),
  )
  .openapi(editions, async (c) =>
    c.json(listOf(MatterEditionOut).parse(await listEditions(c.get('ctx'))), 200),
  )
  .openapi(csv, (c) => {
    const { header, rows } = templateOf(matterTable);
    return c.body(writeCsv(header, rows), 200, {
      'content-type': 'text/csv; charset=utf-8',
      ...attachment('csv'),
    });
  })
  .openapi(xlsx, (c) => {
    const sheet = { name: '事项目录', ...templateOf(matterTable), choices: dropDownsOf(matterTable) };
    return c.body(writeXlsx(sheet, { name: '填写说明', ...guideOf(matterTable) }), 200, {
      'content-type': XLSX_TYPE,
      ...attachment('xlsx'),
    });
  })
  .openapi(show, async (c) =>
    c.json(MatterDetail.parse(await showMatter(c.get('ctx'), c.req.valid('param').code)), 200),
  );

const open = guarded(
  { permission: 'anyone', problems: ['cursor.invalid'] },
  {
    method: 'get',
    operationId: 'listPublicMatters',
    path: '/matters',
    tags: ['公开'],
    summary: '公开查询事项目录，无需登录',
    request,
    responses: found,
  },
);

const openOne = guarded(
  { permission: 'anyone', problems: ['matter.unknown'] },
  {
    method: 'get',
    operationId: 'showPublicMatter',
    path: '/matters/{code}',
    tags: ['公开'],
    summary: '公开查看一个事项，无需登录',
    request: { params: MatterCode },
    responses: { 200: jsonAnswer(MatterDetail, '事项') },
  },
);

export const publicMatterRoutes = router()
  .openapi(open, async (c) =>
    c.json(listOf(MatterOut).parse(await searchMatters(c.get('ctx'), c.req.valid('query'))), 200),
  )
  .openapi(openOne, async (c) =>
    c.json(MatterDetail.parse(await showMatter(c.get('ctx'), c.req.valid('param').code)), 200),
  );
