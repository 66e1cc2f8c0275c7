import { z } from '@hono/zod-openapi';
import { guarded, jsonAnswer, router } from '../platform/http.ts';
import { listOf } from '../platform/page-cursor.ts';
import { listRuleSets } from './list-rule-sets.ts';
import { RuleSet } from './rule-set.schema.ts';

const RuleSetOut = z
  .object({
    version: z.int(),
    effectiveFrom: z.string(),
    draftedBy: z.string(),
    approvedBy: z.string().nullable(),
    content: RuleSet,
  })
  .openapi('RuleSetVersion');

const list = guarded(
  { permission: 'rule-set.list' },
  {
    method: 'get',
    path: '/rule-sets',
    tags: ['规则'],
    summary: '查看核查规则各版本',
    responses: { 200: jsonAnswer(listOf(RuleSetOut), '规则版本，最新在前') },
  },
);

export const ruleSetRoutes = router().openapi(list, async (c) =>
  c.json(await listRuleSets(c.get('ctx')), 200),
);
