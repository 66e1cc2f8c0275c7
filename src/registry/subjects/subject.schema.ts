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

export type Purpose = z.infer<typeof Purpose>;

// The case in whose course somebody looks.
export const CaseNo = z.string().trim().min(1).max(64);

// How the clerk came to know that the person at the counter is the person in the file. A paper that stands for it has a number
// of its own; the person's own number is never written here.
// Basis: 个人信息保护法第四十五条、第五十条; 种类为本市设定
export const proofKinds = ['document-seen', 'unified-sign-in', 'power-of-attorney'] as const;
export const IdentityProof = z
  .strictObject({
    kind: z.enum(proofKinds).openapi({
      description:
        'document-seen 当面核对本人证件原件；unified-sign-in 统一身份认证登录；power-of-attorney 核对委托书与双方证件',
    }),
    reference: z
      .string()
      .trim()
      .min(1)
      .max(64)
      .regex(/^[ -~\u00a0-\uffff]+$/, '请勿使用控制字符')
      .optional()
      .openapi({
        description: '认证流水号或委托书编号，document-seen 可不填；不得填写证件号码',
        example: 'WT-2026-0015',
      }),
  })
  .refine(({ kind, reference }) => kind === 'document-seen' || reference !== undefined, {
    path: ['reference'],
    message: '请填写认证流水号或委托书编号',
  })
  .openapi('IdentityProof');
export type IdentityProof = z.infer<typeof IdentityProof>;

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
