import { z } from '@hono/zod-openapi';
import { instantIn } from '../../platform/web/day-in.schema.ts';
import { listOf, PageQuery } from '../../platform/web/page-cursor.ts';
import { fieldFindings, fieldKinds } from './field-report.rules.ts';

// Four megabytes in base64.
const PICTURE_MAX = 5_592_408;
const NOT_HERE = '，加密留存；不得含个人证件号码、银行卡号、手机号码';
const seen = {
  place: z
    .string()
    .trim()
    .min(2)
    .max(200)
    .openapi({ description: `地点${NOT_HERE}`, example: '示例路 1 号' }),
  seenAt: instantIn.openapi({ description: '何时所见：不晚于现在，一个月以内' }),
  note: z
    .string()
    .trim()
    .min(2)
    .max(2000)
    .openapi({ description: `所见情况${NOT_HERE}`, example: '示例：门店照常经营' }),
  picture: z
    .string()
    .min(1)
    .max(PICTURE_MAX, '照片不得超过 4 MB')
    .regex(/^[A-Za-z0-9+/]+={0,2}$/, '请用 base64 编码')
    .refine((text) => text.length % 4 === 0, '请用 base64 编码')
    .optional()
    .openapi({ description: '照片，JPEG 或 PNG，base64，至多 4 MB；附带的位置等信息在收存时去除' }),
};
export const FieldReportIn = z
  .discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('visit'),
      verification: z.string().trim().min(1).max(40).openapi({ description: '核查编号' }),
      finding: z.enum(fieldFindings),
      ...seen,
    }),
    z.strictObject({ kind: z.literal('lead'), ...seen }),
  ])
  .openapi('FieldReportIn', {
    example: {
      kind: 'lead',
      place: '示例路 1 号',
      seenAt: '2026-11-24T09:00:00+08:00',
      note: '示例：门店已搬空',
    },
  });
export type FieldReportIn = z.output<typeof FieldReportIn>;

export const FieldReportKey = z.strictObject({ id: z.uuid() });
export const FieldReportQuery = PageQuery.strict();
export type FieldReportQuery = z.output<typeof FieldReportQuery>;

export const FieldReportLineOut = z
  .object({
    id: z.uuid(),
    kind: z.enum(fieldKinds),
    agency: z.string(),
    verification: z.string().nullable(),
    finding: z.enum(fieldFindings).nullable(),
    seenAt: z.iso.datetime({ offset: true }),
    madeAt: z.iso.datetime({ offset: true }),
    by: z.string(),
    hasPicture: z.boolean(),
  })
  .openapi('FieldReportLine');
export type FieldReportLine = z.infer<typeof FieldReportLineOut>;
export const FieldReportOut = FieldReportLineOut.extend({ place: z.string(), note: z.string() }).openapi(
  'FieldReport',
);
export type FieldReportShown = z.infer<typeof FieldReportOut>;
export const FieldReportListOut = listOf(FieldReportLineOut).openapi('FieldReportList');
