import { z } from '@hono/zod-openapi';
import { IDENTIFIER_TYPES } from '../../kernel/identifiers.ts';

// Why somebody looks at a subject's credit. Basis: 本市设定，参照山东省社会信用条例第二十二条、深圳经济特区社会信用条例第四十五条
export const Purpose = z.enum([
  'commitment',
  'licensing',
  'procurement',
  'funding',
  'recruitment',
  'supervision',
  'own-request',
]);

// The case in whose course somebody looks.
export const CaseNo = z.string().trim().min(1).max(64);

export const SubjectIn = z
  .strictObject({
    type: z.enum(IDENTIFIER_TYPES),
    code: z.string().trim().min(1).max(40).openapi({ example: '92440300MA5EXMPX83' }),
    country: z
      .string()
      .trim()
      .min(1)
      .max(60)
      .optional()
      .openapi({ description: '护照签发国（地区）：三位字母代码或中文名称；其他证件不填', example: 'USA' }),
    name: z.string().trim().min(1).max(200).optional().openapi({ example: '示例便利店' }),
  })
  .openapi('SubjectIn');
