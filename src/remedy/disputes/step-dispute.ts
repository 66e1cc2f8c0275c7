import { day, dayOf } from '../../kernel/day.ts';
import type { Calendar } from '../../kernel/working-days.ts';
import { readCalendar } from '../../law/calendar/calendar.store.ts';
import { settingsOn } from '../../law/rulebook/rulebook.store.ts';
import { act, must } from '../../platform/door/act.ts';
import type { Db } from '../../platform/door/db.ts';
import type { Ctx } from '../../platform/door/deps.ts';
import type { NewEvent } from '../../platform/door/outbox.ts';
import { dueAfter, noDue } from '../cases/case-due.rules.ts';
import { type CaseOrder, type Moved, stepCase } from '../cases/step-case.step.ts';
import {
  checkUpholding,
  type DisputeEffect,
  type DisputeStep,
  isApplicantsStep,
  moveDispute,
} from './dispute.rules.ts';
import { type ChangedDispute, type DisputeRow, flagTarget, saveDispute } from './dispute.store.ts';
import { disputeCase } from './dispute-case.ts';
import { takeEffect } from './dispute-effect.step.ts';
import type { DisputeLine } from './dispute-out.ts';

export type DisputeOrder = CaseOrder<DisputeStep> & {
  effect?: DisputeEffect | undefined;
  note?: string | undefined;
};
type Moment = { ctx: Ctx; tx: Db };
type Asked = Moved<DisputeRow> & { order: DisputeOrder };

// One step of a dispute; with its end the flag falls, and what was upheld takes effect in the same transaction.
// Errors: dispute.unknown, dispute.wrong-stage, dispute.not-corrected, dispute.note-required, case.not-authority, case.not-applicant.
export const stepDispute = async (ctx: Ctx, order: DisputeOrder): Promise<DisputeLine> => {
  const calendar = await readCalendar(ctx.statement);
  return act(ctx, `dispute.${order.step}`, async (tx) => {
    const done = await stepCase({ ctx, tx }, disputeCase, order, {
      isApplicants: isApplicantsStep(order.step),
      move: (found) => moveDispute(found, order.step),
      work: async (moved) => {
        const asked = { ...moved, order };
        const events = order.step === 'uphold' ? await uphold({ ctx, tx }, asked) : [];
        await saveDispute(tx, await changesOf({ ctx, tx }, { ...asked, calendar }));
        if (moved.state !== 'open') await flagTarget(tx, moved.found.recordId, null);
        return events;
      },
    });
    return { ...done, audit: { ...done.audit, effect: done.value.effect } };
  });
};

const uphold = async (at: Moment, { found, target, order }: Asked): Promise<NewEvent[]> => {
  const effect = order.effect ?? 'delete';
  const versions = { seenVersion: found.seenVersion, version: target.record.version };
  must(checkUpholding({ effect, note: order.note }, versions));
  const ground = `异议成立：${order.reason ?? ''}`;
  return takeEffect(at, target, { effect, ground });
};

const changesOf = async (
  { ctx, tx }: Moment,
  { found, target, order, state, calendar }: Asked & { calendar: Calendar },
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
