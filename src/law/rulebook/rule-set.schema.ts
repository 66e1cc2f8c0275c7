import { z } from '@hono/zod-openapi';
import { isDay } from '../../kernel/day.ts';

const text = (most: number) => z.string().trim().min(1).max(most);
const outcome = z.enum(['ineligible', 'review']);
const lawful = {
  code: z
    .string()
    .max(80)
    .regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*(\.[a-z0-9]+(-[a-z0-9]+)*)+$/)
    .openapi({ description: '原因代码，一个版本内不重复', example: 'list.wage-arrears' }),
  basis: text(500).openapi({ description: '法律依据，随原因告知申请人' }),
  restore: text(500).openapi({ description: '如何恢复适用，随原因告知申请人' }),
};
const days = z.int().min(0).max(400);

// One eligibility rule, as data. window/checks/check.rules.ts judges each kind of rule.
export const Rule = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('listing'), ...lawful, list: text(80), title: text(100), outcome }),
    z.strictObject({
      kind: z.literal('record'),
      ...lawful,
      catalog: text(80),
      title: text(100),
      outcome,
      class: z.enum(['minor', 'ordinary', 'severe']).optional(),
      fulfilment: z
        .enum(['全部履行', '部分履行', '全部未履行'])
        .optional()
        .openapi({ description: '仅计承诺履行状态为此的记录' }),
      withinPublicity: z.boolean().default(false),
    }),
    z.strictObject({ kind: z.literal('related-listing'), ...lawful, outcome }),
    z.strictObject({ kind: z.literal('name-mismatch'), ...lawful, outcome }),
    z.strictObject({ kind: z.literal('dissolved'), ...lawful, outcome }),
    z.strictObject({ kind: z.literal('revoked'), ...lawful, outcome }),
    z.strictObject({ kind: z.literal('deceased'), ...lawful, outcome }),
    z.strictObject({ kind: z.literal('matter'), ...lawful }),
    z.strictObject({
      kind: z.literal('freshness'),
      ...lawful,
      // Without a list: every catalogue that the rules above read and that has a registered feeder.
      catalogs: z.array(z.strictObject({ catalog: text(80), maxAgeWorkingDays: days })).optional(),
      maxAgeWorkingDays: days,
    }),
  ])
  .openapi('CheckRule');

const rules = z.array(Rule).min(1).max(200);

export const RuleSet = z.strictObject({ version: z.int().min(1), name: text(200), rules }).openapi('RuleSet');

export type Rule = z.infer<typeof Rule>;
export type RuleSet = z.infer<typeof RuleSet>;

export const RuleSetDraft = z
  .strictObject({
    name: text(200).openapi({ example: '告知承诺适用性核查规则（增列四类名单）' }),
    effectiveFrom: z.string().refine(isDay, '请填写存在的日期，格式 YYYY-MM-DD').optional().openapi({
      format: 'date',
      description: '生效日，不填即批准之日；批准晚于此日的，自批准之日起生效',
      example: '2027-01-01',
    }),
    note: text(1000).optional().openapi({ description: '起草说明' }),
    basedOn: z.int().min(1).optional().openapi({ description: '据以修改的版本；不填则为现行版本' }),
    rules,
  })
  .openapi('RuleSetDraft');
export type RuleSetDraft = z.infer<typeof RuleSetDraft>;

export const VersionParam = z.object({ version: z.coerce.number().int().min(1).max(1_000_000_000) });
export const RuleSetReason = z
  .strictObject({ reason: z.string().trim().min(2).max(500).openapi({ example: '施行后发现误列范围' }) })
  .openapi('RuleSetReason');

const Hand = z.object({ by: z.string(), name: z.string().nullable(), at: z.string().nullable() });

export const RuleSetOut = z
  .object({
    version: z.int(),
    state: z.enum(['draft', 'approved', 'in-force', 'superseded', 'withdrawn']),
    effectiveFrom: z.string(),
    basedOn: z.int().nullable(),
    note: z.string().nullable(),
    draftedBy: z.string(),
    draftedByName: z.string().nullable(),
    draftedAt: z.string(),
    approvedBy: z.string().nullable(),
    approved: Hand.nullable(),
    withdrawn: Hand.extend({ reason: z.string() }).nullable(),
    content: RuleSet,
    lists: z
      .array(
        z.object({
          list: z.string(),
          name: z.string(),
          outcome: outcome.nullable().openapi({ description: 'null 该名单不计入核查' }),
          basis: z.string().nullable(),
          isDocumentMissing: z.boolean().openapi({ description: '依据为本市设定而文号尚未录入' }),
        }),
      )
      .openapi({ description: '可归集的各严重失信主体名单，及本版规则如何计入' }),
  })
  .openapi('RuleSetVersion');

const RuleEntry = z.object({ code: z.string(), rule: z.record(z.string(), z.unknown()) });
export const RuleSetDiffOut = z
  .object({
    version: z.int(),
    against: z.int(),
    added: z.array(RuleEntry),
    removed: z.array(RuleEntry),
    changed: z.array(
      z.object({
        code: z.string(),
        fields: z.array(
          z.object({ field: z.string(), before: z.unknown().optional(), after: z.unknown().optional() }),
        ),
      }),
    ),
    isOrderChanged: z.boolean().openapi({ description: '规则次序不同；次序不影响结论' }),
  })
  .openapi('RuleSetDiff');
