import { z } from '@hono/zod-openapi';
import { isAddressRange } from './client-address.ts';

/** One address or CIDR, as people write it. */
export const addressRangeIn = z
  .string()
  .trim()
  .max(64)
  .refine(isAddressRange, '请填写 IP 地址或网段，例如 192.0.2.0/24')
  .openapi({ pattern: '^[0-9a-fA-F]*[.:][0-9a-fA-F.:]*(/[0-9]+)?$' });
