import { guarded, jsonAnswer, router } from '../../platform/web/http.ts';
import { ListingId } from '../../registry/listings/listing.schema.ts';
import { RepairNoticeSheetOut } from './repair-notice.schema.ts';
import { showRepairNotice } from './show-repair-notice.ts';

const show = guarded(
  { permission: 'repair.notice', problems: ['listing.unknown'] },
  {
    method: 'get',
    operationId: 'showRepairNotice',
    path: '/listings/{id}/repair-notice',
    tags: ['信用修复'],
    summary: '一条在列名单的信用修复告知书，供认定单位、登记机构与列入决定一并送达',
    request: { params: ListingId },
    responses: { 200: jsonAnswer(RepairNoticeSheetOut, '信用修复告知书') },
  },
);

export const repairNoticeRoutes = router().openapi(show, async (c) =>
  c.json(RepairNoticeSheetOut.parse(await showRepairNotice(c.get('ctx'), c.req.valid('param').id)), 200),
);
