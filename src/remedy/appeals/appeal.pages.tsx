import type { Context } from 'hono';
import { catalogNames } from '../../law/catalogs/catalog-list.ts';
import { type Refusal, untouched } from '../../platform/web/form.view.tsx';
import type { Env } from '../../platform/web/http.ts';
import { formOf, onceOf, parsed, tried } from '../../platform/web/page-form.ts';
import { asks, draw, pages } from '../../platform/web/pages.ts';
import { caseIdOf, drawForm, ID, LISTED, orderOf, takesStep } from '../cases/case.pages.tsx';
import { caseFormWords, caseInput } from '../cases/case-form.rules.ts';
import { moveAppeal } from './appeal.rules.ts';
import { AppealIn, AppealQuery, appealStepsIn } from './appeal.schema.ts';
import { AppealBoardView, AppealFormView, AppealView } from './appeal.view.tsx';
import { appealStepWords } from './appeal-words.rules.ts';
import { enterAppeal } from './enter-appeal.ts';
import { listAppeals } from './list-appeals.ts';
import { showAppeal } from './show-appeal.ts';
import { type AppealOrder, stepAppeal } from './step-appeal.ts';

type Step = AppealOrder['step'];
const steps = Object.keys(appealStepsIn) as Step[];
const words = {
  labels: {
    ...caseFormWords.labels,
    kind: '类别',
    authority: '受理机关',
    caseNo: '案号',
    startedOn: '受理或立案之日',
    stayDocumentNo: '停止执行的文书号',
    result: '办结时的结果',
    endedOn: '办结之日',
  },
  fields: {
    ...caseFormWords.fields,
    'appeal.open': 'target',
    'appeal.not-appealable': 'target',
    'appeal.not-corrected': 'result',
    'appeal.stay-document': 'stayDocumentNo',
  },
};
const hints = {
  reason: '说明；请勿填写个人证件号码',
  document: '停止执行、恢复执行的文书，或者复议决定书、判决书、裁定书',
};

const drawBoard = async (c: Context<Env>) => {
  const ctx = c.get('ctx');
  const { items, next } = await listAppeals(
    ctx,
    parsed(ctx, AppealQuery, { limit: LISTED, ...c.req.query() }),
  );
  const body = (
    <AppealBoardView
      lines={items}
      listNames={catalogNames}
      next={next}
      isOverdueOnly={null}
      mayOpen={ctx.actor.may.has('appeal.enter')}
    />
  );
  return draw(c, { title: '复议诉讼', body });
};

const drawEntry = (c: Context<Env>, refusal: Refusal = untouched) => {
  const body = <AppealFormView refusal={refusal} onceKey={c.get('ctx').newId()} />;
  return drawForm(c, { title: '登记复议或诉讼', body, refusal });
};

const drawAppeal = async (c: Context<Env>, id: number, refusal: Refusal = untouched) => {
  const ctx = c.get('ctx');
  const shown = await showAppeal(ctx, id);
  const possible = steps.filter(
    (step) => moveAppeal(shown, step, 'upheld').ok && takesStep(ctx, `appeal.${step}`, shown, false),
  );
  const decision = {
    action: `/desk/appeals/${id}`,
    options: possible.map((step) => ({ value: step, label: appealStepWords[step] })),
    refusal,
    onceKey: ctx.newId(),
    needsDocument: true,
    hints,
  };
  const body = <AppealView shown={shown} listNames={catalogNames} decision={decision} />;
  return drawForm(c, { title: `复议诉讼 ${id}`, body, refusal });
};

// A paper form says by the document alone that execution is stayed.
const appealInput = (input: Readonly<Record<string, unknown>>) => ({
  ...caseInput(input),
  ...(input.stayDocumentNo ? { stayed: true } : {}),
});

export const appealPages = pages()
  .get('/appeals', asks('appeal.list'), drawBoard)
  .get('/appeals/new', asks('appeal.enter'), (c) => drawEntry(c))
  .post('/appeals', asks('appeal.enter'), async (c) => {
    const ctx = c.get('ctx');
    const form = await formOf(c);
    const done = await tried(form.typed, words, () =>
      enterAppeal(onceOf(ctx, form), parsed(ctx, AppealIn, appealInput(form.input))),
    );
    return done.ok ? c.redirect(`/desk/appeals/${done.value.id}`, 303) : drawEntry(c, done.refusal);
  })
  .get(`/appeals/:id${ID}`, asks('appeal.show'), (c) => drawAppeal(c, caseIdOf(c)))
  .post(`/appeals/:id${ID}`, asks('appeal.show'), async (c) => {
    const [ctx, id] = [c.get('ctx'), caseIdOf(c)];
    const form = await formOf(c);
    const done = await tried(form.typed, words, () =>
      stepAppeal(
        onceOf(ctx, form),
        orderOf<Step, Omit<AppealOrder, 'id' | 'step'>>(ctx, appealStepsIn, { ...form.input, id }),
      ),
    );
    return done.ok ? c.redirect(`/desk/appeals/${id}`, 303) : drawAppeal(c, id, done.refusal);
  });
