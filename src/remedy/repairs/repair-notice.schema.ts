import { z } from '@hono/zod-openapi';

export const RepairNoticeOut = z
  .object({
    no: z.string().openapi({ description: '告知书编号', example: '信修告〔2026〕12号' }),
    listName: z.string(),
    earliestOn: z.iso.date().openapi({ description: '最早可以申请之日' }),
    earliest: z.string(),
    grounds: z.array(z.string()).openapi({ description: '移出条件' }),
    materials: z.array(z.string()),
    how: z.string(),
    where: z.string(),
    remedies: z.string(),
    basis: z.string(),
  })
  .openapi('RepairNotice');

export const RepairNoticeSheetOut = RepairNoticeOut.extend({
  listing: z.int(),
  subject: z.object({
    kind: z.string(),
    name: z.string().openapi({ description: '送达对象全称' }),
    code: z.string().openapi({ description: '自然人号码已遮盖' }),
  }),
  authority: z.string(),
  documentNo: z.string().nullable(),
  reason: z.string(),
  listedOn: z.iso.date(),
  madeOn: z.iso.date(),
}).openapi('RepairNoticeSheet');
