import { guarded, jsonAnswer, router } from '../../platform/web/http.ts';
import { listOf } from '../../platform/web/page-cursor.ts';
import { listSevereLists } from './list-severe-lists.ts';
import { ListingOut, ListingQuery, SevereListOut } from './listing.schema.ts';
import { searchListings } from './search-listings.ts';

const tags = ['名单'];

const list = guarded(
  { permission: 'listing.list', problems: ['listing.purpose-required', 'cursor.invalid'] },
  {
    method: 'get',
    operationId: 'listListings',
    path: '/listings',
    tags,
    summary: '严重失信与荣誉名单，先变化的在前',
    description: '组织名单供各单位查询；自然人名单仅供承担该名单措施的单位查询，须说明用途并留痕。',
    request: { query: ListingQuery },
    responses: { 200: jsonAnswer(listOf(ListingOut), '名单') },
  },
);
const lists = guarded(
  { permission: 'listing.list' },
  {
    method: 'get',
    operationId: 'listSevereLists',
    path: '/severe-lists',
    tags,
    summary: '各严重失信主体名单的认定单位、依据、期限与移出条件',
    description: '月数为设定表中现行的数值。',
    responses: { 200: jsonAnswer(listOf(SevereListOut), '名单种类，一次给全') },
  },
);

export const listingRoutes = router()
  .openapi(list, async (c) =>
    c.json(listOf(ListingOut).parse(await searchListings(c.get('ctx'), c.req.valid('query'))), 200),
  )
  .openapi(lists, async (c) =>
    c.json(listOf(SevereListOut).parse({ items: await listSevereLists(c.get('ctx')), next: null }), 200),
  );
