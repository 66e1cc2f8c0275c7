import { z } from '@hono/zod-openapi';
import { IDENTIFIER_TYPES, isPersonIdentifier } from '../../kernel/identifiers.ts';
import { listOf, PageQuery } from '../../platform/web/page-cursor.ts';
import { CaseNo, IdentityProof, Purpose, SubjectIn } from '../../registry/subjects/subject.schema.ts';
import { appealKinds, appealStates } from '../../remedy/appeals/appeal.rules.ts';
import { disputeEffects, disputeStates } from '../../remedy/disputes/dispute.rules.ts';
import { repairStates } from '../../remedy/repairs/repair.rules.ts';

export const ReportIn = z
  .strictObject({
    subject: SubjectIn,
    purpose: Purpose,
    caseNo: CaseNo.optional().openapi({
      description: '办件编号；自然人或代本人申请的必填',
      example: 'BJ-2026-000123',
    }),
    authorisation: z.uuid().optional().openapi({
      description: '本人授权的编号；以没有法律上直接依据的目的（recruitment）查询自然人的必填',
    }),
    identityProof: IdentityProof.optional().openapi({
      description: '怎样核验了本人身份；自然人本人申请（own-request）的必填',
    }),
  })
  .refine(
    ({ subject, purpose, caseNo }) =>
      purpose !== 'own-request' || caseNo !== undefined || isPersonIdentifier(subject.type),
    { path: ['caseNo'], error: '代本人申请的，请填写办件编号（身份核验与申请材料归入该办件）' },
  )
  .openapi('ReportIn');
export type ReportIn = z.infer<typeof ReportIn>;

const head = {
  no: z.string().openapi({ example: 'BG20261124-7K3M9Q2A' }),
  madeAt: z.iso.datetime(),
  dataVersion: z
    .string()
    .openapi({ description: '出具时刻与内容摘要', example: '20261124020000-5f0c1a7be2d4' }),
  verifyUrl: z.url(),
};
export const ReportMade = z.object(head).openapi('ReportMade');

const Item = z.object({
  recordId: z.int(),
  catalog: z.string(),
  catalogName: z.string(),
  authority: z.string(),
  documentNo: z.string().nullable(),
  decidedOn: z.string(),
  until: z.string().nullable(),
  isListed: z.boolean(),
  isDisputed: z.boolean(),
  isUnderAppeal: z.boolean().optional().openapi({ description: '复议或诉讼审理中' }),
  isStayed: z.boolean().optional().openapi({ description: '复议或诉讼期间停止执行' }),
  lines: z.array(z.object({ label: z.string(), text: z.string() })),
});

export const ReportOut = z
  .object({
    ...head,
    agency: z.string(),
    purpose: Purpose,
    caseNo: z.string().nullable(),
    identityProof: IdentityProof.nullable().default(null).openapi({
      description: '代本人申请时怎样核验了身份；早先的报告没有此项',
    }),
    subject: z.object({
      isKnown: z.boolean(),
      kind: z.string(),
      name: z.string().nullable(),
      formerNames: z.array(z.string()),
      identifiers: z.array(
        z.object({
          type: z.enum(IDENTIFIER_TYPES),
          code: z.string().openapi({ description: '自然人号码已遮盖' }),
        }),
      ),
      dissolvedOn: z.string().nullable(),
    }),
    sections: z.array(
      z.object({
        no: z.int(),
        name: z.string(),
        items: z.array(Item).openapi({ description: '空即“无相关记录”' }),
      }),
    ),
    repairs: z.array(
      z.object({
        id: z.int(),
        recordId: z.int(),
        state: z.enum(repairStates),
        appliedOn: z.string(),
        dueOn: z.string().nullable(),
      }),
    ),
    disputes: z.array(
      z.object({
        id: z.int(),
        recordId: z.int(),
        state: z.enum(disputeStates),
        raisedOn: z.string(),
        effect: z.enum(disputeEffects).nullable(),
        note: z.string().nullable(),
      }),
    ),
    appeals: z.array(
      z.object({
        id: z.int(),
        recordId: z.int(),
        kind: z.enum(appealKinds),
        authority: z.string(),
        caseNo: z.string(),
        state: z.enum(appealStates),
        startedOn: z.string(),
        endedOn: z.string().nullable(),
      }),
    ),
    notified: z
      .array(
        z.object({
          listing: z.int(),
          list: z.string(),
          authority: z.string(),
          documentNo: z.string(),
          reason: z.string(),
          basis: z.string(),
          notifiedOn: z.iso.date(),
          statementsUntil: z.iso.date(),
        }),
      )
      .nullable()
      .default(null)
      .openapi({ description: '仅本人申请查询（own-request）时给出：已告知、尚未列入的名单' }),
    inquiries: z
      .array(
        z.object({
          at: z.string(),
          agency: z.string(),
          kind: z.enum(['check', 'file', 'report', 'identity', 'notice']),
          purpose: z.string().nullable(),
          matter: z.string().nullable(),
          viewCount: z.int().default(0).openapi({ description: '此后被查看的次数' }),
          views: z
            .array(z.object({ at: z.string(), agency: z.string() }))
            .default([])
            .openapi({ description: '此后最近的二十次查看' }),
        }),
      )
      .nullable()
      .openapi({
        description:
          '仅本人申请查询（own-request）时给出：谁查询过、通知过；每次核查一行，此后的查看列在其下',
      }),
  })
  .openapi('CreditReport');
export type ReportOut = z.infer<typeof ReportOut>;

export const ReportListQuery = PageQuery;
export const ReportList = listOf(
  z.object({
    no: head.no,
    madeAt: head.madeAt,
    agency: z.string(),
    purpose: Purpose,
    caseNo: z.string().nullable(),
    subjectName: z.string().nullable(),
  }),
).openapi('ReportList');

export const PublicReportOut = z
  .object({ no: head.no, madeAt: head.madeAt, valid: z.boolean() })
  .openapi('PublicReport');
