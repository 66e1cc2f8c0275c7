import { z } from '@hono/zod-openapi';
import { shownName } from '../../kernel/names.ts';
import { classFrom } from '../../law/catalogs/class-from.ts';
import { PageQuery } from '../../platform/web/page-cursor.ts';
import { holdReason } from './hold-words.rules.ts';
import { recordStates } from './record.rules.ts';
import type { RecordRow } from './record.table.ts';

const day = z.iso.date();

export const RecordKey = z.strictObject({
  catalog: z.string().max(64).openapi({ description: '目录代码', example: 'administrative-penalty' }),
  sourceNo: z
    .string()
    .min(1)
    .max(128)
    .openapi({ description: '来源记录号，不得使用证件号码', example: 'CF-2026-0001' }),
});
export const RecordId = z.strictObject({ id: z.coerce.number().int().positive() });
export const HeldQuery = PageQuery.extend({ state: z.literal('held') }).strict();
export const RecordFields = z
  .record(z.string().max(64), z.union([z.string(), z.number(), z.null()]))
  .openapi('RecordFields', {
    description: '目录字段名（英文）与值；见 GET /catalogs/{code}',
    example: { counterpartName: '示例蔬菜种植专业合作社', decisionDocNo: '示市监罚〔2026〕1号' },
  });
export const WithdrawQuery = z.strictObject({
  reason: z
    .string()
    .trim()
    .min(2)
    .max(500)
    .openapi({ description: '撤回原因', example: '处罚决定被复议撤销' }),
});
export const CorrectionIn = z
  .strictObject({
    ground: z.string().trim().min(4).max(500).openapi({ example: '经核查，违法行为尚未改正' }),
    documentNo: z.string().trim().max(128).optional().openapi({ example: '示市监函〔2026〕8号' }),
  })
  .openapi('RecordCorrection');

export const AdmissionIn = z
  .strictObject({
    documentNo: z.string().trim().min(2).max(128).optional().openapi({
      description: '确认待核的移出时必填：认定单位准予移出的文书号',
      example: '示市监移〔2026〕3号',
    }),
  })
  .openapi('RecordAdmission');

export const RecordOut = z
  .object({
    id: z.int(),
    catalog: z.string(),
    sourceNo: z.string(),
    agency: z.string(),
    subject: z.object({ kind: z.string(), name: z.string() }),
    state: z.enum(recordStates),
    version: z.int(),
    class: z.enum(['minor', 'ordinary', 'severe']).nullable(),
    classFrom: z.enum(['authority', 'mapping']).nullable().openapi({
      description: '失信程度由何而来：authority 认定单位认定，mapping 报送数据未载明、按本市设定对应',
    }),
    documentNo: z.string().nullable(),
    authorityName: z.string(),
    authorityUscc: z.string().nullable(),
    decidedOn: day,
    publishedUntil: day.nullable(),
    retainedUntil: day.nullable(),
    fields: z.record(z.string(), z.string()),
    holdCode: z.string().nullable().openapi({ description: '待核实的原因代码' }),
    holdReason: z.string().nullable().openapi({ description: '为何待核实、如何办理' }),
    fallen: z.object({ by: z.string(), on: day, documentNo: z.string().nullable() }).nullable().openapi({
      description: 'holdCode 为 row.decision-fallen 时：该决定由谁、于何日、依何文书终止；其余为空',
    }),
    removalHeld: z
      .object({
        code: z.string(),
        message: z.string().openapi({ description: '为何不能即行移出' }),
        ground: z.string().openapi({ description: '移出事由' }),
        on: day.openapi({ description: '认定单位所称的移出之日' }),
        documentNo: z.string().nullable(),
        suspends: z.boolean().openapi({ description: '其间惩戒措施是否暂停' }),
      })
      .nullable()
      .openapi({ description: '待登记机构确认的移出：其间记录照旧有效，核查转人工复核' }),
    disputed: z.boolean(),
    underAppeal: z.boolean().openapi({ description: '复议或诉讼审理中' }),
    stayed: z.boolean().openapi({ description: '复议或诉讼期间停止执行' }),
    uncorrected: z.boolean().openapi({ description: '认定单位标注尚未纠正：最长公示期届满后待其决定' }),
    publicityHeldOn: day.nullable().openapi({ description: '自何日起超过最长公示期而尚未纠正' }),
    batch: z.uuid().nullable(),
    row: z.int().nullable(),
    knownFrom: z.iso.datetime(),
  })
  .openapi('CreditRecord');

export const recordOut = (row: RecordRow) =>
  RecordOut.parse({
    ...row,
    classFrom: classFrom(row),
    holdReason: row.holdCode === null ? null : holdReason(row.holdCode),
    agency: row.agencyName,
    subject: {
      kind: row.subjectKind,
      name: shownName(row.subjectKind, row.subjectName),
    },
    holdCode: row.holdCode ?? row.heldRemoval?.code ?? null,
    removalHeld: row.heldRemoval,
    disputed: row.isDisputed,
    underAppeal: row.isUnderAppeal,
    stayed: row.isStayed,
    uncorrected: row.isUncorrected,
    batch: row.batchId,
    row: row.batchRow,
    knownFrom: new Date(row.knownFrom).toISOString(),
  });
