import { Problem } from '../../kernel/problems.ts';
import { guarded, jsonAnswer, jsonBody, router } from '../../platform/web/http.ts';
import { judgesOwnBody } from '../../platform/web/input-faults.ts';
import { MappingCatalog, MappingIn, MappingOut } from './column-mapping.schema.ts';
import type { MappingRow } from './column-mapping.table.ts';
import { removeMapping } from './remove-mapping.ts';
import { saveMapping } from './save-mapping.ts';
import { showMapping } from './show-mapping.ts';

const tags = ['报送'];
const path = '/catalogs/{code}/mapping' as const;

const show = guarded(
  { permission: 'mapping.read', problems: ['catalog.unknown', 'catalog.not-yours', 'mapping.unknown'] },
  {
    method: 'get',
    operationId: 'showColumnMapping',
    path,
    tags,
    summary: '本单位在该目录的列名对应',
    request: { params: MappingCatalog },
    responses: { 200: jsonAnswer(MappingOut, '现行的列名对应') },
  },
);
const save = guarded(
  { permission: 'mapping.save', problems: ['catalog.unknown', 'catalog.not-yours', 'mapping.invalid'] },
  {
    method: 'put',
    operationId: 'saveColumnMapping',
    path,
    tags,
    summary: '保存本单位的列名对应，以后上传自动套用',
    description:
      '整体替换。已受理的批次仍用受理时的版本。依法不得归集的列（电话、住址、银行账号等）不能对应，总是丢弃。',
    request: { params: MappingCatalog, body: jsonBody(MappingIn) },
    responses: { 200: jsonAnswer(MappingOut, '保存后的列名对应') },
  },
);
const remove = guarded(
  { permission: 'mapping.remove', problems: ['catalog.unknown', 'catalog.not-yours', 'mapping.unknown'] },
  {
    method: 'delete',
    operationId: 'removeColumnMapping',
    path,
    tags,
    summary: '停用列名对应，恢复使用目录列名',
    request: { params: MappingCatalog },
    responses: { 204: { description: '已停用' } },
  },
);

const mappingOut = (catalog: string, mapping: MappingRow) => ({
  ...mapping,
  catalog,
  columns: mapping.columns ?? {},
  savedAt: new Date(mapping.savedAt).toISOString(),
});

export const columnMappingRoutes = router()
  .openapi(show, async (c) => {
    const { code } = c.req.valid('param');
    const found = await showMapping(c.get('ctx'), code);
    if (!found) throw new Problem('mapping.unknown');
    return c.json(mappingOut(code, found), 200);
  })
  .openapi(
    save,
    async (c) => {
      const { code } = c.req.valid('param');
      const saved = await saveMapping(c.get('ctx'), code, c.req.valid('json').columns);
      return c.json(mappingOut(code, saved), 200);
    },
    judgesOwnBody,
  )
  .openapi(remove, async (c) => {
    await removeMapping(c.get('ctx'), c.req.valid('param').code);
    return c.body(null, 204);
  });
