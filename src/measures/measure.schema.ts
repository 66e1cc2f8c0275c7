import { z } from '@hono/zod-openapi';

export const MeasureOut = z
  .object({
    code: z.string(),
    edition: z.int(),
    kind: z.enum(['I', 'II', 'III']),
    title: z.string(),
    content: z.string(),
    target: z.string(),
    basis: z.string(),
    departments: z.array(z.string()).openapi({ description: '实施单位；* 表示各公共管理机构' }),
    lists: z.array(z.string()),
  })
  .openapi('Measure');

export const MeasuresOut = z.object({ items: z.array(MeasureOut), next: z.string().nullable() });
