import { z } from '@hono/zod-openapi';
import { PageQuery } from '../../platform/web/page-cursor.ts';
import { Purpose, SubjectIn } from '../../registry/subjects/subject.schema.ts';

export const CaseTargetIn = z
  .union([z.strictObject({ listing: z.int().positive() }), z.strictObject({ record: z.int().positive() })])
  .openapi('CaseTarget', {
    description: '信用档案中的名单编号（listing）或记录编号（record）',
    example: { listing: 1 },
  });

// Every case comes in with these. Without a subject the authority speaks for itself.
export const caseIn = (about: { subject: string }) => ({
  target: CaseTargetIn,
  subject: SubjectIn.optional().openapi({ description: about.subject }),
  purpose: Purpose.default('own-request'),
  caseNo: z.string().trim().min(1).max(64).optional(),
});

export const CaseId = z.strictObject({ id: z.coerce.number().int().positive() });
export const caseQuery = <S extends string>(states: readonly S[]) =>
  PageQuery.extend({
    state: z.enum(states).optional(),
    overdue: z.enum(['true', 'false']).optional().openapi({ description: 'true：只看已超期的' }),
  }).strict();

export const caseWords = (most: number) => z.string().trim().min(2).max(most);
export type BoardQuery = z.output<ReturnType<typeof caseQuery>>;
// One step of a case: its name in the API document and its body.
export type StepIn<Given extends object = object> = {
  summary: string;
  body: z.ZodType<Given> & { shape: object };
};
// A form without a step that is known is refused as one without its reason.
export const NoStep = z.strictObject({ reason: caseWords(2000) }).transform(() => z.NEVER);

const day = z.iso.date();
export const CaseDueOut = z
  .object({
    on: day,
    workingDays: z.int(),
    from: day,
    provisional: z.boolean().openapi({ description: '跨入尚未公布放假安排的年度，公布后重新计算' }),
    overdue: z.boolean(),
  })
  .nullable();
const CaseTargetOut = z.object({
  listing: z.int().nullable(),
  record: z.int(),
  catalog: z.string(),
  documentNo: z.string().nullable(),
  authority: z.string(),
});
export const targetOutOf = <S extends string>(states: readonly S[]) => ({
  id: z.int(),
  state: z.enum(states),
  target: CaseTargetOut,
  subject: z.object({ kind: z.string(), name: z.string() }),
});
export const caseOutOf = <S extends string>(states: readonly S[]) => ({
  ...targetOutOf(states),
  applicant: z.enum(['subject', 'authority']),
});
export const CaseStepOut = z
  .object({
    step: z.string(),
    from: z.string().nullable(),
    to: z.string(),
    reason: z.string().nullable(),
    documentNo: z.string().nullable(),
    agency: z.string(),
    by: z.string(),
    at: z.string(),
  })
  .openapi('CaseStep');
