import type { Context } from 'hono';
import { catalogNames } from '../../law/catalogs/catalog-list.ts';
import { type Refusal, untouched } from '../../platform/web/form.view.tsx';
import type { Env } from '../../platform/web/http.ts';
import { formOf, onceOf, parsed, tried } from '../../platform/web/page-form.ts';
import { asks, draw, pages } from '../../platform/web/pages.ts';
import { withoutPersonNumber } from '../../platform/web/personal-numbers.rules.ts';
import { caseIdOf, drawForm, ID, LISTED, orderOf, takesStep } from '../cases/case.pages.tsx';
import { caseFormWords, caseInput } from '../cases/case-form.rules.ts';
import { applyForRepair } from './apply-for-repair.ts';
import { listRepairs } from './list-repairs.ts';
import { moveRepair } from './repair.rules.ts';
import { RepairIn, RepairQuery, repairStepsIn } from './repair.schema.ts';
import { RepairBoardView, RepairFormView, RepairView } from './repair.view.tsx';
import { isApplicantsRepairStep } from './repair-order.rules.ts';
import { repairStepWords } from './repair-words.rules.ts';
import { showRepair } from './show-repair.ts';
import { type RepairOrder, stepRepair } from './step-repair.ts';

type Step = RepairOrder['step'];
const steps = Object.keys(repairStepsIn) as Step[];
const words = {
  labels: { ...caseFormWords.labels, 'received[]': '材料' },
  fields: { ...caseFormWords.fields, 'repair.materials-missing': 'step' },
};

const drawBoard = async (c: Context<Env>) => {
  const ctx = c.get('ctx');
  const query = parsed(ctx, RepairQuery, { limit: LISTED, ...c.req.query() });
  const { items, next } = await listRepairs(ctx, query);
  const body = (
    <RepairBoardView
      lines={items}
      listNames={catalogNames}
      next={next}
      isOverdueOnly={query.overdue === 'true'}
      mayOpen={ctx.actor.may.has('repair.apply')}
    />
  );
  return draw(c, { title: '信用修复', body });
};

const drawApplication = (c: Context<Env>, refusal: Refusal = untouched) => {
  const body = <RepairFormView refusal={refusal} onceKey={c.get('ctx').newId()} />;
  return drawForm(c, { title: '登记修复申请', body, refusal });
};

const drawRepair = async (c: Context<Env>, id: number, refusal: Refusal = untouched) => {
  const ctx = c.get('ctx');
  const shown = await showRepair(ctx, id);
  const { state, extended: isExtended } = shown;
  const possible = steps.filter(
    (step) =>
      moveRepair({ state, isExtended }, step).ok &&
      takesStep(ctx, `repair.${step}`, shown, isApplicantsRepairStep(step)),
  );
  const decision = {
    action: `/desk/repairs/${id}`,
    options: possible.map((step) => ({ value: step, label: repairStepWords[step] })),
    refusal,
    onceKey: ctx.newId(),
    needsDocument: !shown.isAuthority,
  };
  const body = <RepairView shown={shown} listNames={catalogNames} decision={decision} />;
  return drawForm(c, { title: `修复案件 ${id}`, body, refusal });
};

export const repairPages = pages()
  .get('/repairs', asks('repair.list'), drawBoard)
  .get('/repairs/new', asks('repair.apply'), (c) => drawApplication(c))
  .post('/repairs', asks('repair.apply'), async (c) => {
    const ctx = c.get('ctx');
    const form = await formOf(c);
    const done = await tried(form.typed, words, () =>
      applyForRepair(onceOf(ctx, form), parsed(ctx, RepairIn, caseInput(form.input))),
    );
    if (done.ok) return c.redirect(`/desk/repairs/${done.value.id}`, 303);
    return drawApplication(c, { typed: withoutPersonNumber(form.typed), faults: done.refusal.faults });
  })
  .get(`/repairs/:id${ID}`, asks('repair.show'), (c) => drawRepair(c, caseIdOf(c)))
  .post(`/repairs/:id${ID}`, asks('repair.show'), async (c) => {
    const [ctx, id] = [c.get('ctx'), caseIdOf(c)];
    const form = await formOf(c);
    const done = await tried(form.typed, words, () =>
      stepRepair(
        onceOf(ctx, form),
        orderOf<Step, Omit<RepairOrder, 'id' | 'step'>>(ctx, repairStepsIn, { ...form.input, id }),
      ),
    );
    return done.ok ? c.redirect(`/desk/repairs/${id}`, 303) : drawRepair(c, id, done.refusal);
  });
