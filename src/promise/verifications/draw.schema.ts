import { z } from '@hono/zod-openapi';
import { risks } from './verification.rules.ts';

export const DrawIn = z
  .strictObject({
    seed: z
      .string()
      .trim()
      .min(8)
      .max(64)
      .regex(/^[\w-]+$/, '种子只用字母、数字、“-”和“_”')
      .optional()
      .openapi({ description: '公开抽取的种子，如当日公证的号码；不填由系统随机生成。种子随抽查留存' }),
  })
  .openapi('VerificationDrawIn');
export type DrawIn = z.output<typeof DrawIn>;

export const DrawNo = z.strictObject({
  no: z.string().min(1).max(40).openapi({ description: '抽查编号', example: 'CC20260001' }),
});

const count = z.int().min(0);
export const DrawOut = z
  .object({
    no: z.string(),
    seed: z.string(),
    at: z.iso.datetime({ offset: true }),
    by: z.string(),
    drawn: count,
    digest: z.string().openapi({ description: '抽中的核查编号和核查人员编号逐行排列的 SHA-256' }),
    officers: count.openapi({ description: '参加抽取的核查人员（各单位窗口人员）人数' }),
    strata: z.array(
      z.object({
        risk: z.enum(risks),
        population: count.openapi({ description: '上次抽查以后办结、列入抽查范围的承诺' }),
        rate: count.openapi({ description: '承诺的抽查比例（百分之）' }),
        ordinary: count.openapi({ description: '未作承诺的同类主体的抽查比例；两者取低' }),
        carried: count.openapi({ description: '以前各次取整留下的百分之几件' }),
        taken: count,
        left: count,
      }),
    ),
  })
  .openapi('VerificationDraw');
export type DrawShown = z.infer<typeof DrawOut>;
export const DrawListOut = z.object({ items: z.array(DrawOut) }).openapi('VerificationDrawList');

export const DrawComparedOut = DrawOut.extend({
  isSame: z.boolean().openapi({ description: '以同一种子对同一范围重新抽取，结果与当时一致' }),
  missing: z.array(z.string()).openapi({ description: '重抽抽中而当时未列的，至多 100 件' }),
  added: z.array(z.string()).openapi({ description: '当时列为抽中而重抽未抽中的，至多 100 件' }),
}).openapi('VerificationDrawCompared');
export type DrawCompared = z.infer<typeof DrawComparedOut>;
