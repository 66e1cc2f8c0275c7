import { z } from '@hono/zod-openapi';
import { guarded, jsonAnswer, jsonBody, router } from '../platform/http.ts';
import { listOf } from '../platform/page-cursor.ts';
import { ListingId, ListingOut, ListingQuery, RemovalIn } from './listing.schema.ts';
import { removeListing } from './remove-listing.ts';
import { searchListings } from './search-listings.ts';

const tags = ['名单'];
const RemovedOut = z
  .object({
    id: z.int(),
    state: z.enum(['repaired', 'revoked']),
    endedOn: z.iso.date(),
    endGround: z.string(),
  })
  .openapi('RemovedListing');

const list = guarded(
  { permission: 'listing.list', problems: ['listing.purpose-required', 'cursor.invalid'] },
  {
    method: 'get',
    path: '/listings',
    tags,
    summary: '严重失信与荣誉名单，先变化的在前',
    description: '组织名单供各单位查询；自然人名单仅供承担该名单措施的单位查询，须说明用途并留痕。',
    request: { query: ListingQuery },
    responses: { 200: jsonAnswer(listOf(ListingOut), '名单') },
  },
);
const remove = guarded(
  {
    permission: 'listing.remove',
    problems: [
      'listing.unknown',
      'listing.not-authority',
      'listing.wrong-stage',
      'record.stale',
      'idempotency.reused',
    ],
  },
  {
    method: 'post',
    path: '/listings/{id}/removals',
    tags,
    summary: '提前移出或撤销一条名单记录',
    request: { params: ListingId, body: jsonBody(RemovalIn) },
    responses: { 201: jsonAnswer(RemovedOut, '已移出的名单记录') },
  },
);

export const listingRoutes = router()
  .openapi(list, async (c) =>
    c.json(listOf(ListingOut).parse(await searchListings(c.get('ctx'), c.req.valid('query'))), 200),
  )
  .openapi(remove, async (c) =>
    c.json(
      RemovedOut.parse(await removeListing(c.get('ctx'), c.req.valid('param').id, c.req.valid('json'))),
      201,
    ),
  );
