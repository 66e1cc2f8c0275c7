import { z } from '@hono/zod-openapi';
import { PageQuery } from '../../platform/web/page-cursor.ts';
import { outcomesByRank } from './weights.rules.ts';

const Outcome = z.enum(outcomesByRank);
const Answer = z.enum(['eligible', 'review', 'ineligible', 'matter-not-allowed']);
const Count = z.object({ before: Outcome, after: Outcome, count: z.int() });
const StaleFeed = z.object({ catalog: z.string(), agency: z.string(), lastGoodOn: z.string().nullable() });

export const SimulationOut = z
  .object({
    id: z.uuid(),
    version: z.int(),
    against: z.int().openapi({ description: '与之比较的现行版本' }),
    day: z.string(),
    at: z.iso.datetime({ offset: true }).openapi({ description: '数据时点' }),
    subjectCount: z.int().openapi({ description: '有现行名单或记录的主体数' }),
    turnCount: z.int().openapi({ description: '结论会改变的主体数' }),
    byName: z.string(),
    summary: z.object({
      directions: z.array(Count),
      reasons: z.array(Count.extend({ code: z.string() })).openapi({ description: '使结论改变的规则' }),
      staleFeeds: z
        .object({ before: z.array(StaleFeed), after: z.array(StaleFeed) })
        .openapi({ description: '各版本下已超时限的数据：凡有一项，所有核查都须人工复核' }),
      examples: z
        .array(
          z.object({ code: z.string(), given: z.string(), on: z.string(), before: Answer, after: Answer }),
        )
        .default([])
        .openapi({ description: '两版规则结论不同的法定示例（docs/rules.md）' }),
    }),
  })
  .openapi('Simulation');
export type Simulation = z.infer<typeof SimulationOut>;

export const TurnQuery = PageQuery.extend({
  outcomeBefore: Outcome.optional(),
  outcomeAfter: Outcome.optional(),
  code: z.string().max(80).optional().openapi({ description: '只看因这条规则改变的主体' }),
});
export type TurnQuery = z.infer<typeof TurnQuery>;

export const TurnOut = z
  .object({
    subject: z.object({
      id: z.int(),
      kind: z.string(),
      name: z.string().openapi({ description: '自然人姓名已遮盖' }),
      uscc: z.string().nullable(),
    }),
    before: Outcome,
    after: Outcome,
    codes: z.array(z.string()),
  })
  .openapi('Turn');
export type OutcomeTurn = z.infer<typeof TurnOut>;
