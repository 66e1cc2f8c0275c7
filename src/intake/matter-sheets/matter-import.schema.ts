import { z } from '@hono/zod-openapi';

export const MatterImportQuery = z.strictObject({
  mode: z.enum(['append', 'full', 'dry-run']).default('append').openapi({
    description: 'append 增改所列事项；full 整表替换，未列出的移出目录；dry-run 只校验，不写入',
  }),
  name: z
    .string()
    .trim()
    .min(1)
    .max(200)
    .optional()
    .openapi({ description: '版本名称', example: '示例市证明事项清单（2026年版）' }),
});

const RowError = z.object({ column: z.string().optional(), code: z.string(), message: z.string() });

export const MatterImportOut = z
  .object({
    mode: z.enum(['append', 'full', 'dry-run']),
    edition: z.int().nullable().openapi({ description: '生成的版本；试校验、没有变化或整表有退回行时为空' }),
    counts: z.object({
      rows: z.int(),
      added: z.int(),
      changed: z.int(),
      unchanged: z.int(),
      removed: z.int(),
      rejected: z.int(),
      warned: z.int(),
    }),
    errors: z.array(
      z.object({ row: z.int(), verdict: z.enum(['rejected', 'warned']), errors: z.array(RowError) }),
    ),
  })
  .openapi('MatterImport');
export type Imported = z.infer<typeof MatterImportOut>;
