import { z } from '@hono/zod-openapi';
import { dayIn } from '../../platform/web/day-in.schema.ts';

const kind = z.enum(['I', 'II', 'III']).openapi({
  description: 'I 减损权益或增加义务；II 履职管理措施；III 其他组织自主实施，仅供参考',
});
const about = {
  code: z.string(),
  kind,
  title: z.string(),
  content: z.string(),
  target: z.string(),
  basis: z.string(),
  departments: z.array(z.string()).openapi({ description: '实施单位；* 表示各公共管理机构' }),
  lists: z.array(z.string()),
};

const personsOnly = z.boolean().openapi({ description: '仅对自然人；单位被列入时不要求执行' });

export const MeasureOut = z
  .object({
    ...about,
    personsOnly,
    edition: z.int(),
    validFrom: z.string(),
    validUntil: z.string().nullable(),
  })
  .openapi('Measure');

export const MeasuresOut = z.object({ items: z.array(MeasureOut), next: z.string().nullable() });

export const MeasureQuery = z.strictObject({
  edition: z.coerce
    .number()
    .pipe(z.int32())
    .optional()
    .openapi({ description: '版本；不填为现行有效的措施' }),
  list: z.string().max(64).optional().openapi({ description: '名单（目录）代码' }),
  kind: kind.optional(),
});

const words = (max: number) => z.string().trim().min(1).max(max);

// An edition without the document that it stands on: a change names that as its basis.
export const measureEdition = {
  edition: z.int().min(2021).max(2999).openapi({ example: 2027 }),
  validFrom: dayIn.openapi({ description: '施行日期；此前各版自该日起停止使用', example: '2027-01-01' }),
  measures: z
    .array(
      z.strictObject({
        code: z
          .string()
          .regex(/^[A-Z][A-Z0-9_.]{1,63}$/, '代码写作大写字母、数字、下划线和点')
          .openapi({ example: 'FUND_LIMIT' }),
        kind,
        title: words(200),
        content: words(2000),
        target: words(500),
        basis: words(1000).openapi({ description: '法规政策依据' }),
        departments: z.array(words(64)).min(1).max(200),
        lists: z.array(words(64)).min(1).max(100),
        personsOnly: personsOnly.default(false),
      }),
    )
    .min(1)
    .max(1000)
    .refine((all) => new Set(all.map(({ code }) => code)).size === all.length, '措施代码有重复'),
};
export const EditionIn = z
  .strictObject({ ...measureEdition, source: words(200).openapi({ description: '文件名称或文号' }) })
  .openapi('MeasureEditionIn');
export type EditionDraft = z.infer<typeof EditionIn>;
