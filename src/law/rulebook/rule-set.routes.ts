import { z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { etagOf } from '../../platform/web/entity-tag.rules.ts';
import { IfMatch, withEtag } from '../../platform/web/entity-tag.schema.ts';
import { type Env, guarded, jsonAnswer, jsonBody, router } from '../../platform/web/http.ts';
import { listOf } from '../../platform/web/page-cursor.ts';
import { approveRuleSet } from './approve-rule-set.ts';
import { compareRuleSets } from './compare-rule-sets.ts';
import { draftRuleSet } from './draft-rule-set.ts';
import { listRuleSets } from './list-rule-sets.ts';
import { rollBackRuleSet } from './roll-back-rule-set.ts';
import { RuleSetDiffOut, RuleSetDraft, RuleSetOut, RuleSetReason, VersionParam } from './rule-set.schema.ts';
import { showRuleSet } from './show-rule-set.ts';
import { withdrawRuleSet } from './withdraw-rule-set.ts';

const tags = ['规则'];
const answer = (description: string) => withEtag(jsonAnswer(RuleSetOut, description));

const list = guarded(
  { permission: 'rule-set.list' },
  {
    method: 'get',
    operationId: 'listRuleSets',
    path: '/rule-sets',
    tags,
    summary: '查看核查规则各版本',
    responses: { 200: jsonAnswer(listOf(RuleSetOut), '规则版本，最新在前') },
  },
);
const draft = guarded(
  { permission: 'rule-set.draft', problems: ['rule-set.unsound', 'rule-set.unknown'] },
  {
    method: 'post',
    operationId: 'draftRuleSet',
    path: '/rule-sets',
    tags,
    summary: '起草一个规则版本',
    description: '草案不生效；先模拟，再由另一名登记员批准。版本号由系统给出，内容一经提交不再改动。',
    request: { body: jsonBody(RuleSetDraft) },
    responses: { 201: answer('草案') },
  },
);
const show = guarded(
  { permission: 'rule-set.list', problems: ['rule-set.unknown'] },
  {
    method: 'get',
    operationId: 'showRuleSet',
    path: '/rule-sets/{version}',
    tags,
    summary: '一个规则版本',
    request: { params: VersionParam },
    responses: { 200: answer('规则版本') },
  },
);
const diff = guarded(
  { permission: 'rule-set.list', problems: ['rule-set.unknown'] },
  {
    method: 'get',
    operationId: 'compareRuleSets',
    path: '/rule-sets/{version}/diff',
    tags,
    summary: '与另一版本逐条比较',
    request: {
      params: VersionParam,
      query: z.object({
        against: VersionParam.shape.version
          .optional()
          .openapi({ description: '比较对象；不填则为据以修改的版本，再无则为现行版本' }),
      }),
    },
    responses: { 200: jsonAnswer(RuleSetDiffOut, '增加、删除、改动的规则') },
  },
);
const stepProblems = ['rule-set.unknown', 'rule-set.wrong-stage'] as const;
const approve = guarded(
  {
    permission: 'rule-set.approve',
    problems: [...stepProblems, 'rule-set.own-draft', 'rule-set.precondition'],
  },
  {
    method: 'post',
    operationId: 'approveRuleSet',
    path: '/rule-sets/{version}/approve',
    tags,
    summary: '批准草案，不得由起草人批准',
    description: '自生效日零时起对每一次核查有效，无需重启；批准晚于生效日的，自批准之时起有效。',
    request: { params: VersionParam, headers: IfMatch },
    responses: { 200: answer('已批准的版本') },
  },
);
const withdraw = guarded(
  { permission: 'rule-set.withdraw', problems: [...stepProblems, 'rule-set.precondition'] },
  {
    method: 'post',
    operationId: 'withdrawRuleSet',
    path: '/rule-sets/{version}/withdraw',
    tags,
    summary: '撤回草案或尚未生效的版本',
    request: { params: VersionParam, headers: IfMatch, body: jsonBody(RuleSetReason) },
    responses: { 200: answer('已撤回的版本') },
  },
);
const rollBack = guarded(
  { permission: 'rule-set.roll-back', problems: [...stepProblems] },
  {
    method: 'post',
    operationId: 'rollBackRuleSet',
    path: '/rule-sets/{version}/rollback',
    tags,
    summary: '立即回退到曾经生效的版本',
    description: '生成内容相同的新版本，即刻生效；原版本不改动。须写明理由，一名登记员即可。',
    request: { params: VersionParam, body: jsonBody(RuleSetReason) },
    responses: { 201: answer('现行的新版本') },
  },
);

const tagged = <T extends { revision: number }>(c: Context<Env>, set: T) => {
  c.header('etag', etagOf({ version: set.revision }));
  return RuleSetOut.parse(set);
};

export const ruleSetRoutes = router()
  .openapi(list, async (c) => c.json(listOf(RuleSetOut).parse(await listRuleSets(c.get('ctx'))), 200))
  .openapi(draft, async (c) => c.json(tagged(c, await draftRuleSet(c.get('ctx'), c.req.valid('json'))), 201))
  .openapi(show, async (c) =>
    c.json(tagged(c, await showRuleSet(c.get('ctx'), c.req.valid('param').version)), 200),
  )
  .openapi(diff, async (c) => {
    const { version } = c.req.valid('param');
    return c.json(await compareRuleSets(c.get('ctx'), version, c.req.valid('query').against), 200);
  })
  .openapi(approve, async (c) => {
    const set = await approveRuleSet(c.get('ctx'), c.req.valid('param').version, c.req.header('if-match'));
    return c.json(tagged(c, set), 200);
  })
  .openapi(withdraw, async (c) => {
    const { version } = c.req.valid('param');
    const { reason } = c.req.valid('json');
    return c.json(
      tagged(c, await withdrawRuleSet(c.get('ctx'), version, reason, c.req.header('if-match'))),
      200,
    );
  })
  .openapi(rollBack, async (c) => {
    const { version } = c.req.valid('param');
    return c.json(tagged(c, await rollBackRuleSet(c.get('ctx'), version, c.req.valid('json').reason)), 201);
  });
