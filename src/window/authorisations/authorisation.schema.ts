import { z } from '@hono/zod-openapi';
import { dayIn } from '../../platform/web/day-in.schema.ts';
import { listOf, PageQuery } from '../../platform/web/page-cursor.ts';
import { Purpose, SubjectIn } from '../../registry/subjects/subject.schema.ts';
import { SCAN_BYTES_AT_MOST } from './authorisation.rules.ts';

export const AuthorisationIn = z
  .strictObject({
    subject: SubjectIn,
    purpose: Purpose,
    validFrom: dayIn,
    validUntil: dayIn.openapi({ description: '含当日；自起始日起不超过一年' }),
    scan: z
      .base64()
      .min(1)
      .max(Math.ceil(SCAN_BYTES_AT_MOST / 3) * 4)
      .openapi({
        description: '授权书扫描件（PDF、JPEG 或 PNG），Base64；解码后不超过 512 KB，类型按内容判定',
        example: 'JVBERi0xLjQK',
      }),
  })
  .openapi('AuthorisationIn');
export type AuthorisationIn = z.infer<typeof AuthorisationIn>;

export const AuthorisationOut = z
  .object({
    id: z.uuid(),
    agency: z.string(),
    subjectType: z.string(),
    purpose: Purpose,
    validFrom: z.string(),
    validUntil: z.string(),
    state: z.enum(['valid', 'not-yet', 'expired', 'withdrawn']),
    scanType: z.string(),
    byteCount: z.int(),
    digest: z.string().openapi({ description: '扫描件的 SHA-256' }),
    hasScan: z.boolean().openapi({ description: '假：保存期已满，扫描件已删除' }),
    recordedAt: z.string(),
    recordedBy: z.string(),
    withdrawnAt: z.string().nullable(),
  })
  .openapi('Authorisation');
export type AuthorisationOut = z.infer<typeof AuthorisationOut>;
export const AuthorisationList = listOf(AuthorisationOut).openapi('AuthorisationList');
export const AuthorisationQuery = PageQuery;
export const ScanOut = z
  .object({
    id: z.uuid(),
    scanType: z.string(),
    digest: z.string(),
    scan: z.string().openapi({ description: 'Base64' }),
  })
  .openapi('AuthorisationScan');
