import type { Context } from 'hono';
import { caseInput, identifierOptions, withoutNumber } from '../cases/case-form.rules.ts';
import { catalogs } from '../catalogs/catalog-list.ts';
import { type Refusal, untouched } from '../platform/form.view.tsx';
import type { Env } from '../platform/http.ts';
import { formOf, onceOf, parsed, tried } from '../platform/page-form.ts';
import { asks, draw, pages } from '../platform/pages.ts';
import { applyForRepair } from './apply-for-repair.ts';
import { listRepairs } from './list-repairs.ts';
import { moveRepair, repairSteps } from './repair.rules.ts';
import { RepairId, RepairIn, RepairQuery, RepairReasonIn, RepairStepIn, SupplyIn } from './repair.schema.ts';
import { RepairBoardView, RepairFormView, RepairView } from './repair.view.tsx';
import type { RepairShown } from './repair-case.step.ts';
import { isApplicantsStep } from './repair-order.rules.ts';
import { repairStepWords } from './repair-words.rules.ts';
import { showRepair } from './show-repair.ts';
import { type RepairOrder, stepRepair } from './step-repair.ts';

const words = {
  labels: {
    targetKind: '针对',
    target: '编号',
    'subject.type': '申请人证件类型',
    'subject.code': '申请人证件号码',
    caseNo: '办件编号',
    reason: '理由',
    'received[]': '材料',
    step: '办理',
    documentNo: '决定文书号',
  },
  fields: {
    'case.target-unknown': 'target',
    'case.subject-required': 'subject.code',
    'case.not-authority': 'documentNo',
    'subject.identifier': 'subject.code',
    'repair.materials-missing': 'step',
  },
} as const;
const LISTED = 50;
const ID = '{[0-9a-f-]+}';
const idOf = (c: Context<Env>): number => parsed(RepairId, { id: c.req.param('id') }).id;
const listNames = Object.fromEntries(catalogs.map(({ code, name }) => [code, name]));

const drawForm = (c: Context<Env>, refusal: Refusal = untouched) => {
  const hasErrors = refusal.faults.length > 0;
  const onceKey = c.get('ctx').newId();
  const body = <RepairFormView refusal={refusal} onceKey={onceKey} identifiers={identifierOptions} />;
  return draw(c, { title: '登记修复申请', body, hasErrors }, hasErrors ? 422 : 200);
};

// What the case allows and this clerk may do.
const optionsFor = (c: Context<Env>, repair: RepairShown) => {
  const { may, roles } = c.get('ctx').actor;
  const isRegistrar = roles.includes('registrar');
  const state = { state: repair.state, isExtended: repair.extended };
  return repairSteps
    .filter((step) => step !== 'complete' && may.has(`repair.${step}`) && moveRepair(state, step).ok)
    .filter((step) => isRegistrar || (isApplicantsStep(step) ? repair.isOurs : repair.isAuthority))
    .map((step) => ({ value: step, label: repairStepWords[step] }));
};

const drawCase = async (c: Context<Env>, id: number, refusal: Refusal = untouched) => {
  const ctx = c.get('ctx');
  const repair = await showRepair(ctx, id);
  const hasErrors = refusal.faults.length > 0;
  const decision = {
    action: `/desk/repairs/${id}`,
    options: optionsFor(c, repair),
    refusal,
    onceKey: ctx.newId(),
    needsDocument: !repair.isAuthority,
  };
  const body = <RepairView repair={repair} listNames={listNames} decision={decision} />;
  return draw(c, { title: `修复案件 ${id}`, body, hasErrors }, hasErrors ? 422 : 200);
};

const needReason: readonly string[] = ['reject', 'extend', 'refuse', 'restore'];
const orderOf = (
  id: number,
  { onceKey: _once, step, received, ...input }: Record<string, unknown>,
): RepairOrder => {
  const known = repairSteps.find((one) => one === step);
  if (known === undefined || known === 'complete')
    return { id, step: 'accept', ...parsed(RepairReasonIn, { step }) };
  if (known === 'supply') return { id, step: known, ...parsed(SupplyIn, { received }) };
  return { id, step: known, ...parsed(needReason.includes(known) ? RepairReasonIn : RepairStepIn, input) };
};

export const repairPages = pages()
  .get('/repairs', asks('repair.list'), async (c) => {
    const ctx = c.get('ctx');
    const wish = parsed(RepairQuery, { limit: LISTED, ...c.req.query() });
    const { items, next } = await listRepairs(ctx, wish);
    const body = (
      <RepairBoardView
        repairs={items}
        listNames={listNames}
        next={next}
        isOverdueOnly={wish.overdue === 'true'}
        mayApply={ctx.actor.may.has('repair.apply')}
      />
    );
    return draw(c, { title: '信用修复', body });
  })
  .get('/repairs/new', asks('repair.apply'), (c) => drawForm(c))
  .post('/repairs', asks('repair.apply'), async (c) => {
    const form = await formOf(c);
    const done = await tried(form.typed, words, () =>
      applyForRepair(onceOf(c.get('ctx'), form), parsed(RepairIn, caseInput(form.input))),
    );
    if (done.ok) return c.redirect(`/desk/repairs/${done.value.id}`, 303);
    return drawForm(c, { typed: withoutNumber(form.typed), faults: done.refusal.faults });
  })
  .get(`/repairs/:id${ID}`, asks('repair.show'), (c) => drawCase(c, idOf(c)))
  .post(`/repairs/:id${ID}`, asks('repair.show'), async (c) => {
    const id = idOf(c);
    const form = await formOf(c);
    const done = await tried(form.typed, words, () =>
      stepRepair(onceOf(c.get('ctx'), form), orderOf(id, form.input)),
    );
    return done.ok ? c.redirect(`/desk/repairs/${id}`, 303) : drawCase(c, id, done.refusal);
  });
