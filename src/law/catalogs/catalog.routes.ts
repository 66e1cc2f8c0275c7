import { z } from '@hono/zod-openapi';
import { Problem } from '../../kernel/problems.ts';
import { writeCsv } from '../../platform/sheets/csv-writer.ts';
import { writeXlsx } from '../../platform/sheets/xlsx-writer.ts';
import { guarded, jsonAnswer, router } from '../../platform/web/http.ts';
import { CatalogCode, CatalogListOut, CatalogOut, catalogOut } from './catalog.schema.ts';
import type { Catalog } from './catalog.ts';
import { catalogs, findCatalog } from './catalog-list.ts';
import { dropDownsOf, guideOf, templateOf } from './reading/template.rules.ts';

const XLSX_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

const listCatalogs = guarded(
  { permission: 'anyone' },
  {
    method: 'get',
    operationId: 'listCatalogs',
    path: '/catalogs',
    tags: ['目录'],
    summary: '全部归集目录',
    description: '各目录现行版次的字段、代码表、业务主键、公开属性、保存期限、更新频次与依据。无需登录。',
    responses: { 200: jsonAnswer(CatalogListOut, '现行目录，一次给全') },
  },
);

const showCatalog = guarded(
  { permission: 'anyone', problems: ['catalog.unknown'] },
  {
    method: 'get',
    operationId: 'showCatalog',
    path: '/catalogs/{code}',
    tags: ['目录'],
    summary: '一个归集目录',
    description: '按代码查询一个目录的现行版次。无需登录。',
    request: { params: CatalogCode },
    responses: { 200: jsonAnswer(CatalogOut, '目录') },
  },
);

const csvTemplate = guarded(
  { permission: 'anyone', problems: ['catalog.unknown'] },
  {
    method: 'get',
    operationId: 'downloadCatalogTemplateCsv',
    path: '/catalogs/{code}/template.csv',
    tags: ['目录'],
    summary: 'CSV 填报模板',
    description: '带 BOM 的 UTF-8；必填列名后有 *；第二行是虚构示例，填报时请覆盖。无需登录。',
    request: { params: CatalogCode },
    responses: { 200: { description: '模板', content: { 'text/csv': { schema: z.string() } } } },
  },
);

const xlsxTemplate = guarded(
  { permission: 'anyone', problems: ['catalog.unknown'] },
  {
    method: 'get',
    operationId: 'downloadCatalogTemplateXlsx',
    path: '/catalogs/{code}/template.xlsx',
    tags: ['目录'],
    summary: 'XLSX 填报模板',
    description:
      '各列均为文本格式，代码表各列有下拉列表；必填列名后有 *；第二行是虚构示例，填报时请覆盖；第二张表是逐列的填写说明。无需登录。',
    request: { params: CatalogCode },
    responses: {
      200: {
        description: '模板',
        content: { [XLSX_TYPE]: { schema: z.string().openapi({ format: 'binary' }) } },
      },
    },
  },
);

const known = (code: string): Catalog => {
  const catalog = findCatalog(code);
  if (!catalog) throw new Problem('catalog.unknown');
  return catalog;
};

const attachment = (catalog: Catalog, suffix: string) => `attachment; filename="${catalog.code}.${suffix}"`;

export const catalogRoutes = router()
  .openapi(listCatalogs, (c) => c.json({ items: catalogs.map(catalogOut), next: null }, 200))
  .openapi(showCatalog, (c) => c.json(catalogOut(known(c.req.valid('param').code)), 200))
  .openapi(csvTemplate, (c) => {
    const catalog = known(c.req.valid('param').code);
    const { header, rows } = templateOf(catalog);
    return c.body(writeCsv(header, rows), 200, {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': attachment(catalog, 'csv'),
    });
  })
  .openapi(xlsxTemplate, (c) => {
    const catalog = known(c.req.valid('param').code);
    const sheet = { name: catalog.name, ...templateOf(catalog), choices: dropDownsOf(catalog) };
    return c.body(writeXlsx(sheet, { name: '填写说明', ...guideOf(catalog) }), 200, {
      'content-type': XLSX_TYPE,
      'content-disposition': attachment(catalog, 'xlsx'),
    });
  });
