import type { Context } from 'hono';
import { catalogNames } from '../../law/catalogs/catalog-list.ts';
import { type Refusal, untouched } from '../../platform/web/form.view.tsx';
import type { Env } from '../../platform/web/http.ts';
import { formOf, onceOf, parsed, tried } from '../../platform/web/page-form.ts';
import { asks, draw, pages } from '../../platform/web/pages.ts';
import { withoutPersonNumber } from '../../platform/web/personal-numbers.rules.ts';
import { caseIdOf, drawForm, ID, LISTED, orderOf, takesStep } from '../cases/case.pages.tsx';
import { caseFormWords, caseInput } from '../cases/case-form.rules.ts';
import { isApplicantsDisputeStep, moveDispute } from './dispute.rules.ts';
import { DisputeIn, DisputeQuery, disputeStepsIn } from './dispute.schema.ts';
import { DisputeBoardView, DisputeFormView, DisputeView } from './dispute.view.tsx';
import { disputeStepWords } from './dispute-words.rules.ts';
import { listDisputes } from './list-disputes.ts';
import { raiseDispute } from './raise-dispute.ts';
import { showDispute } from './show-dispute.ts';
import { type DisputeOrder, stepDispute } from './step-dispute.ts';

type Step = DisputeOrder['step'];
const steps = Object.keys(disputeStepsIn) as Step[];
const words = {
  labels: {
    ...caseFormWords.labels,
    ground: '理由',
    statement: '异议内容',
    effect: '成立时如何处理',
    note: '补充说明',
  },
  fields: {
    ...caseFormWords.fields,
    'dispute.not-corrected': 'effect',
    'dispute.note-required': 'note',
  },
};

const drawBoard = async (c: Context<Env>) => {
  const ctx = c.get('ctx');
  const query = parsed(ctx, DisputeQuery, { limit: LISTED, ...c.req.query() });
  const { items, next } = await listDisputes(ctx, query);
  const body = (
    <DisputeBoardView
      lines={items}
      listNames={catalogNames}
      next={next}
      isOverdueOnly={query.overdue === 'true'}
      mayOpen={ctx.actor.may.has('dispute.raise')}
    />
  );
  return draw(c, { title: '异议处理', body });
};

const drawFiling = (c: Context<Env>, refusal: Refusal = untouched) => {
  const body = <DisputeFormView refusal={refusal} onceKey={c.get('ctx').newId()} />;
  return drawForm(c, { title: '登记异议', body, refusal });
};

const drawDispute = async (c: Context<Env>, id: number, refusal: Refusal = untouched) => {
  const ctx = c.get('ctx');
  const shown = await showDispute(ctx, id);
  const { state, extended: isExtended } = shown;
  const possible = steps.filter(
    (step) =>
      moveDispute({ state, isExtended }, step).ok &&
      takesStep(ctx, `dispute.${step}`, shown, isApplicantsDisputeStep(step)),
  );
  const decision = {
    action: `/desk/disputes/${id}`,
    options: possible.map((step) => ({ value: step, label: disputeStepWords[step] })),
    refusal,
    onceKey: ctx.newId(),
    needsDocument: !shown.isAuthority,
  };
  const body = <DisputeView shown={shown} listNames={catalogNames} decision={decision} />;
  return drawForm(c, { title: `异议 ${id}`, body, refusal });
};

export const disputePages = pages()
  .get('/disputes', asks('dispute.list'), drawBoard)
  .get('/disputes/new', asks('dispute.raise'), (c) => drawFiling(c))
  .post('/disputes', asks('dispute.raise'), async (c) => {
    const ctx = c.get('ctx');
    const form = await formOf(c);
    const done = await tried(form.typed, words, () =>
      raiseDispute(onceOf(ctx, form), parsed(ctx, DisputeIn, caseInput(form.input))),
    );
    if (done.ok) return c.redirect(`/desk/disputes/${done.value.id}`, 303);
    return drawFiling(c, { typed: withoutPersonNumber(form.typed), faults: done.refusal.faults });
  })
  .get(`/disputes/:id${ID}`, asks('dispute.show'), (c) => drawDispute(c, caseIdOf(c)))
  .post(`/disputes/:id${ID}`, asks('dispute.show'), async (c) => {
    const [ctx, id] = [c.get('ctx'), caseIdOf(c)];
    const form = await formOf(c);
    const done = await tried(form.typed, words, () =>
      stepDispute(
        onceOf(ctx, form),
        orderOf<Step, Omit<DisputeOrder, 'id' | 'step'>>(ctx, disputeStepsIn, { ...form.input, id }),
      ),
    );
    return done.ok ? c.redirect(`/desk/disputes/${id}`, 303) : drawDispute(c, id, done.refusal);
  });
