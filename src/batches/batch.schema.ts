import { z } from '@hono/zod-openapi';
import { PageQuery } from '../platform/page-cursor.ts';
import { batchStatuses } from './batch.rules.ts';

const count = z.int().min(0);
const instant = z.iso.datetime();

export const SubmitQuery = z.strictObject({
  catalog: z.string().max(64).openapi({ description: '目录代码', example: 'administrative-penalty' }),
  mode: z.enum(['append', 'full', 'dry-run']).default('append').openapi({
    description: 'append 追加或更正；full 整表覆盖，未列明的记录在确认后撤回；dry-run 只校验、不入库',
  }),
});
export const BatchId = z.strictObject({ id: z.uuid().openapi({ description: '批次号' }) });
export const BatchQuery = PageQuery.strict();

const FaultOut = z.object({
  column: z.string().optional().openapi({ description: '列名', example: '统一社会信用代码' }),
  code: z.string().openapi({ example: 'uscc.check-digit' }),
  message: z.string().openapi({ example: '统一社会信用代码第 18 位校验码不符，请逐位核对证照原件。' }),
});

export const BatchOut = z
  .object({
    id: z.uuid(),
    catalog: z.string(),
    edition: z.int().openapi({ description: '所用目录版次' }),
    mode: z.enum(['append', 'full', 'dry-run']),
    format: z.enum(['csv', 'xlsx', 'json', 'ndjson']),
    encoding: z.string().nullable(),
    fileName: z.string().nullable(),
    byteCount: count,
    sha256: z.string().nullable().openapi({ description: '上传文件的 SHA-256' }),
    status: z.enum(batchStatuses),
    counts: z.object({
      rows: count,
      accepted: count,
      unchanged: count,
      corrected: count,
      held: count,
      rejected: count,
      warnings: count,
    }),
    totalRows: count.nullable().openapi({ description: '文件总行数，开始处理后给出' }),
    progress: z.number().min(0).max(1),
    missing: count.nullable().openapi({ description: '整表覆盖时，现有记录中未被列明、确认后将撤回的条数' }),
    withdrawn: count.openapi({ description: '整表覆盖已撤回的条数' }),
    problem: z
      .object({ code: z.string(), detail: z.string().optional(), errors: z.array(z.looseObject({})) })
      .nullable(),
    createdAt: instant,
    startedAt: instant.nullable(),
    finishedAt: instant.nullable(),
  })
  .openapi('Batch', {
    example: {
      id: '0199a1b2-0000-7000-8000-000000000001',
      catalog: 'administrative-penalty',
      edition: 1,
      mode: 'append',
      format: 'csv',
      encoding: 'utf-8',
      fileName: '行政处罚-2026-11.csv',
      byteCount: 48213,
      sha256: null,
      status: 'queued',
      counts: { rows: 0, accepted: 0, unchanged: 0, corrected: 0, held: 0, rejected: 0, warnings: 0 },
      totalRows: null,
      progress: 0,
      missing: null,
      withdrawn: 0,
      problem: null,
      createdAt: '2026-11-24T02:00:00.000Z',
      startedAt: null,
      finishedAt: null,
    },
  });

export const RowErrorOut = z
  .object({
    row: z.int().openapi({ description: '数据行号，从 1 起，不含表头' }),
    verdict: z.enum(['rejected', 'held', 'warned']),
    errors: z.array(FaultOut),
    values: z
      .record(z.string(), z.string())
      .nullable()
      .openapi({ description: '退回行的原值，个人信息已遮蔽；不得留存的行为空' }),
  })
  .openapi('BatchRowError');
