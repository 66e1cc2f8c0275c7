import type { ProblemCode } from '../../kernel/problems.ts';
import type { Permission } from '../../platform/door/permissions.ts';
import { guarded, jsonAnswer, jsonBody, router } from '../../platform/web/http.ts';
import { extendListing } from './extend-listing.ts';
import {
  DecidedOut,
  ExtensionIn,
  ListingId,
  RemovalIn,
  RestorationIn,
  RevocationIn,
} from './listing.schema.ts';
import { removeListing } from './remove-listing.ts';
import { restoreListing } from './restore-listing.ts';
import { revokeListing } from './revoke-listing.ts';

const door = (permission: Permission, ...more: ProblemCode[]) => ({
  permission,
  problems: [
    'listing.unknown',
    'listing.not-authority',
    'listing.wrong-stage',
    'listing.stale',
    'idempotency.reused',
    ...more,
  ] as const,
});
const tags = ['名单'];
const decided = { 201: jsonAnswer(DecidedOut, '办理后的名单记录') };

const remove = guarded(door('listing.remove'), {
  method: 'post',
  operationId: 'removeListing',
  path: '/listings/{id}/removals',
  tags,
  summary: '提前移出一条名单记录',
  description:
    '移出事由（removalGround）见 GET /severe-lists 的 grounds；移出后归档，其记录不再公示、共享。该名单不允许的事由、未满等待期的，答 202：名单照旧，待登记机构凭文书确认，其间核查转人工复核，等待期满的自动移出。未说明事由的照办，记为 unstated。认定有误的，请办理撤销（revocations）。',
  request: { params: ListingId, body: jsonBody(RemovalIn) },
  responses: { ...decided, 202: jsonAnswer(DecidedOut, '待登记机构确认，名单照旧') },
});
const revoke = guarded(door('listing.revoke'), {
  method: 'post',
  operationId: 'revokeListing',
  path: '/listings/{id}/revocations',
  tags,
  summary: '撤销一条名单记录（认定错误，视为自始未列入）',
  description:
    '随时可以办理，期满或者提前移出以后也可以（此时须填写 version）；除审计人员外不再显示，依其作出的核查由系统告知原查询单位。',
  request: { params: ListingId, body: jsonBody(RevocationIn) },
  responses: decided,
});
const restore = guarded(door('listing.restore', 'listing.document-required'), {
  method: 'post',
  operationId: 'restoreListing',
  path: '/listings/{id}/restorations',
  tags,
  summary: '恢复列入：提前移出或者撤销不能成立的，恢复原列入，原期限继续计算',
  description:
    '提前移出以虚假材料取得的，予以恢复。已撤销、经异议删除的决定不因再次报送而恢复，只由此恢复；此时 documentNo（依据文书号）必填。',
  request: { params: ListingId, body: jsonBody(RestorationIn) },
  responses: decided,
});
const extend = guarded(door('listing.extend', 'listing.not-extendable', 'listing.not-longer'), {
  method: 'post',
  operationId: 'extendListing',
  path: '/listings/{id}/extensions',
  tags,
  summary: '延长名单管理期（规定许可的），或另定惩戒措施期限',
  request: { params: ListingId, body: jsonBody(ExtensionIn) },
  responses: decided,
});

export const listingDecisionRoutes = router()
  .openapi(remove, async (c) => {
    const { id } = c.req.valid('param');
    const done = DecidedOut.parse(await removeListing(c.get('ctx'), id, c.req.valid('json')));
    return done.removalHeld ? c.json(done, 202) : c.json(done, 201);
  })
  .openapi(revoke, async (c) => {
    const { id } = c.req.valid('param');
    return c.json(DecidedOut.parse(await revokeListing(c.get('ctx'), id, c.req.valid('json'))), 201);
  })
  .openapi(restore, async (c) => {
    const { id } = c.req.valid('param');
    return c.json(DecidedOut.parse(await restoreListing(c.get('ctx'), id, c.req.valid('json'))), 201);
  })
  .openapi(extend, async (c) => {
    const { id } = c.req.valid('param');
    return c.json(DecidedOut.parse(await extendListing(c.get('ctx'), id, c.req.valid('json'))), 201);
  });
