import { z } from '@hono/zod-openapi';
import { PageQuery } from '../../platform/web/page-cursor.ts';
import type { Pair } from './merge-pair.ts';

const reason = z
  .string()
  .trim()
  .min(2)
  .max(500)
  .openapi({ description: '理由，写明核对了什么', example: '登记机关函复：同一单位换发统一社会信用代码' });

export const CandidateId = z.strictObject({ id: z.coerce.number().int().positive() });
export const MergeId = z.strictObject({ id: z.coerce.number().int().positive() });
export const CandidateQuery = PageQuery.extend({
  state: z.enum(['open', 'merged', 'dismissed']).default('open'),
}).strict();
export const MergeIn = z
  .strictObject({
    reason,
    survivorId: z.coerce
      .number()
      .int()
      .positive()
      .optional()
      .openapi({ description: '保留哪个主体；不填时保留号码较强的一个', example: 1 }),
  })
  .openapi('MergeIn');
export const ReasonIn = z.strictObject({ reason }).openapi('ReasonIn');

const SideOut = z.object({
  id: z.int(),
  kind: z.string(),
  name: z.string().openapi({ description: '自然人姓名已遮盖' }),
  otherNames: z.array(z.string()),
  region: z.string(),
  identifiers: z.array(
    z.object({ type: z.string(), code: z.string().openapi({ description: '自然人号码已遮盖' }) }),
  ),
  recordCount: z.int(),
  liveListingCount: z.int(),
  knownSince: z.iso.datetime(),
});
export const CandidateOut = z
  .object({
    id: z.int(),
    state: z.enum(['open', 'merged', 'dismissed']),
    ground: z.enum(['identifiers', 'name-and-code', 'name-and-region']),
    subjects: z.array(SideOut).length(2).openapi({ description: '前一个为建议保留的主体' }),
    raisedBy: z.string(),
    raisedAt: z.iso.datetime(),
    reason: z.string().nullable(),
    decidedBy: z.string().nullable(),
    decidedAt: z.iso.datetime().nullable(),
    mergeId: z.int().nullable().openapi({ description: '合并编号，撤销合并时使用' }),
  })
  .openapi('MergeCandidate');
export const MergeOut = z
  .object({ id: z.int(), survivorId: z.int(), absorbedId: z.int() })
  .openapi('SubjectMerge');
export const DismissedOut = z
  .object({ id: z.int(), state: z.literal('dismissed') })
  .openapi('DismissedCandidate');

export const candidateOut = (pair: Pair) => CandidateOut.parse(pair);
