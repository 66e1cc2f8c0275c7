import { z } from '@hono/zod-openapi';
import { instantIn } from '../../platform/web/day-in.schema.ts';
import { LedgerMeasure } from '../../registry/ledger/ledger.schema.ts';
import { listingFlags } from '../../registry/listings/listing.rules.ts';
import { CaseNo, IdentityProof, Purpose, SubjectIn } from '../../registry/subjects/subject.schema.ts';
import { appealKinds, appealStates } from '../../remedy/appeals/appeal.rules.ts';
import { disputeEffects, disputeStates } from '../../remedy/disputes/dispute.rules.ts';
import { repairStates } from '../../remedy/repairs/repair.rules.ts';

export const FileQuery = z
  .strictObject({
    subject: SubjectIn,
    purpose: Purpose,
    caseNo: CaseNo.optional().openapi({
      description: '办件编号；查询自然人的必填',
      example: 'BJ-2026-000123',
    }),
    identityProof: IdentityProof.optional().openapi({
      description: '怎样核验了本人身份；自然人本人申请（own-request）的必填',
    }),
    authorisation: z.uuid().optional().openapi({
      description: '本人授权的编号；以没有法律上直接依据的目的（recruitment）查询自然人的必填',
    }),
    asOf: instantIn.optional().openapi({ description: '按登记系统在该时刻所知' }),
  })
  .openapi('FileQuery');
export type FileQuery = z.infer<typeof FileQuery>;

const Provenance = z.object({
  agency: z.string(),
  batchId: z.string().nullable(),
  row: z.int().nullable(),
  documentNo: z.string().nullable(),
  knownFrom: z.string(),
  knownUntil: z.string().nullable().openapi({ description: '此后已由另一版本取代；空为现行' }),
});

const validTime = {
  validFrom: z.string().openapi({ description: '事实自此日成立（与何时获知无关）' }),
  validUntil: z.string().nullable(),
};

const appealFlagsOut = {
  isUnderAppeal: z.boolean().openapi({ description: '复议或诉讼审理中' }),
  isStayed: z.boolean().openapi({ description: '复议或诉讼期间停止执行' }),
};

const ListingOut = z
  .object({
    id: z.int(),
    list: z.string(),
    state: z.string(),
    authority: z.string(),
    documentNo: z.string().nullable(),
    reason: z.string(),
    listedOn: z.string(),
    dueOn: z.string().nullable(),
    endedOn: z.string().nullable(),
    measuresUntil: z.string().nullable(),
    measuresEndedOn: z.string().nullable(),
    isDisputed: z.boolean(),
    ...appealFlagsOut,
    flags: z.array(z.enum(listingFlags)).openapi({ description: '名单状态之外的标注' }),
    knownFrom: z.string().openapi({ description: '登记系统自此时刻知其为此状态' }),
    ...validTime,
  })
  .openapi('FileListing');

export const FileOut = z
  .object({
    subject: z.object({
      kind: z.string(),
      name: z.string(),
      formerNames: z.array(z.string()),
      identifiers: z.array(
        z.object({ type: z.string(), code: z.string().openapi({ description: '自然人号码已遮盖' }) }),
      ),
      dissolvedOn: z.string().nullable(),
    }),
    asOf: z.string(),
    records: z.array(
      z.object({
        id: z.int(),
        catalog: z.string(),
        sourceNo: z.string(),
        version: z.int(),
        state: z.string(),
        class: z.string().nullable(),
        classFrom: z.enum(['authority', 'mapping']).nullable().openapi({
          description: '失信程度由何而来：authority 认定单位认定，mapping 报送数据未载明、按本市设定对应',
        }),
        decidedOn: z.string(),
        publishedUntil: z.string().nullable(),
        authority: z.string(),
        isDisputed: z.boolean(),
        ...appealFlagsOut,
        unsaid: z.array(z.string()).openapi({ description: '列入决定应当载明而数据未载明的内容（表头）' }),
        fields: z.record(z.string(), z.unknown()),
        ...validTime,
        provenance: Provenance,
      }),
    ),
    listings: z.array(ListingOut),
    honours: z.array(ListingOut),
    measures: z.array(LedgerMeasure).openapi({ description: '现对其有效的措施、因哪些名单、由谁解除' }),
    repairs: z.array(
      z.object({
        id: z.int(),
        recordId: z.int(),
        listingId: z.int().nullable(),
        state: z.enum(repairStates),
        appliedOn: z.string(),
        dueOn: z.string().nullable(),
        restoredOn: z.string().nullable(),
      }),
    ),
    disputes: z.array(
      z.object({
        id: z.int(),
        recordId: z.int(),
        listingId: z.int().nullable(),
        state: z.enum(disputeStates),
        raisedOn: z.string(),
        dueOn: z.string().nullable(),
        effect: z.enum(disputeEffects).nullable(),
        note: z.string().nullable(),
      }),
    ),
    appeals: z.array(
      z.object({
        id: z.int(),
        recordId: z.int(),
        listingId: z.int().nullable(),
        kind: z.enum(appealKinds),
        authority: z.string(),
        caseNo: z.string(),
        state: z.enum(appealStates),
        startedOn: z.string(),
        endedOn: z.string().nullable(),
      }),
    ),
  })
  .openapi('CreditFile');

const Look = z.object({
  how: z.enum(['check', 'check-as-of', 'file', 'knowledge', 'archive', 'notice', 'notice-signed']),
  agency: z.string().nullable(),
  by: z.string(),
  at: z.string(),
  no: z.string().nullable().openapi({ description: '核查编号或通知编号' }),
});

export const KnowledgeOut = z
  .object({
    subject: FileOut.shape.subject.pick({ kind: true, name: true, identifiers: true }),
    asOf: z.string().nullable(),
    facts: z.array(
      z.object({
        kind: z.enum(['record', 'listing']),
        id: z.int(),
        list: z.string(),
        version: z.int().nullable(),
        state: z.string(),
        class: z.string().nullable(),
        documentNo: z.string().nullable(),
        authority: z.string(),
        ...validTime,
        knownFrom: z.string(),
        knownUntil: z.string().nullable(),
        broughtBy: z.object({
          agency: z.string(),
          batchId: z.string().nullable(),
          row: z.int().nullable(),
          by: z.string().nullable(),
        }),
        seenBy: z.array(Look).openapi({ description: '最近二百次' }),
        seenCount: z.int(),
      }),
    ),
  })
  .openapi('Knowledge');
