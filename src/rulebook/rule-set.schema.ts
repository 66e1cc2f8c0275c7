import { z } from '@hono/zod-openapi';

const outcome = z.enum(['ineligible', 'review']);
const lawful = { code: z.string(), basis: z.string().min(1), restore: z.string().min(1) };

// One eligibility rule. What it reads is data; how a kind of rule is judged stands in checks/check.rules.ts.
export const Rule = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('listing'), ...lawful, list: z.string(), title: z.string(), outcome }),
  z.strictObject({
    kind: z.literal('record'),
    ...lawful,
    catalog: z.string(),
    title: z.string(),
    outcome,
    class: z.enum(['minor', 'ordinary', 'severe']).optional(),
    withinPublicity: z.boolean().default(false),
  }),
  z.strictObject({ kind: z.literal('related-listing'), ...lawful, outcome }),
  z.strictObject({ kind: z.literal('name-mismatch'), ...lawful, outcome }),
  z.strictObject({ kind: z.literal('dissolved'), ...lawful, outcome }),
  z.strictObject({ kind: z.literal('matter'), ...lawful }),
  z.strictObject({
    kind: z.literal('freshness'),
    ...lawful,
    // Without a list: every catalogue that the rules above read and that has a registered feeder.
    catalogs: z.array(z.strictObject({ catalog: z.string(), maxAgeWorkingDays: z.int().min(0) })).optional(),
    maxAgeWorkingDays: z.int().min(0),
  }),
]);

export const RuleSet = z
  .strictObject({ version: z.int().min(1), name: z.string(), rules: z.array(Rule).min(1) })
  .openapi('RuleSet');

export type Rule = z.infer<typeof Rule>;
export type RuleSet = z.infer<typeof RuleSet>;
