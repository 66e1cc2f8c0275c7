import type { Context } from 'hono';
import { dayOf } from '../../kernel/day.ts';
import { Problem } from '../../kernel/problems.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import { type Refusal, untouched } from '../../platform/web/form.view.tsx';
import type { Env } from '../../platform/web/http.ts';
import { type Form, formOf, onceOf, parsed, tried } from '../../platform/web/page-form.ts';
import { asks, draw, pages } from '../../platform/web/pages.ts';
import { approveRuleSet } from './approve-rule-set.ts';
import { compareRuleSets } from './compare-rule-sets.ts';
import { draftRuleSet } from './draft-rule-set.ts';
import { listRuleSets } from './list-rule-sets.ts';
import { rollBackRuleSet } from './roll-back-rule-set.ts';
import { RuleSetDraft, RuleSetReason, VersionParam } from './rule-set.schema.ts';
import { DraftView, type May, RuleSetListView, RuleSetView } from './rule-set.view.tsx';
import { RuleSetDiffView } from './rule-set-diff.view.tsx';
import { showRuleSet } from './show-rule-set.ts';
import { withdrawRuleSet } from './withdraw-rule-set.ts';

const mayOf = ({ actor: { may } }: Ctx): May => ({
  draft: may.has('rule-set.draft'),
  approve: may.has('rule-set.approve'),
  withdraw: may.has('rule-set.withdraw'),
  rollBack: may.has('rule-set.roll-back'),
  simulate: may.has('rule-set.simulate'),
});

const versionOf = (text: string | undefined): number => {
  const read = VersionParam.safeParse({ version: text });
  if (!read.success) throw new Problem('rule-set.unknown');
  return read.data.version;
};

const draftWords = {
  labels: { name: '名称', effectiveFrom: '生效日', note: '起草说明', rules: '规则' },
  fields: { 'rule-set.unsound': 'rules' },
} as const;
const stepWords = { labels: { reason: '理由' } } as const;

const drawOne = async (c: Context<Env>, version: number, refusal: Refusal = untouched) => {
  const ctx = c.get('ctx');
  const hasErrors = refusal.faults.length > 0;
  const body = <RuleSetView set={await showRuleSet(ctx, version)} may={mayOf(ctx)} refusal={refusal} />;
  return draw(c, { title: `第 ${version} 版规则`, body, hasErrors }, hasErrors ? 422 : 200);
};

const drawDraft = async (c: Context<Env>, refusal: Refusal = untouched) => {
  const ctx = c.get('ctx');
  const { items } = await listRuleSets(ctx);
  const asked = c.req.query('from');
  const from = asked === undefined ? items.find(({ state }) => state === 'in-force') : undefined;
  const { content } = from ?? (await showRuleSet(ctx, versionOf(asked)));
  const hasErrors = refusal.faults.length > 0;
  const today = dayOf(ctx.clock.now());
  const body = <DraftView from={content} refusal={refusal} onceKey={ctx.newId()} today={today} />;
  return draw(c, { title: '起草新版本', body, hasErrors }, hasErrors ? 422 : 200);
};

// The rules come as a text; what is no JSON is told at their field.
const draftOf = (ctx: Ctx, { input: { onceKey: _once, rules, ...rest } }: Form, basedOn: number) => {
  const unread = (message: string) =>
    new Problem('request.invalid', { errors: [{ pointer: '/rules', code: 'rules.not-json', message }] });
  try {
    return parsed(ctx, RuleSetDraft, { ...rest, basedOn, rules: JSON.parse(String(rules ?? '')) });
  } catch (error) {
    throw error instanceof SyntaxError ? unread('规则不是合法的 JSON，请检查括号、引号与逗号。') : error;
  }
};

const answer = async (
  c: Context<Env>,
  step: (version: number, input: Record<string, unknown>) => Promise<{ version: number }>,
) => {
  const { typed, input } = await formOf(c);
  const version = versionOf(c.req.param('version'));
  const done = await tried(typed, stepWords, () => step(version, input));
  return done.ok
    ? c.redirect(`/desk/rule-sets/${done.value.version}`, 303)
    : drawOne(c, version, done.refusal);
};
const reasonOf = (ctx: Ctx, input: Record<string, unknown>) => parsed(ctx, RuleSetReason, input).reason;

export const ruleSetPages = pages()
  .get('/rule-sets', asks('rule-set.list'), async (c) => {
    const ctx = c.get('ctx');
    const body = <RuleSetListView sets={(await listRuleSets(ctx)).items} may={mayOf(ctx)} />;
    return draw(c, { title: '核查规则', body });
  })
  .get('/rule-sets/new', asks('rule-set.draft'), (c) => drawDraft(c))
  .post('/rule-sets', asks('rule-set.draft'), async (c) => {
    const form = await formOf(c);
    const basedOn = versionOf(c.req.query('from'));
    const done = await tried(form.typed, draftWords, () =>
      draftRuleSet(onceOf(c.get('ctx'), form), draftOf(c.get('ctx'), form, basedOn)),
    );
    return done.ok ? c.redirect(`/desk/rule-sets/${done.value.version}`, 303) : drawDraft(c, done.refusal);
  })
  .get('/rule-sets/:version', asks('rule-set.list'), (c) => drawOne(c, versionOf(c.req.param('version'))))
  .get('/rule-sets/:version/diff', asks('rule-set.list'), async (c) => {
    const ctx = c.get('ctx');
    const against = c.req.query('against');
    const version = versionOf(c.req.param('version'));
    const diff = await compareRuleSets(ctx, version, against === undefined ? undefined : versionOf(against));
    const versions = (await listRuleSets(ctx)).items.map((set) => set.version);
    const body = <RuleSetDiffView diff={diff} versions={versions} />;
    return draw(c, { title: '规则比较', body });
  })
  .post('/rule-sets/:version/approve', asks('rule-set.approve'), (c) =>
    answer(c, (version) => approveRuleSet(c.get('ctx'), version)),
  )
  .post('/rule-sets/:version/withdraw', asks('rule-set.withdraw'), (c) =>
    answer(c, (version, input) => withdrawRuleSet(c.get('ctx'), version, reasonOf(c.get('ctx'), input))),
  )
  .post('/rule-sets/:version/rollback', asks('rule-set.roll-back'), (c) =>
    answer(c, (version, input) => rollBackRuleSet(c.get('ctx'), version, reasonOf(c.get('ctx'), input))),
  );
