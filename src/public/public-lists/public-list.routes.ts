import type { Context } from 'hono';
import { type Env, guarded, jsonAnswer, router } from '../../platform/web/http.ts';
import { listPublicLists } from './list-public-lists.ts';
import { type OpenFile, openPublicFile } from './open-public-file.ts';
import { fileTypes, matchesTag, type PublicFormat } from './public-file.rules.ts';
import {
  DeltaQuery,
  ListCode,
  ListQuery,
  ManifestOut,
  PublicListOut,
  PublicListsOut,
} from './public-list.schema.ts';
import { searchPublicList } from './search-public-list.ts';
import { showManifest } from './show-manifest.ts';
import { takeDown } from './take-down.ts';

const tags = ['公开'];
const binary = { schema: { type: 'string', format: 'binary' } } as const;
const unchanged = { 304: { description: '与 If-None-Match 所持版本相同' } };

const lists = guarded(
  { permission: 'anyone' },
  {
    method: 'get',
    operationId: 'listPublicLists',
    path: '/lists',
    tags,
    summary: '公示哪些名单',
    responses: { 200: jsonAnswer(PublicListsOut, '名单及当前版本') },
  },
);
const entries = guarded(
  { permission: 'anyone', problems: ['public-list.unknown', 'cursor.invalid'] },
  {
    method: 'get',
    operationId: 'searchPublicList',
    path: '/lists/{code}',
    tags,
    summary: '查询一个公示名单（仅公示期内；修复、撤销、到期的即时移出）',
    request: { params: ListCode, query: ListQuery },
    responses: { 200: jsonAnswer(PublicListOut, '最新在前') },
  },
);
const manifest = guarded(
  { permission: 'anyone', problems: ['public-list.unknown'] },
  {
    method: 'get',
    operationId: 'showPublicManifest',
    path: '/lists/{code}/manifest.json',
    tags,
    summary: '当前版本的文件清单：行数、字节数、sha256',
    request: { params: ListCode },
    responses: { 200: jsonAnswer(ManifestOut, '全量文件与增量地址'), ...unchanged },
  },
);
const suffixes: Record<PublicFormat, string> = { csv: 'Csv', ndjson: 'Ndjson' };

const snapshotOf = <F extends PublicFormat>(format: F) =>
  guarded(
    { permission: 'anyone', problems: ['public-list.unknown'] },
    {
      method: 'get',
      operationId: `downloadPublicSnapshot${suffixes[format]}`,
      path: `/lists/{code}/snapshot.${format}`,
      tags,
      summary: `全量文件（${format}），同一版本字节不变，按编号排序`,
      request: { params: ListCode },
      responses: { 200: { description: '全量', content: { [fileTypes[format]]: binary } }, ...unchanged },
    },
  );
const deltaOf = <F extends PublicFormat>(format: F) =>
  guarded(
    { permission: 'anyone', problems: ['public-list.unknown', 'public-list.version-unknown'] },
    {
      method: 'get',
      operationId: `downloadPublicDelta${suffixes[format]}`,
      path: `/lists/{code}/delta.${format}`,
      tags,
      summary: `自所持版本以来的增量（${format}）：先移出（只有编号），后新增与变更`,
      request: { params: ListCode, query: DeltaQuery },
      responses: { 200: { description: '增量', content: { [fileTypes[format]]: binary } }, ...unchanged },
    },
  );

const utf8 = new TextEncoder();

const streamOf = (parts: ReturnType<OpenFile['parts']>): ReadableStream<Uint8Array> =>
  new ReadableStream({
    pull: async (controller) => {
      const { done, value } = await parts.next();
      if (done) controller.close();
      else controller.enqueue(utf8.encode(value.text));
    },
    cancel: async () => void (await parts.return(undefined)),
  });

// A cache may keep the answer but must ask again before it uses it: a repaired entry may not come from a
// cache.
const CACHED = 'public, no-cache';

const answerFile = (c: Context<Env>, file: OpenFile, format: PublicFormat) => {
  const headers = { etag: file.etag, 'cache-control': CACHED, 'x-list-version': String(file.position) };
  if (matchesTag(c.req.header('if-none-match'), file.etag)) return c.body(null, 304, headers);
  return c.body(streamOf(file.parts()), 200, { ...headers, 'content-type': fileTypes[format] });
};

const fileRoutes = <F extends PublicFormat>(format: F) =>
  router()
    .openapi(snapshotOf(format), async (c) =>
      answerFile(c, await openPublicFile(c.get('ctx'), { list: c.req.valid('param').code, format }), format),
    )
    .openapi(deltaOf(format), async (c) => {
      const [{ code }, { since }] = [c.req.valid('param'), c.req.valid('query')];
      return answerFile(c, await openPublicFile(c.get('ctx'), { list: code, format, since }), format);
    });

export const publicListRoutes = router();

publicListRoutes.use('/lists/*', async (c, next) => {
  await takeDown(c.get('ctx'));
  await next();
});

publicListRoutes
  .openapi(lists, async (c) =>
    c.json(PublicListsOut.parse({ items: await listPublicLists(c.get('ctx')) }), 200),
  )
  .openapi(manifest, async (c) => {
    const found = ManifestOut.parse(await showManifest(c.get('ctx'), c.req.valid('param').code));
    const headers = { etag: `"${found.list}-${found.version}"`, 'cache-control': CACHED };
    if (matchesTag(c.req.header('if-none-match'), headers.etag)) return c.body(null, 304, headers);
    return c.json(found, 200, headers);
  })
  .route('/', fileRoutes('csv'))
  .route('/', fileRoutes('ndjson'))
  .openapi(entries, async (c) =>
    c.json(
      PublicListOut.parse(
        await searchPublicList(c.get('ctx'), c.req.valid('param').code, c.req.valid('query')),
      ),
      200,
    ),
  );
