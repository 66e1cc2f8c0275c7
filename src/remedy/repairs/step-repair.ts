import { dayOf } from '../../kernel/day.ts';
import { Problem } from '../../kernel/problems.ts';
import type { Calendar } from '../../kernel/working-days.ts';
import { readCalendar } from '../../law/calendar/calendar.store.ts';
import { settingsOn } from '../../law/rulebook/rulebook.store.ts';
import { act, must } from '../../platform/door/act.ts';
import type { Db } from '../../platform/door/db.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import type { NewEvent } from '../../platform/door/outbox.ts';
import { type Due, dueAfter } from '../cases/case-due.rules.ts';
import { stillBears } from '../cases/case-step.rules.ts';
import type { CaseTarget } from '../cases/case-target.step.ts';
import { type CaseOrder, stepCase } from '../cases/step-case.step.ts';
import { effectOf, moveRepair, type RepairState, type RepairStep } from './repair.rules.ts';
import { type ChangedRepair, findRepair, type RepairRow, saveRepairs } from './repair.store.ts';
import { bringBackTarget, endTarget } from './repair-effect.step.ts';
import { missingMaterials, receive } from './repair-materials.rules.ts';
import { dueOfStep, isApplicantsRepairStep } from './repair-order.rules.ts';
import { type RepairLine, repairOut } from './repair-out.ts';
import { repairStateWords, repairStepWords } from './repair-words.rules.ts';

export type RepairOrder = CaseOrder<Exclude<RepairStep, 'complete'>> & {
  received?: readonly string[] | undefined;
};
type At = { ctx: Ctx; tx: Db };

// A grant takes effect in the same transaction.
// Errors: repair.unknown, repair.wrong-stage, repair.materials-missing, case.not-authority,
// case.not-applicant.
export const stepRepair = async (ctx: Ctx, order: RepairOrder): Promise<RepairLine> => {
  const calendar = await readCalendar(ctx.statement);
  return act(ctx, `repair.${order.step}`, async (tx) => {
    const { after, audit, events } = await stepCase({ ctx, tx }, order, {
      kind: 'repair',
      action: `repair.${order.step}`,
      find: findRepair,
      stateWords: repairStateWords,
      isApplicants: isApplicantsRepairStep(order.step),
      move: (found) => moveRepair(found, order.step),
      work: async ({ found, target, state }) => {
        if (effectOf(order.step)) must(stillBears(found));
        if (order.step === 'accept') mustBeComplete(found);
        await saveRepairs(tx, [await changesOf({ ctx, tx }, { found, order, state, calendar })]);
        return takeEffect({ ctx, tx }, target, { ...order, removal: found.removalGround });
      },
    });
    return { value: repairOut(after, dayOf(ctx.clock.now())), audit, events };
  });
};

const mustBeComplete = ({ materials }: RepairRow) => {
  const missing = missingMaterials(materials);
  if (missing.length > 0)
    throw new Problem('repair.materials-missing', {
      detail: `尚缺：${missing.join('、')}。请收齐后登记，再受理；不齐的，一次告知申请人。`,
    });
};

type RepairMove = { found: RepairRow; order: RepairOrder; state: RepairState; calendar: Calendar };

const changesOf = async (
  { ctx, tx }: At,
  { found, order, state, calendar }: RepairMove,
): Promise<ChangedRepair> => {
  const today = dayOf(ctx.clock.now());
  const setting = await settingsOn(tx, today);
  const reckon = (key: string, from: 'today' | 'start'): Due =>
    dueAfter(calendar, from === 'start' && found.dueFrom ? found.dueFrom : today, setting(key));
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

type Effect = RepairOrder & { removal: string | null };
const takeEffect = async (at: At, target: CaseTarget, order: Effect): Promise<NewEvent[]> => {
  const effect = effectOf(order.step);
  const words = order.reason ?? (order.step === 'grant' ? '信用修复' : repairStepWords[order.step]);
  const ground = order.documentNo ? `${words}（${order.documentNo}）` : words;
  if (effect === 'end') return endTarget(at, target, { ground, removal: order.removal });
  return effect === 'bring-back' ? bringBackTarget(at, target, ground) : [];
};
