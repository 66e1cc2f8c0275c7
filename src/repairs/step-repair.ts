import { readCalendar } from '../calendar/calendar.store.ts';
import { addCaseSteps, authoritiesOf, holdCase, listCaseSteps } from '../cases/case.store.ts';
import { type Due, dueAfter } from '../cases/case-due.rules.ts';
import { changedBy } from '../cases/case-step.rules.ts';
import { type CaseTarget, decideAbout, findCaseTarget } from '../cases/case-target.step.ts';
import { day, dayOf } from '../kernel/day.ts';
import { Problem } from '../kernel/problems.ts';
import type { Calendar } from '../kernel/working-days.ts';
import { act } from '../platform/act.ts';
import type { Db } from '../platform/db.ts';
import type { Ctx } from '../platform/deps.ts';
import type { NewEvent } from '../platform/outbox.ts';
import { settingsOn } from '../rulebook/rulebook.store.ts';
import { holdMerges } from '../subjects/subject.store.ts';
import { effectOf, moveRepair, type RepairState, type RepairStep } from './repair.rules.ts';
import { type ChangedRepair, findRepair, type RepairRow, saveRepairs } from './repair.store.ts';
import { bringBackTarget, endTarget } from './repair-effect.step.ts';
import { missingMaterials, receive } from './repair-materials.rules.ts';
import { dueOfStep, isApplicantsStep } from './repair-order.rules.ts';
import { type RepairLine, repairOut } from './repair-out.ts';
import { repairStateWords, repairStepWords } from './repair-words.rules.ts';

export type RepairOrder = {
  id: number;
  step: Exclude<RepairStep, 'complete'>;
  reason?: string | undefined;
  documentNo?: string | undefined;
  received?: readonly string[] | undefined;
};
type Moment = { ctx: Ctx; tx: Db };

// One step of a case; a grant works at once, and whoever comes second is told what the first has done.
// Errors: repair.unknown, repair.wrong-stage, repair.materials-missing, case.not-authority.
export const stepRepair = async (ctx: Ctx, order: RepairOrder): Promise<RepairLine> => {
  const calendar = await readCalendar(ctx.statement);
  return act(ctx, `repair.${order.step}`, async (tx) => {
    await holdMerges(tx);
    await holdCase(tx, 'repair', order.id);
    const found = await findRepair(tx, order.id);
    if (!found) throw new Problem('repair.unknown');
    const target = await findCaseTarget(tx, { record: found.recordId });
    await permitStep({ ctx, tx }, { found, target, order });
    const state = await nextState(tx, found, order);
    const changed = await changesOf({ ctx, tx }, { found, order, state, calendar });
    await saveRepairs(tx, [changed]);
    await addCaseSteps(tx, 'repair', [stepTaken(ctx, order, { from: found.state, to: state })]);
    const events = await takeEffect({ ctx, tx }, target, order);
    const after = (await findRepair(tx, order.id)) as RepairRow;
    const audit = {
      subjectId: found.subjectId,
      repair: order.id,
      step: order.step,
      state,
      documentNo: order.documentNo ?? null,
    };
    return { value: repairOut(after, dayOf(ctx.clock.now())), audit, events };
  });
};

const permitStep = async (
  { ctx, tx }: Moment,
  { found, target, order }: { found: RepairRow; target: CaseTarget; order: RepairOrder },
) => {
  const mine = ctx.actor.agency?.id ?? -1;
  const isRegistrar = ctx.actor.roles.includes('registrar');
  const isAuthority = (await authoritiesOf(tx, target.record.agencyId)).includes(mine);
  const isApplicant = found.agencyId === mine;
  if (!isRegistrar && !isAuthority && !isApplicant) throw new Problem('repair.unknown');
  if (!isApplicantsStep(order.step)) return decideAbout({ ctx, tx }, target, order.documentNo);
  if (order.step === 'withdraw' && !isRegistrar && !isApplicant) throw new Problem('case.not-applicant');
};

const nextState = async (tx: Db, found: RepairRow, { step }: RepairOrder): Promise<RepairState> => {
  const ruling = moveRepair(found, step);
  if (!ruling.ok) {
    const last = (await listCaseSteps(tx, 'repair', found.id)).at(-1);
    const changed = changedBy(last, repairStateWords[found.state].word);
    throw new Problem(ruling.code, {
      errors: changed.errors,
      detail: ruling.detail ? `${ruling.detail}${changed.detail}` : changed.detail,
    });
  }
  const missing = step === 'accept' ? missingMaterials(found.materials) : [];
  if (missing.length > 0)
    throw new Problem('repair.materials-missing', {
      detail: `尚缺：${missing.join('、')}。请收齐后登记，再受理；不齐的，一次告知申请人。`,
    });
  return ruling.value;
};

const changesOf = async (
  { ctx, tx }: Moment,
  {
    found,
    order,
    state,
    calendar,
  }: { found: RepairRow; order: RepairOrder; state: RepairState; calendar: Calendar },
): Promise<ChangedRepair> => {
  const today = dayOf(ctx.clock.now());
  const setting = await settingsOn(tx, today);
  const reckon = (key: string, from: 'today' | 'start'): Due =>
    dueAfter(calendar, from === 'start' && found.dueFrom ? day(found.dueFrom) : today, setting(key));
  const had = found.materials.filter(({ received }) => received).map(({ code }) => code);
  return {
    ...found,
    state,
    ...dueOfStep(order.step, found, reckon),
    materials: receive(
      found.materials.map(({ code }) => code),
      [...had, ...(order.received ?? [])],
    ),
    isExtended: found.isExtended || order.step === 'extend',
    grantedAt: order.step === 'grant' ? ctx.clock.now().toISOString() : found.grantedAt,
    awaiting: order.step === 'restore' ? [] : found.awaiting,
    restoredOn: order.step === 'restore' ? today : found.restoredOn,
  };
};

const stepTaken = (ctx: Ctx, order: RepairOrder, { from, to }: { from: string; to: string }) => ({
  caseId: order.id,
  step: order.step,
  from,
  to,
  reason: order.reason ?? null,
  documentNo: order.documentNo ?? null,
  agency: ctx.actor.agency?.name ?? '',
  by: ctx.actor.name,
  at: ctx.clock.now().toISOString(),
  actor: ctx.actor.by,
});

const takeEffect = async (at: Moment, target: CaseTarget, order: RepairOrder): Promise<NewEvent[]> => {
  const effect = effectOf(order.step);
  const words = order.reason ?? (order.step === 'grant' ? '信用修复' : repairStepWords[order.step]);
  const ground = order.documentNo ? `${words}（${order.documentNo}）` : words;
  if (effect === 'end') return endTarget(at, target, ground);
  return effect === 'bring-back' ? bringBackTarget(at, target, ground) : [];
};
