import { readCalendar } from '../calendar/calendar.store.ts';
import { addCaseSteps, authoritiesOf, holdCase, listCaseSteps } from '../cases/case.store.ts';
import { dueAfter, noDue } from '../cases/case-due.rules.ts';
import { changedBy } from '../cases/case-step.rules.ts';
import { type CaseTarget, decideAbout, findCaseTarget } from '../cases/case-target.step.ts';
import { day, dayOf } from '../kernel/day.ts';
import { Problem } from '../kernel/problems.ts';
import type { Calendar } from '../kernel/working-days.ts';
import { act, must } from '../platform/act.ts';
import type { Db } from '../platform/db.ts';
import type { Ctx } from '../platform/deps.ts';
import type { NewEvent } from '../platform/outbox.ts';
import { settingsOn } from '../rulebook/rulebook.store.ts';
import { holdMerges } from '../subjects/subject.store.ts';
import {
  checkUpholding,
  type DisputeEffect,
  type DisputeState,
  type DisputeStep,
  moveDispute,
} from './dispute.rules.ts';
import {
  type ChangedDispute,
  type DisputeRow,
  findDispute,
  flagTarget,
  saveDispute,
} from './dispute.store.ts';
import { takeEffect } from './dispute-effect.step.ts';
import { type DisputeLine, disputeOut } from './dispute-out.ts';
import { disputeStateWords } from './dispute-words.rules.ts';

export type DisputeOrder = {
  id: number;
  step: DisputeStep;
  reason?: string | undefined;
  documentNo?: string | undefined;
  effect?: DisputeEffect | undefined;
  note?: string | undefined;
};
type Moment = { ctx: Ctx; tx: Db };

// One step of a dispute; with its end the flag falls, and what was upheld takes effect in the same transaction.
// Errors: dispute.unknown, dispute.wrong-stage, dispute.not-corrected, dispute.note-required, case.not-authority.
export const stepDispute = async (ctx: Ctx, order: DisputeOrder): Promise<DisputeLine> => {
  const calendar = await readCalendar(ctx.statement);
  return act(ctx, `dispute.${order.step}`, async (tx) => {
    await holdMerges(tx);
    await holdCase(tx, 'dispute', order.id);
    const found = await findDispute(tx, order.id);
    if (!found) throw new Problem('dispute.unknown');
    const target = await findCaseTarget(tx, { record: found.recordId });
    await permitStep({ ctx, tx }, { found, target, order });
    const state = await nextState(tx, found, order);
    const events = order.step === 'uphold' ? await uphold({ ctx, tx }, { found, target, order }) : [];
    await saveDispute(tx, await changesOf({ ctx, tx }, { found, target, order, state, calendar }));
    await addCaseSteps(tx, 'dispute', [stepTaken(ctx, order, { from: found.state, to: state })]);
    if (state !== 'open') await flagTarget(tx, found.recordId, null);
    const after = (await findDispute(tx, order.id)) as DisputeRow;
    const about = { subjectId: found.subjectId, dispute: order.id, step: order.step, state };
    const audit = { ...about, effect: after.effect, documentNo: order.documentNo ?? null };
    return { value: disputeOut(after, dayOf(ctx.clock.now())), audit, events };
  });
};

type Found = { found: DisputeRow; target: CaseTarget; order: DisputeOrder };

const permitStep = async ({ ctx, tx }: Moment, { found, target, order }: Found) => {
  const mine = ctx.actor.agency?.id ?? -1;
  const isRegistrar = ctx.actor.roles.includes('registrar');
  const isSource = (await authoritiesOf(tx, target.record.agencyId)).includes(mine);
  const isApplicant = found.agencyId === mine;
  if (!isRegistrar && !isSource && !isApplicant) throw new Problem('dispute.unknown');
  if (order.step !== 'withdraw') return decideAbout({ ctx, tx }, target, order.documentNo);
  if (!isRegistrar && !isApplicant) throw new Problem('case.not-applicant');
};

const nextState = async (tx: Db, found: DisputeRow, { step }: DisputeOrder): Promise<DisputeState> => {
  const ruling = moveDispute(found, step);
  if (ruling.ok) return ruling.value;
  const last = (await listCaseSteps(tx, 'dispute', found.id)).at(-1);
  const changed = changedBy(last, disputeStateWords[found.state].word);
  throw new Problem(ruling.code, { ...changed, detail: `${ruling.detail ?? ''}${changed.detail}` });
};

const uphold = async (at: Moment, { found, target, order }: Found): Promise<NewEvent[]> => {
  const effect = order.effect ?? 'delete';
  const versions = { seenVersion: found.seenVersion, version: target.record.version };
  must(checkUpholding({ effect, note: order.note }, versions));
  const ground = `异议成立：${order.reason ?? ''}`;
  return takeEffect(at, target, { effect, ground });
};

const changesOf = async (
  { ctx, tx }: Moment,
  { found, target, order, state, calendar }: Found & { state: DisputeState; calendar: Calendar },
): Promise<ChangedDispute> => {
  const setting = await settingsOn(tx, dayOf(ctx.clock.now()));
  const isExtended = found.isExtended || order.step === 'extend';
  const due =
    state === 'open' ? dueAfter(calendar, day(found.raisedOn), setting('dispute.decide-extended')) : noDue;
  const effect = state === 'upheld' ? (order.effect ?? 'delete') : null;
  return {
    id: found.id,
    state,
    isExtended,
    ...due,
    effect,
    note: effect === null ? null : (order.note ?? null),
    correctedVersion: effect === 'correct' ? target.record.version : null,
  };
};

const stepTaken = (ctx: Ctx, order: DisputeOrder, { from, to }: { from: string; to: string }) => ({
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
