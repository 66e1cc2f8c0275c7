import { z } from '@hono/zod-openapi';
import { PageQuery } from '../platform/page-cursor.ts';
import { listingStates } from './listing.rules.ts';

const day = z.iso.date();

export const ListingQuery = PageQuery.extend({
  list: z
    .string()
    .max(64)
    .optional()
    .openapi({ description: '名单（目录代码）', example: 'serious-violation' }),
  state: z.enum(listingStates).optional(),
  changedSince: z.iso
    .datetime({ offset: true })
    .optional()
    .openapi({ description: '此时刻起有变化的', example: '2026-11-01T00:00:00+08:00' }),
  subjectKind: z.enum(['organisation', 'person']).default('organisation').openapi({
    description:
      'organisation 包括个体工商户与机关；查询自然人须给出 list 与 purpose，且本单位承担该名单的措施',
  }),
  purpose: z.string().trim().min(2).max(200).optional().openapi({ description: '查询自然人名单的用途' }),
}).strict();

export const ListingOut = z
  .object({
    id: z.int(),
    list: z.string(),
    kind: z.enum(['severe', 'honour']),
    state: z.enum(listingStates),
    subject: z.object({
      subjectKind: z.string(),
      subjectName: z.string(),
      uscc: z.string().optional(),
      maskedCode: z.string().optional(),
    }),
    region: z.string(),
    authority: z.string(),
    documentNo: z.string().nullable(),
    reason: z.string(),
    listedOn: day,
    dueOn: day.nullable(),
    endedOn: day.nullable(),
    endGround: z.string().nullable(),
    disputed: z.boolean(),
    version: z.int(),
    changedAt: z.iso.datetime(),
  })
  .openapi('Listing');

export const ListingId = z.strictObject({ id: z.coerce.number().int().positive() });
export const RemovalIn = z
  .strictObject({
    state: z.enum(['repaired', 'revoked']).default('repaired').openapi({
      description: 'repaired 提前移出（保留历史）；revoked 撤销（认定错误，视为自始不列入）',
    }),
    ground: z
      .string()
      .trim()
      .min(4)
      .max(500)
      .openapi({ example: '已履行行政处罚决定并消除不良影响，提前移出' }),
    documentNo: z.string().trim().max(128).optional().openapi({ example: '示市监移〔2026〕3号' }),
  })
  .openapi('ListingRemoval');
