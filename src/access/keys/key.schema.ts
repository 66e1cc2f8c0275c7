import { z } from '@hono/zod-openapi';
import { addressRangeIn } from '../../platform/web/address-range.schema.ts';
import { dayIn } from '../../platform/web/day-in.schema.ts';
import { listOf } from '../../platform/web/page-cursor.ts';
import { AgencyRole } from '../agencies/agency.schema.ts';

const label = z.string().trim().min(1).max(100);

export const KeyIn = z
  .strictObject({
    label: label
      .optional()
      .openapi({ description: '用于何处，便于日后辨认', example: '政务服务平台生产环境' }),
    roles: z
      .array(AgencyRole)
      .min(1)
      .optional()
      .openapi({ description: '本密钥的职权，须为单位所有；不填为单位全部职权' }),
    catalogs: z
      .array(z.string().min(1).max(64))
      .min(1)
      .max(200)
      .optional()
      .openapi({ description: '只可报送的目录，须为单位所有；不填为单位全部目录' }),
    addresses: z
      .array(addressRangeIn)
      .min(1)
      .max(50)
      .optional()
      .openapi({ description: '只可从这些地址或网段使用；不填不限', example: ['192.0.2.0/24'] }),
    expiresOn: dayIn
      .optional()
      .openapi({ description: '自此日起失效；不填则直到吊销', example: '2027-11-30' }),
  })
  .openapi('ApiKeyIn');
export type KeyIn = z.output<typeof KeyIn>;

export const KeyAsked = z
  .object({
    id: z
      .uuid()
      .openapi({ description: '授权编号：由另一人以 POST /grants/{id}/confirm 复核，密钥届时显示' }),
    kind: z.literal('key'),
    agency: z.string(),
    state: z.literal('pending'),
  })
  .openapi('ApiKeyAsked');

const LONGEST_OVERLAP_HOURS = 30 * 24;
export const RotationIn = z
  .strictObject({
    overlapHours: z
      .int()
      .min(0)
      .max(LONGEST_OVERLAP_HOURS)
      .default(24)
      .openapi({ description: '新旧两个密钥同时可用的小时数，至多三十日' }),
  })
  .openapi('ApiKeyRotation');
export type RotationIn = z.output<typeof RotationIn>;

const instant = z.iso.datetime();

export const KeyDetail = z
  .object({
    id: z.uuid(),
    agency: z.string(),
    agencyName: z.string(),
    label: z.string().nullable(),
    roles: z.array(z.string()),
    catalogs: z.array(z.string()).nullable().openapi({ description: 'null 为单位全部目录' }),
    addresses: z.array(z.string()).nullable().openapi({ description: 'null 为不限地址' }),
    state: z.enum(['active', 'expiring', 'expired', 'revoked']).openapi({
      description: 'expiring：三十日内到期，请更换',
    }),
    issuedAt: instant,
    expiresAt: instant.nullable(),
    revokedAt: instant.nullable(),
    lastUsedAt: instant.nullable().openapi({ description: '最近一次使用，误差十分钟' }),
    replaces: z.uuid().nullable().openapi({ description: '更换的是哪一个密钥' }),
    replacedBy: z.uuid().nullable().openapi({ description: '由哪一个密钥更换' }),
  })
  .openapi('ApiKeyDetail');
export type KeyDetail = z.output<typeof KeyDetail>;

export const KeyList = listOf(KeyDetail).openapi('ApiKeyList');
