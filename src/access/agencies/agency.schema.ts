import { z } from '@hono/zod-openapi';
import { dayIn } from '../../platform/web/day-in.schema.ts';

export const AgencyRole = z.enum(['feeder', 'window', 'subscriber', 'registrar', 'auditor']);

export const AgencyIn = z
  .strictObject({
    code: z
      .string()
      .trim()
      .regex(/^[A-Z0-9][A-Z0-9-]{0,31}$/, '单位代码为 1–32 位大写字母、数字或连字符')
      .openapi({ example: 'SCJG' }),
    name: z.string().trim().min(2).max(200).openapi({ example: '示例市市场监督管理局' }),
    uscc: z.string().openapi({ example: '114403000075500130' }),
    region: z
      .string()
      .regex(/^\d{6}$/, '行政区划代码为 6 位数字')
      .default('000000')
      .openapi({ example: '440300' }),
    roles: z.array(AgencyRole).min(1),
    catalogs: z
      .array(z.string())
      .default([])
      .openapi({ example: ['administrative-penalty', 'serious-violation'] }),
    validFrom: dayIn.optional(),
    validUntil: dayIn.optional(),
    succeeds: z
      .strictObject({
        agency: z.string().trim().min(1).max(32).openapi({ description: '原单位代码', example: 'GSJ' }),
        from: dayIn.openapi({ description: '自此日起承继，原单位停用', example: '2027-01-01' }),
      })
      .optional()
      .openapi({ description: '由更名、撤并而来的单位：所承继的原单位，可沿用其统一社会信用代码' }),
  })
  .openapi('AgencyIn');
export type AgencyIn = z.input<typeof AgencyIn>;

export const SuccessionIn = z
  .strictObject({
    successor: z.string().trim().min(1).max(32).openapi({ description: '承继单位代码', example: 'SCJGW' }),
    from: dayIn.openapi({ description: '自此日起由承继单位行使职权，原单位停用', example: '2027-01-01' }),
  })
  .openapi('SuccessionIn');
export type SuccessionIn = z.infer<typeof SuccessionIn>;

export const AgencyOut = z
  .object({
    id: z.int(),
    code: z.string(),
    name: z.string(),
    uscc: z.string(),
    region: z.string(),
    roles: z.array(z.string()),
    catalogs: z.array(z.string()),
    validFrom: z.string(),
    validUntil: z.string().nullable(),
  })
  .openapi('Agency');
