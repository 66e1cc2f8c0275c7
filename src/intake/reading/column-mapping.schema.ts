import { z } from '@hono/zod-openapi';

const MOST_COLUMNS = 300;
const columns = z
  .record(z.string().max(120), z.string().max(120).nullable())
  .refine((given) => Object.keys(given).length <= MOST_COLUMNS, `最多 ${MOST_COLUMNS} 列`)
  .openapi({
    description: '本单位的列名 → 目录字段名；null 表示忽略该列',
    example: { 企业全称: 'subjectName', 内部流水号: null },
  });

export const MappingIn = z.strictObject({ columns }).openapi('ColumnMappingInput');
export const MappingCatalog = z.strictObject({
  code: z.string().max(64).openapi({ description: '目录代码', example: 'administrative-penalty' }),
});
export const MappingOut = z
  .object({
    catalog: z.string(),
    version: z.int().openapi({ description: '每次改动加一；批次记住它所用的版本', example: 1 }),
    columns,
    savedBy: z.string(),
    savedAt: z.iso.datetime(),
  })
  .openapi('ColumnMapping');
