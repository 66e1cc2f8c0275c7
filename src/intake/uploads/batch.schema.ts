import { z } from '@hono/zod-openapi';
import { PageQuery } from '../../platform/web/page-cursor.ts';
import { batchStatuses } from './batch.rules.ts';
import type { BatchRow } from './batch.table.ts';

const count = z.int().min(0);
const instant = z.iso.datetime();

export const SubmitQuery = z.strictObject({
  catalog: z.string().max(64).openapi({ description: '目录代码', example: 'administrative-penalty' }),
  mode: z.enum(['append', 'full', 'dry-run']).default('append').openapi({
    description:
      'append 追加或更正；full 整表覆盖，未列明的记录在确认后撤回，有工作表未读取的先等确认；dry-run 只校验、不入库',
  }),
});
export const BatchId = z.strictObject({ id: z.uuid().openapi({ description: '批次号' }) });
export const BatchQuery = PageQuery.strict();

const FaultOut = z.object({
  column: z.string().optional().openapi({ description: '列名', example: '统一社会信用代码' }),
  code: z.string().openapi({ example: 'uscc.check-digit' }),
  message: z.string().openapi({ example: '统一社会信用代码第 18 位校验码不符，请逐位核对证照原件。' }),
  value: z.string().optional().openapi({ description: '该列的原值，个人信息已遮蔽', example: '9144030…' }),
  suggestion: z.string().optional().openapi({ description: '有把握时给出的改法', example: '罚款' }),
});
const formats = ['csv', 'xlsx', 'json', 'ndjson'] as const;
const encoding = z.string().nullable().openapi({
  description:
    '按内容判定的编码：utf-8、gb18030、utf-16le、utf-16be；XLSX 与压缩包为空；前 1 MB 全为 ASCII 的，计数后给出',
});
const separator = z
  .enum(['comma', 'tab', 'semicolon'])
  .nullable()
  .openapi({ description: 'CSV/TSV 按内容判定的分隔符' });

export const BatchOut = z
  .object({
    id: z.uuid(),
    catalog: z.string(),
    edition: z.int().openapi({ description: '所用目录版次' }),
    mode: z.enum(['append', 'full', 'dry-run']),
    format: z.enum([...formats, 'zip']),
    encoding,
    separator,
    mappingVersion: z.int().nullable().openapi({ description: '受理时所用的本单位列名对应版本；未用为空' }),
    files: z
      .array(
        z.object({
          name: z.string(),
          format: z.enum(formats),
          encoding,
          separator,
          firstRow: z.int().nullable().openapi({ description: '该文件首行在本批次中的行号；计数后给出' }),
        }),
      )
      .nullable()
      .openapi({ description: '压缩包中的数据文件，或工作簿中所读的几张工作表，按原有顺序；其他情况为空' }),
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
    reconciliation: z.string().nullable().openapi({
      description:
        '整表处理完毕后的对账结果：来源所报、登记系统所计与每处差异；其他批次为空（登记机构查看须加 agency）',
    }),
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
      separator: 'comma',
      mappingVersion: null,
      files: null,
      fileName: '行政处罚-2026-11.csv',
      byteCount: 48213,
      sha256: null,
      status: 'queued',
      counts: { rows: 0, accepted: 0, unchanged: 0, corrected: 0, held: 0, rejected: 0, warnings: 0 },
      totalRows: null,
      progress: 0,
      missing: null,
      withdrawn: 0,
      reconciliation: null,
      problem: null,
      createdAt: '2026-11-24T02:00:00.000Z',
      startedAt: null,
      finishedAt: null,
    },
  });

export const RowErrorOut = z
  .object({
    row: z.int().openapi({ description: '数据行号，从 1 起，不含表头；压缩包内各文件连续编号' }),
    file: z
      .string()
      .nullable()
      .openapi({ description: '压缩包中的文件名，或几张工作表中的表名；其他情况为空' }),
    fileRow: z.int().nullable().openapi({ description: '在该文件中的行号' }),
    verdict: z.enum(['rejected', 'held', 'warned']),
    errors: z.array(FaultOut),
    values: z
      .record(z.string(), z.string())
      .nullable()
      .openapi({ description: '退回行的原值，个人信息已遮蔽；不得留存的行为空' }),
  })
  .openapi('BatchRowError');

const instantOf = (text: string) => new Date(text).toISOString();

export const batchOut = (batch: BatchRow) => {
  const { rows, accepted, unchanged, corrected, held, rejected, warnings } = batch;
  return {
    id: batch.id,
    catalog: batch.catalog,
    edition: batch.edition,
    mode: batch.mode,
    format: batch.format,
    encoding: batch.encoding,
    separator: batch.separator,
    mappingVersion: batch.mappingVersion,
    files: batch.files,
    fileName: batch.fileName,
    byteCount: batch.byteCount,
    sha256: batch.sha256,
    status: batch.status,
    counts: { rows, accepted, unchanged, corrected, held, rejected, warnings },
    totalRows: batch.totalRows,
    progress: progressOf(batch),
    missing: batch.missing,
    withdrawn: batch.withdrawn,
    reconciliation:
      batch.mode === 'full' && batch.status === 'done' ? `/api/v1/reconciliations/${batch.catalog}` : null,
    problem: batch.problem,
    createdAt: instantOf(batch.createdAt),
    startedAt: batch.startedAt && instantOf(batch.startedAt),
    finishedAt: batch.finishedAt && instantOf(batch.finishedAt),
  };
};

const progressOf = ({ status, rows, totalRows }: BatchRow): number => {
  if (status === 'done') return 1;
  return totalRows ? Math.min(1, rows / totalRows) : 0;
};
