import type { Context } from 'hono';
import { caseInput, identifierOptions, withoutNumber } from '../cases/case-form.rules.ts';
import { catalogs } from '../catalogs/catalog-list.ts';
import { type Refusal, untouched } from '../platform/form.view.tsx';
import type { Env } from '../platform/http.ts';
import { formOf, onceOf, parsed, tried } from '../platform/page-form.ts';
import { asks, draw, pages } from '../platform/pages.ts';
import { disputeSteps, moveDispute } from './dispute.rules.ts';
import {
  DisputeId,
  DisputeIn,
  DisputeQuery,
  DisputeReasonIn,
  DisputeWithdrawIn,
  UpholdIn,
} from './dispute.schema.ts';
import { DisputeBoardView, DisputeFormView, DisputeView } from './dispute.view.tsx';
import type { DisputeShown } from './dispute-case.step.ts';
import { disputeStepWords } from './dispute-words.rules.ts';
import { listDisputes } from './list-disputes.ts';
import { raiseDispute } from './raise-dispute.ts';
import { showDispute } from './show-dispute.ts';
import { type DisputeOrder, stepDispute } from './step-dispute.ts';

const words = {
  labels: {
    targetKind: '针对',
    target: '编号',
    'subject.type': '申请人证件类型',
    'subject.code': '申请人证件号码',
    caseNo: '办件编号',
    ground: '理由',
    statement: '异议内容',
    step: '办理',
    effect: '成立时如何处理',
    note: '补充说明',
    reason: '理由',
    documentNo: '决定文书号',
  },
  fields: {
    'case.target-unknown': 'target',
    'case.subject-required': 'subject.code',
    'case.not-authority': 'documentNo',
    'subject.identifier': 'subject.code',
    'dispute.not-corrected': 'effect',
    'dispute.note-required': 'note',
  },
} as const;
const LISTED = 50;
const ID = '{[0-9a-f-]+}';
const idOf = (c: Context<Env>): number => parsed(DisputeId, { id: c.req.param('id') }).id;
const listNames = Object.fromEntries(catalogs.map(({ code, name }) => [code, name]));

const drawForm = (c: Context<Env>, refusal: Refusal = untouched) => {
  const hasErrors = refusal.faults.length > 0;
  const onceKey = c.get('ctx').newId();
  const body = <DisputeFormView refusal={refusal} onceKey={onceKey} identifiers={identifierOptions} />;
  return draw(c, { title: '登记异议', body, hasErrors }, hasErrors ? 422 : 200);
};

const optionsFor = (c: Context<Env>, dispute: DisputeShown) => {
  const { may, roles } = c.get('ctx').actor;
  const isRegistrar = roles.includes('registrar');
  const state = { state: dispute.state, isExtended: dispute.extended };
  return disputeSteps
    .filter((step) => may.has(`dispute.${step}`) && moveDispute(state, step).ok)
    .filter((step) => isRegistrar || (step === 'withdraw' ? dispute.isOurs : dispute.isAuthority))
    .map((step) => ({ value: step, label: disputeStepWords[step] }));
};

const drawCase = async (c: Context<Env>, id: number, refusal: Refusal = untouched) => {
  const ctx = c.get('ctx');
  const dispute = await showDispute(ctx, id);
  const hasErrors = refusal.faults.length > 0;
  const decision = {
    action: `/desk/disputes/${id}`,
    options: optionsFor(c, dispute),
    refusal,
    onceKey: ctx.newId(),
    needsDocument: !dispute.isAuthority,
  };
  const body = <DisputeView dispute={dispute} listNames={listNames} decision={decision} />;
  return draw(c, { title: `异议 ${id}`, body, hasErrors }, hasErrors ? 422 : 200);
};

const orderOf = (id: number, input: Record<string, unknown>): DisputeOrder => {
  const { onceKey: _once, step, effect, note, reason, documentNo } = input;
  switch (step) {
    case 'uphold':
      return { id, step, ...parsed(UpholdIn, { effect, note, reason, documentNo }) };
    case 'withdraw':
      return { id, step, ...parsed(DisputeWithdrawIn, { reason }) };
    case 'extend':
    case 'dismiss':
      return { id, step, ...parsed(DisputeReasonIn, { reason, documentNo }) };
    default:
      return { id, step: 'dismiss', ...parsed(DisputeReasonIn, { step }) };
  }
};

export const disputePages = pages()
  .get('/disputes', asks('dispute.list'), async (c) => {
    const ctx = c.get('ctx');
    const wish = parsed(DisputeQuery, { limit: LISTED, ...c.req.query() });
    const { items, next } = await listDisputes(ctx, wish);
    const body = (
      <DisputeBoardView
        disputes={items}
        listNames={listNames}
        next={next}
        isOverdueOnly={wish.overdue === 'true'}
        mayRaise={ctx.actor.may.has('dispute.raise')}
      />
    );
    return draw(c, { title: '异议处理', body });
  })
  .get('/disputes/new', asks('dispute.raise'), (c) => drawForm(c))
  .post('/disputes', asks('dispute.raise'), async (c) => {
    const form = await formOf(c);
    const done = await tried(form.typed, words, () =>
      raiseDispute(onceOf(c.get('ctx'), form), parsed(DisputeIn, caseInput(form.input))),
    );
    if (done.ok) return c.redirect(`/desk/disputes/${done.value.id}`, 303);
    return drawForm(c, { typed: withoutNumber(form.typed), faults: done.refusal.faults });
  })
  .get(`/disputes/:id${ID}`, asks('dispute.show'), (c) => drawCase(c, idOf(c)))
  .post(`/disputes/:id${ID}`, asks('dispute.show'), async (c) => {
    const id = idOf(c);
    const form = await formOf(c);
    const done = await tried(form.typed, words, () =>
      stepDispute(onceOf(c.get('ctx'), form), orderOf(id, form.input)),
    );
    return done.ok ? c.redirect(`/desk/disputes/${id}`, 303) : drawCase(c, id, done.refusal);
  });
