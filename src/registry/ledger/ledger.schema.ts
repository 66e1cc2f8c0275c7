import { z } from '@hono/zod-openapi';
import { PageQuery } from '../../platform/web/page-cursor.ts';
import { FlagsOut } from '../listings/listing.schema.ts';

export const LedgerQuery = PageQuery.extend({
  subject: z
    .string()
    .regex(/^(subjects\/)?\d{1,15}$|^[0-9A-Z]{8}-?[0-9X]$|^[0-9A-Z]{18}$/)
    .optional()
    .openapi({
      description:
        '推送中的主体编号（subjects/7 或 7），或组织的统一社会信用代码、组织机构代码、工商注册号；自然人的证件号码不得写在网址中',
      example: 'subjects/7',
    }),
});

export const LedgerMeasure = z
  .object({
    code: z.string(),
    kind: z.enum(['I', 'II', 'III']),
    title: z.string(),
    basis: z.string(),
    since: z.string(),
    suspended: z.boolean().openapi({ description: '要求该措施的名单均已停止执行：措施中止，不得执行' }),
    askedBy: z.array(
      z.object({
        list: z.string(),
        listingId: z.int(),
        since: z.string(),
        until: z.string().nullable(),
        lifts: z.string().openapi({ description: '可以解除的认定单位' }),
        disputed: z.boolean(),
        flags: FlagsOut,
      }),
    ),
  })
  .openapi('LedgerMeasure');

export const LedgerOut = z
  .object({
    subject: z.object({
      id: z.string().openapi({ example: 'subjects/7' }),
      subjectKind: z.string(),
      subjectName: z.string(),
      uscc: z.string().optional(),
      otherCode: z.string().optional().openapi({
        description: '尚无统一社会信用代码的组织：组织机构代码或工商注册号，种类见 otherCodeType',
      }),
      otherCodeType: z.enum(['org-code', 'business-registration-no']).optional(),
      maskedCode: z.string().optional(),
    }),
    measures: z.array(LedgerMeasure),
  })
  .openapi('LedgerEntry');
