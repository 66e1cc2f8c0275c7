import { z } from '@hono/zod-openapi';

export const InclusionProof = z
  .object({
    place: z.int(),
    size: z.int(),
    leaf: z.string(),
    path: z.array(z.string()),
    root: z.string(),
    checkpoint: z.string(),
  })
  .openapi('InclusionProof', {
    description: 'RFC 9162 第 2.1.3 节；leaf、path、root 为 base64，checkpoint 为签名文本',
  });
