import { z } from '@hono/zod-openapi';
import { CaseNo, Purpose, SubjectIn } from '../../registry/subjects/subject.schema.ts';

export const ArchiveQuery = z
  .strictObject({
    subject: SubjectIn.optional(),
    id: z.int().positive().optional().openapi({ description: '记录编号；与 subject 填写其一' }),
    purpose: Purpose,
    caseNo: CaseNo.openapi({ description: '审计事项编号', example: 'SJ-2026-0001' }),
  })
  .refine(({ subject, id }) => (subject === undefined) !== (id === undefined), {
    error: '请填写 subject（按主体查询）或者 id（按记录编号查询）之一',
  })
  .openapi('ArchiveQuery', {
    example: {
      subject: { type: 'uscc', code: '92440300MA5EXMPX83' },
      purpose: 'supervision',
      caseNo: 'SJ-2026-0001',
    },
  });
export type ArchiveQuery = z.infer<typeof ArchiveQuery>;

const orNull = z.string().nullable();

export const ArchivedOut = z
  .object({
    id: z.int(),
    catalog: z.string(),
    sourceNo: z.string(),
    subject: z.object({
      kind: z.string(),
      name: z.string(),
      identifiers: z.array(
        z.object({ type: z.string(), code: z.string().openapi({ description: '自然人号码已遮盖' }) }),
      ),
    }),
    authority: z.string(),
    documentNo: orNull,
    class: orNull,
    decidedOn: z.string(),
    publishedUntil: orNull,
    retainedUntil: orNull,
    archivedAt: orNull.openapi({ description: '归档时刻；空为保存期限已满，当夜归档' }),
    archivedBecause: z.object({
      text: z.string(),
      setting: orNull.openapi({ description: '保存期限所依的设置' }),
      basis: orNull,
    }),
    fields: z.record(z.string(), z.unknown()),
    provenance: z.object({ agency: z.string(), batchId: orNull, row: z.int().nullable() }),
    versions: z.array(
      z.object({
        version: z.int(),
        state: z.string(),
        class: orNull,
        documentNo: orNull,
        decidedOn: z.string(),
        publishedUntil: orNull,
        fields: z.record(z.string(), z.unknown()),
        knownFrom: z.string(),
        knownUntil: orNull,
      }),
    ),
    listing: z
      .object({
        id: z.int(),
        list: z.string(),
        state: z.string(),
        authority: z.string(),
        documentNo: orNull,
        reason: z.string(),
        listedOn: z.string(),
        dueOn: orNull,
        endedOn: orNull,
        endGround: orNull,
        steps: z.array(
          z.object({
            step: z.string(),
            on: z.string(),
            at: z.string(),
            ground: orNull,
            by: z.string(),
          }),
        ),
      })
      .nullable(),
  })
  .openapi('ArchivedRecord');
export type ArchivedIn = z.input<typeof ArchivedOut>;
