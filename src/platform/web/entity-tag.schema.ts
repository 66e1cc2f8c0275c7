import { z } from '@hono/zod-openapi';

export const IfMatch = z.object({
  'if-match': z.string().optional().openapi({ description: '读取时得到的 ETag' }),
});

export const withEtag = <A extends object>(answer: A) => ({
  ...answer,
  headers: {
    ETag: { description: '当前版本，更改时作 If-Match', schema: { type: 'string' as const } },
  },
});
