import { z } from '@hono/zod-openapi';
import { guarded, jsonAnswer, jsonBody, router } from '../../platform/web/http.ts';
import { listOf, PageQuery } from '../../platform/web/page-cursor.ts';
import { addDropSource } from './add-drop-source.ts';
import { changeDropSource } from './change-drop-source.ts';
import { DropSourceChange, DropSourceIn, DropSourceOut, dropSourceOut } from './drop-source.schema.ts';
import { listDropSources } from './list-drop-sources.ts';
import { removeDropSource } from './remove-drop-source.ts';

const tags = ['报送'];
const params = z.strictObject({ id: z.uuid() });

const list = guarded(
  { permission: 'source.list', problems: ['cursor.invalid'] },
  {
    method: 'get',
    operationId: 'listDropSources',
    path: '/drop-sources',
    tags,
    summary: '定时取件的来源，及最近一次查看的结果',
    request: { query: PageQuery.strict() },
    responses: { 200: jsonAnswer(listOf(DropSourceOut), '来源列表') },
  },
);
const add = guarded(
  {
    permission: 'source.add',
    problems: [
      'agency.unknown',
      'catalog.unknown',
      'catalog.not-yours',
      'source.location',
      'source.no-root',
      'source.duplicate',
    ],
  },
  {
    method: 'post',
    operationId: 'addDropSource',
    path: '/drop-sources',
    tags,
    summary: '添加一个来源：文件夹，或兼容 S3 的存储桶',
    description:
      '每分钟查看一次。写完的文件以该单位的名义报送，处理结束后在旁边写回 名称.done.json 或 名称.error.json（退回的行另见 ' +
      '名称.error.csv），原件移入 .done/ 或 .error/（存储桶为 done/、error/）。名称以点开头或以 .tmp、.part 结尾的文件不取。',
    request: { body: jsonBody(DropSourceIn) },
    responses: { 201: jsonAnswer(DropSourceOut, '新来源') },
  },
);
const change = guarded(
  {
    permission: 'source.change',
    problems: ['source.unknown', 'source.location', 'source.no-root', 'source.duplicate'],
  },
  {
    method: 'patch',
    operationId: 'changeDropSource',
    path: '/drop-sources/{id}',
    tags,
    summary: '暂停、恢复或修改一个来源',
    request: { params, body: jsonBody(DropSourceChange) },
    responses: { 200: jsonAnswer(DropSourceOut, '修改后的来源') },
  },
);
const remove = guarded(
  { permission: 'source.remove', problems: ['source.unknown'] },
  {
    method: 'delete',
    operationId: 'removeDropSource',
    path: '/drop-sources/{id}',
    tags,
    summary: '删除一个来源；已报送的批次保留，放着的文件不动',
    request: { params },
    responses: { 204: { description: '已删除' } },
  },
);

export const dropSourceRoutes = router()
  .openapi(list, async (c) => {
    const { items, next } = await listDropSources(c.get('ctx'), c.req.valid('query'));
    return c.json(listOf(DropSourceOut).parse({ items: items.map(dropSourceOut), next }), 200);
  })
  .openapi(add, async (c) =>
    c.json(DropSourceOut.parse(dropSourceOut(await addDropSource(c.get('ctx'), c.req.valid('json')))), 201),
  )
  .openapi(change, async (c) => {
    const changed = { id: c.req.valid('param').id, change: c.req.valid('json') };
    return c.json(DropSourceOut.parse(dropSourceOut(await changeDropSource(c.get('ctx'), changed))), 200);
  })
  .openapi(remove, async (c) => {
    await removeDropSource(c.get('ctx'), c.req.valid('param').id);
    return c.body(null, 204);
  });
